"""Who reaches a case without taking part: the unit's staff by consent and with a line in the audit log, nobody else."""

import pytest

from bot.rendering.texts import STALE
from storage.audit import Subject, list_entries
from tests.handlers.desk import ALONE, document
from tests.population import ADMIN, NORTH_OFFICIAL, NORTH_STAFF, SOUTH_OFFICIAL, SOUTH_STAFF

ACTS = (
    "done",
    "wait",
    "skip",
    "reopen",
    "foreign",
    "region",
    "archive",
    "newer",
    "delete",
    "leave",
    "share",
    "link-read",
    "unlink",
)
ASKS = (
    "fill",
    "fact",
    "later",
    "note",
    "skip",
    "wait",
    "reopen",
    "expect",
    "rename",
    "region",
    "delete",
    "done-on",
)
VIEWS = ("steps", "more", "facts", "history", "people", "files", "changes", "export")
PERSON_ACTS = ("assign", "read", "work", "hand", "hand-sure", "remove")
# What the buttons of case 1 carry, whoever they are shown to.
EVERY_BUTTON = (
    "kc:1:0",
    *(f"kv:1:{view}:0" for view in VIEWS),
    *(f"km:1:2:{act}:0:0" for act in ACTS),
    *(f"ka:1:{act}:0:0" for act in ASKS),
    "kf:1:2:fill:0:0:0",
    *(f"kp:1:2:{act}:{account}:0" for act in PERSON_ACTS for account in (0, 3)),
    "kx:1:1:send",
    "kx:1:1:off",
    "kn:" + "0" * 12 + ":1:0",
)


def looks(desk):
    """What staff did to the case without taking part in it, in order, as the audit log has it."""
    staff = desk.town.population.users[NORTH_STAFF]
    with desk.database.read() as session:
        entries = [one for one in list_entries(session, limit=100) if one.subject == Subject.CASE]
    assert {(one.actor, one.subject_id) for one in entries} <= {(staff, 1)}
    return [one.action for one in reversed(entries)]


async def test_the_units_staff_reads_by_consent(desk):
    """From the consent on, staff of the unit find the case; taken back, they don't."""
    await desk.begin("民主推荐", ALONE)
    await desk.tap("⋯ 更多", "👥 共同办理", "🏢 给本单位")
    await desk.say("/checklist", who=NORTH_STAFF)
    await desk.tap("🏢 本单位的（1）", "2026-11 民主推荐", who=NORTH_STAFF)
    assert "给您看的" in desk.text
    await desk.tap("⋯ 更多", who=NORTH_STAFF)
    assert "🚪 不再参与" not in desk.labels
    await desk.say("/checklist", who=SOUTH_STAFF)
    assert not [label for label in desk.labels if "本单位的" in label]
    await desk.press("1:kv:1:people:0")
    await desk.tap("🏢 不再给本单位")
    assert (await desk.town.press(NORTH_STAFF, "1:kc:1:-1")) == [STALE]


@pytest.mark.parametrize("who", [SOUTH_STAFF, SOUTH_OFFICIAL, ADMIN])
async def test_nobody_else_reaches_a_case(desk, who):
    """Every button with another's number is stale, whatever it does; no row changes, no name is sent."""
    await desk.begin("民主推荐", ALONE)
    await desk.tap("📎 附件")
    await desk.say("/help", who=who)
    before, sent = desk.town.rows(), len(desk.town.wire.calls)
    for data in EVERY_BUTTON:
        assert await desk.town.press(who, f"1:{data}") == [STALE], data
    assert desk.town.rows() == before
    assert "2026-11 民主推荐" not in str(desk.town.wire.calls[sent:])


async def test_every_look_of_the_units_staff_is_in_the_audit_log(desk):
    """Card, steps, history, files and export are noted once each; lists, stale buttons, owners and members are not."""
    await desk.begin("民主推荐", ALONE)
    await desk.tap("📎 附件")
    await desk.send(document=document())
    await desk.press("1:kv:1:people:0")
    await desk.tap("🏢 给本单位")
    await desk.say("/checklist", who=NORTH_STAFF)
    await desk.tap("🏢 本单位的（1）", who=NORTH_STAFF)
    for stale in ("1:kv:1:people:0", "1:kv:1:steps:9", "1:kx:1:9:send"):
        assert await desk.town.press(NORTH_STAFF, stale) == [STALE]
    assert looks(desk) == []
    shown = ("1:kc:1:0", "1:kv:1:steps:0", "1:kv:1:history:0", "1:kv:1:files:0", "1:km:1:99:done:0:0")
    for number, button in enumerate(shown, start=1):
        assert await desk.town.press(NORTH_STAFF, button) != [STALE]
        assert looks(desk) == ["case.viewed"] * number, button
    await desk.town.press(NORTH_STAFF, "1:kx:1:1:send")
    await desk.town.press(NORTH_STAFF, "1:kv:1:export:0")
    assert looks(desk)[5:] == ["case.viewed", "case.exported"]
    # Whoever takes part does so before everybody's eyes: the case's own history tells of it.
    await desk.tap("⋯ 更多", "👥 共同办理", "👀 给同事看", "北县组工")
    for who in (NORTH_OFFICIAL, NORTH_STAFF):
        for button in ("1:kc:1:0", "1:kv:1:export:0"):
            assert await desk.town.press(who, button) != [STALE]
    assert len(looks(desk)) == 7
