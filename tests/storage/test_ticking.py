"""The tick: by range, all that is due to a person in one message, staff at the end; on SQLite and PostgreSQL."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlmodel import select

from storage.outbox import mark_held
from storage.preferences import get_preferences, mark_preferences
from storage.tables import Reminder
from storage.ticking import LOCK, add_digests, has_due, queue_due
from tests.population import ADMIN, NORTH_OFFICIAL, NORTH_STAFF, SOUTH_OFFICIAL, SOUTH_STAFF, user_of
from tests.reminding import (
    ONLY_THE_DAY,
    WEEK_AND_DAY,
    ZONE,
    make_deadline,
    messages,
    send_all,
    states,
    take,
)

THE_DAY = datetime(2027, 1, 31, 1, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 1, tzinfo=UTC)


@pytest.fixture
def owner(population):
    """The account of an official."""
    return population.users[NORTH_OFFICIAL]


def test_nothing_is_due_a_moment_before(database, owner, now):
    """The instant itself is due, and any later one."""
    with database.write() as session:
        make_deadline(session, now, user_id=owner, schedule=ONLY_THE_DAY)
    for moment, is_due in (
        (THE_DAY - timedelta(seconds=1), False),
        (THE_DAY, True),
        (THE_DAY + timedelta(days=400), True),
    ):
        with database.read() as session:
            assert has_due(session, now=moment) is is_due


def test_after_a_month_of_silence_there_is_one_message(database, population, owner, now):
    """All stages of all deadlines of a person share it; each person has their own."""
    late = THE_DAY + timedelta(days=30)
    with database.write() as session:
        mine = [make_deadline(session, now, user_id=owner) for _ in range(3)]
        make_deadline(session, now, user_id=population.users[SOUTH_OFFICIAL])
        # Small bites end in the same message.
        ticks = [queue_due(session, now=late, limit=5) for _ in range(8)]
        assert [tick.has_more for tick in ticks] == [True] * 6 + [False] * 2
        assert [message.user_id for message in messages(session)] == [owner, population.users[SOUTH_OFFICIAL]]
        session.expire_all()
        assert list(states(session, mine[0]).values()) == ["queued"] * 8 + ["planned"]


def test_what_comes_due_later_joins_what_still_waits(database, owner, now):
    """A claimed message is given back so that it is written anew; one that was sent is not touched."""
    with database.write() as session:
        make_deadline(session, now, user_id=owner, schedule=WEEK_AND_DAY)
        queue_due(session, now=THE_DAY - timedelta(days=7))
        take(session, THE_DAY - timedelta(days=7))
        queue_due(session, now=THE_DAY)
        session.expire_all()
        (message,) = messages(session)
        assert message.status == "waiting"
        send_all(session, THE_DAY)
        queue_due(session, now=THE_DAY + timedelta(days=7))
        assert [row.status for row in messages(session)] == ["sent", "waiting"]


def test_what_comes_due_to_somebody_out_of_reach_is_held(database, owner, now):
    """It joins what is held already."""
    with database.write() as session:
        deadline = make_deadline(session, now, user_id=owner, schedule=WEEK_AND_DAY)
        queue_due(session, now=THE_DAY - timedelta(days=7))
        assert mark_held(session, user_id=owner, now=THE_DAY)
        queue_due(session, now=THE_DAY)
        session.expire_all()
        assert (states(session, deadline)["P7D"], states(session, deadline)["P0D"]) == ("blocked", "blocked")


def test_in_the_end_the_staff_are_told_once(database, population, now):
    """One message for all that is overdue, and nothing after it."""
    end = THE_DAY + timedelta(days=35)
    with database.write() as session:
        deadlines = [make_deadline(session, now, person_id=population.north_person) for _ in range(2)]
        queue_due(session, now=end - timedelta(seconds=1))
        assert messages(session, kind="overdue") == []
        queue_due(session, now=end)
        (word,) = messages(session, kind="overdue")
        assert (word.user_id, word.payload["ids"]) == (
            population.users[NORTH_STAFF],
            [row.id for row in deadlines],
        )
        assert not queue_due(session, now=end + timedelta(days=365)).count
        session.expire_all()
        assert states(session, deadlines[0])["staff"] == "queued"


def test_without_staff_the_admins_are_told_and_without_admins_it_is_noted(database, population, owner, now):
    """Nothing is silently gone."""
    with database.write() as session:
        user_of(session, NORTH_STAFF).unit_id = None
        deadlines = [make_deadline(session, now, user_id=owner) for _ in range(2)]
        queue_due(session, now=THE_DAY + timedelta(days=35), limit=17)
        (word,) = messages(session, kind="overdue")
        assert word.user_id == population.users[ADMIN]
        user_of(session, ADMIN).role = "guest"
        session.flush()
        queue_due(session, now=THE_DAY + timedelta(days=35))
        session.expire_all()
        rows = list(session.exec(select(Reminder).where(Reminder.stage == "staff")))
        assert {(row.status, row.reason) for row in rows} == {("queued", None), ("skipped", "nobody")}
        assert len(deadlines) == len(rows)


def test_two_processes_do_not_tick_at_once(database, owner, now):
    """On PostgreSQL the second leaves it to the first; SQLite has one writer anyway."""
    with database.write() as session:
        make_deadline(session, now, user_id=owner, schedule=ONLY_THE_DAY)
    if not database.is_server:
        return
    with database.engine.connect() as first, database.write() as session:
        first.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        assert queue_due(session, now=THE_DAY).count == 0
    with database.write() as session:
        assert queue_due(session, now=THE_DAY).count == 1


def test_the_digest_comes_on_monday_at_the_hour_once(database, population):
    """Each of the staff who wants it and can be reached; until Wednesday if Monday was missed."""
    with database.write() as session:
        wishes = get_preferences(session, user_id=population.users[SOUTH_STAFF])
        wishes.has_digest = False
        mark_preferences(session, preferences=wishes)
        assert add_digests(session, zone=ZONE, now=MONDAY - timedelta(seconds=1)) == 0
        assert add_digests(session, zone=ZONE, now=MONDAY) == 1
        assert add_digests(session, zone=ZONE, now=MONDAY + timedelta(days=2)) == 0
        assert add_digests(session, zone=ZONE, now=MONDAY + timedelta(days=10)) == 0
        assert add_digests(session, zone=ZONE, now=MONDAY + timedelta(days=9)) == 1
        user_of(session, NORTH_STAFF).is_reachable = False
        session.flush()
        assert add_digests(session, zone=ZONE, now=MONDAY + timedelta(days=14)) == 0
        assert [row.payload["monday"] for row in messages(session, kind="digest")] == [
            "2026-11-23",
            "2026-11-30",
        ]
