"""Journeys of deadlines: made, reminded of as the clock moves, put off, done; what staff see, and what others don't."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar
from sqlmodel import col, select

from bot.clock import MovableClock
from bot.local.client import text_of
from bot.rendering import clock_texts, reminder_texts
from bot.rendering import deadline_texts as texts
from bot.rendering.texts import STALE
from storage.people import PersonFields, add_person, mark_linked
from storage.tables import Deadline, Reminder, Role
from storage.units import add_unit
from storage.users import get_user
from tests.dated import make_dated_knowledge
from tests.journeys.conftest import LI, WANG
from tests.journeys.talking import data_of, labels, press, say

# A busy machine may take its time to play a month.
PATIENCE = 60
START = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
async def trial(bot, tmp_path):
    """The bot, started with deadline rules and a clock that can be set forward from a fixed instant."""
    began = datetime.now(UTC)
    bot.clock = MovableClock(tmp_path / "clock.json", lambda: START + (datetime.now(UTC) - began))
    await bot.restart(make_dated_knowledge())


async def make(people, *, person=WANG, days="2025年12月30日"):
    """Make a deadline by a rule: due on 2026-12-30 unless another start is given."""
    found = await say(people, "/deadlines 补训", person=person)
    await press(people, found, "提任后补训", person=person)
    preview = await say(people, days, person=person)
    return await press(people, preview, texts.CONFIRM_BUTTON, person=person)


async def forward(people, label, *, person=WANG):
    """Set the clock forward; everything that came meanwhile, the clock's own message last."""
    await people.say(person, "/clock")
    clock = await people.wait_for_reply(person, contains=clock_texts.TITLE)
    seen = len(await people.history(person))
    await people.press(person, clock["message_id"], data_of(clock, label))
    await people.wait_for_reply(person, contains=clock_texts.TITLE, seconds=PATIENCE)
    return (await people.history(person))[seen:]


def rows(bot, table):
    """All rows of a table, oldest first."""
    with bot.database.read() as session:
        return session.exec(select(table).order_by(col(table.id))).all()


async def test_made_reminded_put_off_and_done(bot, people):
    """A month and a week before the day reminders come; one is put off, comes again, and is done; then nothing comes."""
    await make(people)
    came = await forward(people, "30天")
    reminders = [text_of(item) for item in came[:-1]]
    assert ["还有30天" in text for text in reminders] == [True, False][: len(reminders)]
    for words in (
        reminder_texts.HEAD,
        "到期日：2026年12月30日",
        "要做什么：完成规定的培训",
        "文件没有写明后果",
        "轮岗办法第一部分第1条",
    ):
        assert words in reminders[0]
    later = await press(people, came[-2], texts.LATER_BUTTON)
    said = await press(people, later, "一周后")
    assert "再提醒" in text_of(said)
    came = await forward(people, clock_texts.NEXT_BUTTON)
    assert reminder_texts.HEAD in text_of(came[0])
    done = await press(people, came[0], texts.DONE_BUTTON)
    assert texts.DONE_NOW in text_of(done)
    came = await forward(people, "30天")
    assert [clock_texts.TITLE in text_of(item) for item in came] == [True]
    (row,) = rows(bot, Deadline)
    assert row.status == "done"


async def test_what_came_due_while_the_bot_was_down(bot, people):
    """All of it comes in one message, and what is late is marked."""
    await make(people)
    await make(people, days="2025年12月20日")
    await bot.stop()
    bot.clock.move_to(START + timedelta(days=28))
    await bot.start()
    came = await forward(people, clock_texts.FORWARD_BUTTON.format(days=1))
    assert len(came) == 2
    told = text_of(came[0])
    assert reminder_texts.SEVERAL.format(count=2) in told
    assert reminder_texts.SEVERAL_LATE in told
    card = await press(people, came[0], "1. 提任后")
    assert "2026年12月20日" in text_of(card)


async def test_extended_with_a_reason(bot, people):
    """From the reminder: the new day, the reason, and reminders for the new day."""
    await make(people)
    came = await forward(people, clock_texts.NEXT_BUTTON)
    form = await press(people, came[0], texts.EXTEND_BUTTON)
    assert texts.ASK_EXTENSION in text_of(form)
    said = text_of(await say(people, "2027年6月1日，培训班推迟举办"))
    assert "2027年6月1日" in said
    (row,) = rows(bot, Deadline)
    assert (row.extended_from, row.extended_reason) == (date(2026, 12, 30), "培训班推迟举办")
    planned = [item for item in rows(bot, Reminder) if item.status == "planned"]
    assert {item.due_on for item in planned} == {date(2027, 6, 1)}


async def test_the_clock_survives_a_restart_and_goes_back(bot, people):
    """Ahead after a restart as before; real again when that is chosen."""
    await forward(people, "30天")
    await bot.restart()
    shown = await say(people, "/clock")
    assert "快30天" in text_of(shown)
    back = await press(people, shown, clock_texts.RESET_BUTTON)
    assert clock_texts.REAL in text_of(back)
    nothing = await press(people, back, clock_texts.NEXT_BUTTON)
    assert clock_texts.NOTHING_PLANNED in text_of(nothing)


async def test_without_a_clock_there_is_none_to_move(bot, people):
    """Where the clock is the real one, the command is unknown and the button stale."""
    shown = await say(people, "/clock")
    bot.clock = None
    await bot.restart()
    assert "没有这个命令" in text_of(await say(people, "/clock"))
    query = await people.press(WANG, shown["message_id"], data_of(shown, "30天"))
    assert (await people.wait_for_answer(query))["text"] == STALE


@pytest.fixture
async def unit(bot):
    """Li is staff of the unit of Wang's record."""
    with bot.database.write() as session:
        unit = add_unit(session, name="北县")
        staff, official = get_user(session, telegram_id=LI), get_user(session, telegram_id=WANG)
        staff.role, staff.unit_id = Role.STAFF, unit.id
        person = add_person(session, unit=unit, fields=PersonFields(name="王芳"), now=START)
        mark_linked(session, person=person, user=official)


@pytest.mark.usefixtures("unit")
async def test_staff_see_it_coming(people):
    """The overview, the escalation after all reminders, and the weekly digest name who, what and when."""
    await make(people)
    mine = await say(people, "/deadlines", person=LI)
    listed = await press(people, mine, texts.UNITS_BUTTON, person=LI)
    listed = await press(people, listed, "即将到期", person=LI)
    assert "王芳（北县）：提任后补训期限" in text_of(listed)
    await forward(people, "30天")
    await forward(people, "30天")
    came = [text_of(item) for item in await people.history(LI)]
    assert any(reminder_texts.OVERDUE.format(count=1) in text for text in came)
    digests = [text for text in came if "本单位期限周报" in text]
    assert len(digests) >= 8
    assert "王芳（北县）：提任后补训期限" in digests[-1]
    ledger = await press(people, listed, texts.LEDGER_BUTTON, person=LI)
    assert texts.LEDGER_EMPTY["trouble"] in text_of(ledger)
    ledger = await press(people, ledger, texts.LEDGER_VIEWS["all"], person=LI)
    assert "王芳：期限提醒，已发送" in text_of(ledger)


async def test_a_foreign_deadline_is_refused(bot, people):
    """Somebody else's number in a button is stale, and nothing changes."""
    card = await make(people)
    (row,) = rows(bot, Deadline)
    menu = await say(people, "/deadlines", person=LI)
    for data in (
        f"1:ds:{row.id}",
        f"1:da:{row.id}:{row.version}:done:0",
        f"1:da:{row.id}:{row.version}:gone:0",
    ):
        query = await people.press(LI, menu["message_id"], data, forged=True)
        assert (await people.wait_for_answer(query))["text"] == STALE
    assert rows(bot, Deadline)[0].status == "open"
    assert texts.DONE_BUTTON in labels(card)


async def test_the_calendar_file_is_read_again(people):
    """Stable numbers, a higher sequence after a change, and what is deleted is withdrawn once."""
    card = await make(people)
    first = await exported(people)
    assert first["STATUS"] == "CONFIRMED"
    assert first.decoded("DTSTART") == date(2026, 12, 30)
    assert [alarm.decoded("TRIGGER") for alarm in first.walk("VALARM")] == [
        timedelta(hours=9) - timedelta(days=days) for days in (30, 7, 1, 0)
    ]
    await press(people, card, texts.EXTEND_BUTTON)
    await say(people, "2027年1月30日，推迟")
    second = await exported(people)
    assert second["UID"] == first["UID"]
    assert second["SEQUENCE"] > first["SEQUENCE"]
    assert second.decoded("DTSTART") == date(2027, 1, 30)
    shown = await press(people, await say(people, "/deadlines"), "1. 提任后")
    await press(people, await press(people, shown, texts.DELETE_BUTTON), texts.DELETE_FOR_SURE_BUTTON)
    third = await exported(people)
    assert (third["UID"], third["STATUS"]) == (first["UID"], "CANCELLED")
    assert third["SEQUENCE"] > second["SEQUENCE"]
    menu = await say(people, "/deadlines")
    assert text_of(await press(people, menu, texts.FILE_BUTTON)) == texts.FILE_EMPTY


async def exported(people):
    """The only entry of the calendar file."""
    menu = await say(people, "/deadlines")
    sent = await press(people, menu, texts.FILE_BUTTON)
    content = await people.download(sent["document"]["file_id"])
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    return event


async def test_the_picture_arrives_as_a_photo(people):
    """With a caption that explains its colors."""
    await make(people)
    sent = await press(people, await say(people, "/deadlines"), texts.PICTURE_BUTTON)
    assert sent["caption"] == texts.PICTURE_CAPTION
    assert sent["photo"][-1]["width"] == 1280
