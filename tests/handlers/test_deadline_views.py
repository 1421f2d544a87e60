"""Lists of deadlines: one's own, those of the units' people, the ledger of delivery, and files."""

from datetime import date, timedelta

import pytest

from bot.callback_data import encode
from bot.payloads.deadlines import (
    DeadlineFile,
    DeadlinePage,
    DeliveryPage,
    MoveClock,
    ResendMessage,
    UnitDeadlines,
)
from bot.rendering import deadline_texts as texts
from bot.rendering.texts import STALE
from storage.deadlines import About, Draft, add_deadline, mark_closed
from storage.people import mark_unlinked
from storage.schedules import DeadlineFields
from storage.tables import DeadlineStatus, DeliveryAttempt, MessageStatus, OutboxMessage
from storage.users import mark_reachable
from tests.builders import MOMENT
from tests.handlers.reminded import labels, payloads
from tests.population import (
    NORTH_OFFICIAL,
    NORTH_STAFF,
    SOUTH_OFFICIAL,
    SOUTH_STAFF,
)

pytestmark = pytest.mark.usefixtures("deadline_rules")

TODAY = date(2026, 11, 22)


def add(town, number, title, days, *, status=None):
    """A deadline of somebody, some days from today."""
    with town.application.bot_data.database.write() as session:
        fields = DeadlineFields(title=title, due_on=TODAY + timedelta(days=days), zone="Asia/Shanghai")
        draft = Draft(About(user_id=town.population.users[number]), fields)
        row = add_deadline(session, draft=draft, now=MOMENT)
        if status:
            mark_closed(session, row, status=status, now=MOMENT)
        return row.id


async def test_ones_own_in_three_views_with_pages(town):
    """What is overdue comes first; each view has its pages and counts."""
    assert texts.EMPTY["next"] in (await town.say(NORTH_OFFICIAL, "/deadlines"))[-1]
    for number in range(10):
        add(town, NORTH_OFFICIAL, f"事项{number}", number)
    assert "事项0\n　　就在今天" in (await town.say(NORTH_OFFICIAL, "/deadlines"))[-1]
    assert "事项9" not in town.wire.texts()[-1]
    assert (
        "事项9\n　　还有9天（其中工作日7天）"
        in (await town.press(NORTH_OFFICIAL, DeadlinePage("next", 1)))[-1]
    )
    add(town, NORTH_OFFICIAL, "早该办的", -3)
    add(town, NORTH_OFFICIAL, "办完的", 3, status=DeadlineStatus.DONE)
    assert "早该办的\n　　已过3天" in (await town.say(NORTH_OFFICIAL, "/deadlines"))[-1]
    assert {"即将到期 10", "▸已逾期 1", "已结束 1"} <= set(labels(town))
    assert "办完的\n　　已完成" in (await town.press(NORTH_OFFICIAL, DeadlinePage("closed", 0)))[-1]
    assert UnitDeadlines("overdue", 0) not in payloads(town)


@pytest.mark.parametrize(
    "payload",
    [
        DeadlinePage("nothing", 0),
        DeadlinePage("next", 9),
        DeadlinePage("next", -1),
        DeadlineFile("pdf"),
        MoveClock("show"),
        MoveClock("30"),
        UnitDeadlines("nothing", 0),
        UnitDeadlines("next", 7),
        DeliveryPage("nothing", 0),
        ResendMessage(99),
        "1:dl:x",
        "1:du:x",
        "1:dg:x",
        "1:dc",
    ],
    ids=str,
)
async def test_buttons_that_nobody_has(town, payload):
    """Whatever a client makes up is stale, and so is a clock that is not there."""
    assert await town.press(NORTH_STAFF, payload) == [STALE]


async def test_what_staff_see_of_their_people(town):
    """Overdue first, who and what and when, and whom reminders do not reach; nothing of other counties."""
    assert texts.UNITS_EMPTY["overdue"] in (await town.press(NORTH_STAFF, UnitDeadlines("overdue", 0)))[-1]
    add(town, NORTH_OFFICIAL, "北县的事", -2)
    add(town, SOUTH_OFFICIAL, "南县的事", -2)
    add(town, NORTH_OFFICIAL, "办完的", 3, status=DeadlineStatus.STOPPED)
    said = (await town.press(NORTH_STAFF, UnitDeadlines("overdue", 0)))[-1]
    assert "欧阳北辰（北县）：北县的事\n　　已过2天" in said
    assert "南县的事" not in said
    assert "已停止提醒" in (await town.press(NORTH_STAFF, UnitDeadlines("closed", 0)))[-1]
    with town.application.bot_data.database.write() as session:
        mark_reachable(session, telegram_id=NORTH_OFFICIAL, is_reachable=False)
    assert texts.NOT_REACHED_MARK in (await town.press(NORTH_STAFF, UnitDeadlines("overdue", 0)))[-1]


async def test_nobody_is_linked_to_a_record(town):
    """Staff see that reminders cannot be sent."""
    with town.application.bot_data.database.write() as session:
        fields = DeadlineFields(title="北县的事", due_on=TODAY, zone="Asia/Shanghai")
        mark_unlinked(session, person_id=town.population.north_person)
        about = About(person_id=town.population.north_person)
        add_deadline(session, draft=Draft(about, fields), now=MOMENT)
    assert texts.NOT_LINKED_MARK in (await town.press(NORTH_STAFF, UnitDeadlines("next", 0)))[-1]


def add_messages(town, number, *statuses):
    """Messages to somebody, with one try each."""
    with town.application.bot_data.database.write() as session:
        for status in statuses:
            message = OutboxMessage(
                user_id=town.population.users[number],
                kind="reminders",
                status=status,
                not_before=MOMENT,
                created_at=MOMENT,
                changed_at=MOMENT,
            )
            session.add(message)
            session.flush()
            session.add(DeliveryAttempt(message_id=message.id, at=MOMENT, outcome=status))


async def test_the_ledger(town):
    """What is in doubt can be sent again by the county's own staff; all tries are listed, page by page."""
    uncertain = MessageStatus.UNCERTAIN
    add_messages(town, NORTH_OFFICIAL, *[MessageStatus.SENT] * 10, uncertain, MessageStatus.BLOCKED)
    said = (await town.press(NORTH_STAFF, DeliveryPage("trouble", 0)))[-1]
    assert "欧阳北辰：期限提醒，可能没有送达，不会自动重发" in said
    assert "先留着" in said
    (resend,) = [item for item in payloads(town) if isinstance(item, ResendMessage)]
    assert await town.press(SOUTH_STAFF, resend) == [STALE]
    page = (await town.press(NORTH_STAFF, DeliveryPage("all", 0)))[-1]
    assert page.count("欧阳北辰") == 10
    older = next(item for item in payloads(town) if isinstance(item, DeliveryPage) and item.before)
    assert (await town.press(NORTH_STAFF, older))[-1].count("欧阳北辰") == 2
    assert (await town.press(NORTH_STAFF, resend))[-1] == texts.RESENT
    assert await town.press(NORTH_STAFF, resend) == [STALE]
    assert texts.LEDGER_EMPTY["trouble"] in (await town.press(SOUTH_STAFF, DeliveryPage("trouble", 0)))[-1]
    assert texts.LEDGER_EMPTY["all"] in (await town.press(SOUTH_STAFF, DeliveryPage("all", 0)))[-1]


def test_every_button_fits():
    """Even with the largest numbers."""
    assert encode(DeliveryPage("trouble", 2**63 - 1))
