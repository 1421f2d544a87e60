"""What can be done with a deadline, from its card, a reminder or a form; and who may."""

from datetime import date

import pytest
from sqlmodel import select

from bot.deadlines.acts import ACTS
from bot.payloads.cases import StartChecklist
from bot.payloads.deadlines import ShowDeadline, UseDeadline
from bot.rendering import deadline_texts as texts
from bot.rendering.texts import STALE
from storage.deadlines import About, Draft, add_deadline
from storage.schedules import DeadlineFields
from storage.tables import AuditEntry, Origin
from tests.builders import MOMENT
from tests.handlers.reminded import (
    deadlines,
    draft_button,
    give_rules,
    labels,
    make,
    payloads,
    planned,
)
from tests.population import NORTH_OFFICIAL, NORTH_STAFF, SOUTH_OFFICIAL, SOUTH_STAFF

ZONE = "Asia/Shanghai"


@pytest.fixture
async def town(town):
    """The town with deadline rules, and one deadline of the northern official."""
    give_rules(town)
    await make(town, NORTH_OFFICIAL, "peixun.after", "2026年3月1日")
    return town


def use(town, act, value=0, *, version=None):
    """The button of an act on the only deadline as it stands."""
    (row,) = deadlines(town)
    return UseDeadline(row.id, row.version if version is None else version, act, value)


async def press(town, act, value=0, **options):
    """Press such a button; what was said last."""
    return (await town.press(NORTH_OFFICIAL, use(town, act, value, **options)))[-1]


async def test_done_once_and_again(town):
    """The second press changes nothing, an older button of before included; it can be taken back."""
    said = await press(town, "done")
    assert texts.DONE_NOW in said
    assert planned(town) == []
    (row,) = deadlines(town)
    assert texts.CLOSED_ALREADY in await press(town, "done", version=1)
    assert deadlines(town)[0].version == row.version
    assert texts.CLOSED_ALREADY in await press(town, "stop")
    assert texts.CLOSED_ALREADY in await press(town, "extend")
    assert texts.CLOSED_ALREADY in await press(town, "snooze", 1)
    assert texts.RESUMED_NOW in await press(town, "resume")
    assert texts.OPEN_ALREADY in await press(town, "resume")
    assert "P30D" in planned(town)


async def test_the_reminders_buttons_are_taken_off(town):
    """Below the message whose button closed the deadline only the way to it is left."""
    await press(town, "stop")
    name, call = town.wire.calls[-1]
    assert name == "editMessageReplyMarkup"
    assert texts.CARD_BUTTON in str(call["reply_markup"])
    assert texts.DONE_BUTTON not in str(call["reply_markup"])


async def test_later(town):
    """Tomorrow, in a week, or a day in words; the past is refused."""
    assert "什么时候再提醒" in await press(town, "later")
    assert "2026年11月23日再提醒" in await press(town, "snooze", 1)
    assert "@2026-11-23" in planned(town)
    assert await press(town, "pick") == texts.ASK_LATER_DAY
    assert (await town.say(NORTH_OFFICIAL, "过几天"))[-1] == texts.BAD_DATE
    assert (await town.say(NORTH_OFFICIAL, "今天"))[-1] == texts.NOT_FUTURE
    assert "2026年12月5日再提醒" in (await town.say(NORTH_OFFICIAL, "12月5日"))[-1]
    assert "五年" in (await town.say(NORTH_OFFICIAL, "干部轮岗要满几年？"))[-1]


@pytest.mark.parametrize(
    "said", [["2027年6月1日，培训班推迟"], ["2027年6月1日", "培训班推迟"], ["二〇二七年六月一日培训班推迟"]]
)
async def test_extending_needs_a_day_and_a_reason(town, said):
    """Together or one after the other; the first day and the reason stay on the card."""
    assert await press(town, "extend") == texts.ASK_EXTENSION
    assert (await town.say(NORTH_OFFICIAL, "再说吧"))[-1] == texts.BAD_DATE
    assert (await town.say(NORTH_OFFICIAL, "2020年1月1日，没来得及"))[-1] == texts.NOT_FUTURE
    for text in said:
        last = (await town.say(NORTH_OFFICIAL, text))[-1]
    assert "已延期到2027年6月1日" in last
    (row,) = deadlines(town)
    assert (row.due_on, row.extended_from, row.extended_reason) == (
        date(2027, 6, 1),
        date(2027, 3, 1),
        "培训班推迟",
    )
    card = (await town.press(NORTH_OFFICIAL, ShowDeadline(row.id)))[-1]
    assert "已延期：原来是2027年3月1日。原因：培训班推迟" in card


async def test_a_reason_that_is_too_long(town):
    """It is asked for again."""
    await press(town, "extend")
    assert (await town.say(NORTH_OFFICIAL, "2027年6月1日，" + "长" * 201))[-1] == texts.TOO_LONG.format(
        length=200
    )


async def test_a_form_about_what_changed_meanwhile(town):
    """Nothing is extended that was done, or deleted, since the form was opened."""
    await press(town, "extend")
    await press(town, "done")
    assert texts.MOVED_ON in (await town.say(NORTH_OFFICIAL, "2027年6月1日，推迟"))[-1]
    await press(town, "resume")
    await press(town, "extend")
    await press(town, "gone")
    assert (await town.say(NORTH_OFFICIAL, "2027年6月1日，推迟"))[-1] == texts.GONE


async def test_a_stale_button_shows_how_things_stand(town):
    """What changes a deadline needs its present version."""
    await press(town, "snooze", 7)
    said = await press(town, "snooze", 1, version=1)
    assert texts.MOVED_ON in said
    assert "@2026-11-23" not in planned(town)


async def test_stages(town):
    """Days are taken and left one by one; the rule's own come back; one always stays."""
    await press(town, "stages")
    assert "✅ 提前30天" in labels(town)
    await press(town, "stage", 30)
    assert "☐ 提前30天" in labels(town)
    assert "P30D" not in planned(town)
    assert texts.STAGES_NOW in await press(town, "default")
    assert "P30D" in planned(town)
    for days in (30, 7, 1):
        await press(town, "stage", days)
    assert texts.LAST_STAGE in await press(town, "stage", 0)
    assert deadlines(town)[0].stages == ["P0D"]


async def test_other_dates(town):
    """The trigger is asked for again, and the same deadline is planned anew; a change in between wins."""
    assert "请输入提任日期" in await press(town, "redo")
    preview = (await town.say(NORTH_OFFICIAL, "2026年5月1日"))[-1]
    assert texts.PREVIEW_CHANGE in preview
    card = (await town.press(NORTH_OFFICIAL, draft_button(town, "confirm")))[-1]
    assert texts.CHANGED in card
    assert deadlines(town)[0].due_on == date(2027, 5, 1)
    await press(town, "redo")
    await town.say(NORTH_OFFICIAL, "2026年6月1日")
    confirm = draft_button(town, "confirm")
    await press(town, "snooze", 7)
    assert (await town.press(NORTH_OFFICIAL, confirm))[-1] == texts.NO_DRAFT
    assert deadlines(town)[0].due_on == date(2027, 5, 1)


async def test_other_dates_and_stages_at_once(town):
    """Own stages are kept when the date changes, and can be changed with it."""
    await press(town, "stage", 30)
    await press(town, "redo")
    await town.say(NORTH_OFFICIAL, "2026年5月1日")
    await town.press(NORTH_OFFICIAL, draft_button(town, "stages"))
    await town.press(NORTH_OFFICIAL, draft_button(town, "stage", 7))
    await town.press(NORTH_OFFICIAL, draft_button(town, "back"))
    await town.press(NORTH_OFFICIAL, draft_button(town, "confirm"))
    assert deadlines(town)[0].stages == ["P1D", "P0D"]


async def test_deleting_asks_first(town):
    """A question, then it is gone for good."""
    assert "确定删除" in await press(town, "delete")
    assert len(deadlines(town)) == 1
    assert await press(town, "gone") == texts.DELETED
    assert deadlines(town) == []


async def test_the_basis_leads_on(town):
    """Where it is written, and the answers that belong to it."""
    said = await press(town, "basis")
    assert "轮岗办法第一部分第1条" in said
    assert "📖 干部轮岗要满几年？" in labels(town)
    assert "五年" in await press(town, "answer", 0)
    assert await press(town, "answer", 5) == STALE


async def test_what_staff_see_is_the_owners_choice(town):
    """Hidden from staff, and shown again; staff cannot hide it."""
    (row,) = deadlines(town)
    assert texts.MADE not in (await town.press(NORTH_STAFF, ShowDeadline(row.id)))[-1]
    assert await town.press(NORTH_STAFF, use(town, "private", 1)) == [STALE]
    assert texts.PRIVACY_NOW[True] in await press(town, "private", 1)
    assert await town.press(NORTH_STAFF, ShowDeadline(row.id)) == [STALE]
    assert texts.PRIVACY_NOW[False] in await press(town, "private", 0)


async def test_staff_act_on_their_peoples_deadlines_others_do_not(town):
    """The county's staff may; other staff and officials are told that the button is stale, and nothing changes."""
    (row,) = deadlines(town)
    for number in (SOUTH_STAFF, SOUTH_OFFICIAL):
        before = town.rows()["deadlines"]
        for act in ACTS:
            assert await town.press(number, use(town, act, 1)) == [STALE], act
        assert await town.press(number, ShowDeadline(row.id)) == [STALE]
        assert town.rows()["deadlines"] == before
    said = (await town.press(NORTH_STAFF, use(town, "done")))[-1]
    assert "欧阳北辰" in said
    with town.application.bot_data.database.read() as session:
        (entry,) = session.exec(select(AuditEntry).where(AuditEntry.action.startswith("deadline")))
    # What the official did to the own deadline is not in the log, what staff did is.
    assert (entry.action, entry.actor) == ("deadline.closed", town.population.users[NORTH_STAFF])


@pytest.mark.parametrize(
    ("act", "value"), [("fly", 0), ("snooze", 0), ("snooze", 999), ("stage", 5)], ids=str
)
async def test_acts_that_are_not_there(town, act, value):
    """A made-up act is stale."""
    assert await press(town, act, value) == STALE


async def test_one_made_by_hand_has_no_rule_to_go_by(town):
    """No default stages, no basis; nor has one whose rule is gone."""
    with town.application.bot_data.database.write() as session:
        user = town.population.users[SOUTH_OFFICIAL]
        for rule in (None, "gone.rule"):
            fields = DeadlineFields(
                title="交报告",
                due_on=date(2027, 1, 1),
                zone=ZONE,
                rule=rule,
                content_version=rule and "1",
                origin=Origin.CASE,
                origin_id=3,
            )
            add_deadline(session, draft=Draft(About(user_id=user), fields), now=MOMENT)
    by_hand, gone = deadlines(town)[1:]
    assert await town.press(SOUTH_OFFICIAL, UseDeadline(by_hand.id, 1, "default")) == [STALE]
    assert (
        texts.OWN_CONSEQUENCE in (await town.press(SOUTH_OFFICIAL, UseDeadline(by_hand.id, 1, "basis")))[-1]
    )
    card = (await town.press(SOUTH_OFFICIAL, ShowDeadline(gone.id)))[-1]
    assert texts.RULE_GONE_ON_CARD in card
    assert texts.CASE_BUTTON in labels(town)
    assert not [item for item in payloads(town) if isinstance(item, StartChecklist)]
