"""The jobs of the outbox in the real application: from a planned row to what a person reads."""

import asyncio
from datetime import timedelta

import pytest
from pydantic import SecretStr

from bot.application import build_application
from bot.context import BotContext, Surroundings
from bot.outbox.jobs import beat, digest, nudge, rezone
from bot.settings import Settings
from handlers import CONVERSATIONS
from storage.claims import LEASE
from storage.outbox import Notice, add_message
from storage.reminders import list_reminders
from storage.tables import MessageStatus, OutboxMessage, User
from tests.bot.outbox.conftest import PEOPLE, TOKEN
from tests.builders import make_knowledge
from tests.population import ADMIN, NORTH_OFFICIAL, NORTH_STAFF, SOUTH_STAFF, populate
from tests.reminding import make_deadline, messages, take

WANG = PEOPLE[0]


@pytest.fixture
async def context(messenger, sqlite_database, clock):
    """A callback's context of the application, running but for its own jobs."""
    settings = Settings(token=SecretStr(TOKEN), api_base_url=messenger.base_url, _env_file=None)
    around = Surroundings(settings, make_knowledge(), sqlite_database, clock)
    application = build_application(around, CONVERSATIONS)
    await application.initialize()
    application.job_queue.scheduler.remove_all_jobs()
    await application.start()
    yield BotContext(application)
    if application.running:
        await application.stop()
    await application.shutdown()
    await application.bot.request.shutdown()


async def drained(context):
    """Wait until what was begun has ended."""
    await asyncio.sleep(0)
    async with context.bot_data.draining:
        pass


async def test_a_beat_brings_what_is_due(context, sqlite_database, users, arrived, clock):
    """Twice a beat is one message; it names the deadline and its day."""
    day = clock() + timedelta(days=7)
    with sqlite_database.write() as session:
        make_deadline(session, clock(), user_id=users[WANG], due_on=day.date(), title="试用期满考核")
    await beat(context)
    await drained(context)
    assert arrived(WANG) == []
    clock.at = day
    for _ in range(2):
        await beat(context)
        await drained(context)
    (text,) = arrived(WANG)
    assert "试用期满考核" in text


async def test_a_beat_takes_up_what_was_left_behind(context, sqlite_database, users, clock):
    """A claim that ran out goes to this process."""
    with sqlite_database.write() as session:
        notice = Notice(user_id=users[WANG], kind="unlinked", payload={"ids": [], "count": 0})
        number = add_message(session, notice=notice, now=clock()).id
        take(session, clock(), kinds=("unlinked",))
    clock.at += LEASE
    await beat(context)
    await drained(context)
    with sqlite_database.read() as session:
        assert session.get_one(OutboxMessage, number).status == MessageStatus.SKIPPED


async def test_an_application_that_stops_begins_nothing(context, sqlite_database, users, clock):
    """And one process drains once at a time."""
    with sqlite_database.write() as session:
        number = add_message(session, notice=Notice(user_id=users[WANG], kind="digest"), now=clock()).id
    async with context.bot_data.draining:
        await nudge(context)
    await context.application.stop()
    await nudge(context)
    with sqlite_database.read() as session:
        assert session.get_one(OutboxMessage, number).status == MessageStatus.WAITING


async def test_another_zone_in_the_settings_moves_what_is_planned(context, sqlite_database, users, clock):
    """Nine o'clock is meant where the settings say."""
    with sqlite_database.write() as session:
        number = make_deadline(session, clock(), user_id=users[WANG], zone="Asia/Urumqi").id
    await rezone(context)
    with sqlite_database.read() as session:
        rows = list_reminders(session, deadline_id=number)
    assert {row.due_at.hour for row in rows} == {1}


async def test_staff_get_what_concerns_them(context, sqlite_database, messenger, clock):
    """Who is not linked, who is out of reach, what is overdue in the end, and the Monday digest."""
    with sqlite_database.write() as session:
        population = populate(session, clock())
        staff = session.get_one(User, population.users[NORTH_STAFF])
        staff.telegram_id = WANG
        session.get_one(User, population.users[SOUTH_STAFF]).is_reachable = False
        session.get_one(User, population.users[NORTH_OFFICIAL]).person_id = None
        session.flush()
        make_deadline(
            session, clock(), person_id=population.north_person, due_on=clock().date(), title="培训"
        )
        gone = session.get_one(User, population.users[ADMIN])
        gone.is_reachable = False
        session.flush()
        payload = {"ids": [gone.id], "count": 1}
        add_message(
            session, notice=Notice(user_id=staff.id, kind="unreachable", payload=payload), now=clock()
        )
    clock.at += timedelta(days=36)
    await digest(context)
    for _ in range(4):
        context.bot_data.pacing._chats.clear()
        await beat(context)
        await drained(context)
    with sqlite_database.read() as session:
        found = {
            kind: [row.status for row in messages(session, kind=kind)]
            for kind in ("unlinked", "overdue", "digest")
        }
    assert found == {"unlinked": ["sent"], "overdue": ["sent"], "digest": ["sent"]}
    texts = [row.payload["text"] for row in messenger.world.chats.get(WANG).messages.values()]
    assert sum("培训" in text for text in texts) == 2
