"""Lists of deadlines and the ledger of delivery, in the viewer's scope; on SQLite and PostgreSQL."""

from datetime import timedelta

import pytest

from storage.deadline_lists import (
    Page,
    View,
    count_mine,
    count_staffed,
    get_digest,
    list_mine,
    list_named,
    list_staffed,
)
from storage.deadlines import mark_closed
from storage.delivery_ledger import count_messages, list_attempts, list_troubled, mark_resent
from storage.people import mark_unlinked
from storage.tables import DeadlineStatus, MessageStatus, Outcome
from storage.users import get_scope
from tests.population import (
    NAMES,
    NORTH_OFFICIAL,
    NORTH_STAFF,
    SOUTH_OFFICIAL,
    SOUTH_STAFF,
    user_of,
)
from tests.reminding import ONLY_THE_DAY, make_deadline, messages, send_all, states


@pytest.fixture
def today(now):
    """The day of the tests."""
    return now.date()


def scope_of(session, number):
    """What an account may see."""
    return get_scope(session, user=user_of(session, number), is_admin=False)


def test_ones_own_by_account_and_by_record(database, population, now, today):
    """What comes next by day, what is overdue, and what is closed, the latest first; a page at a time."""
    with database.write() as session:
        owner = population.users[NORTH_OFFICIAL]
        days = {
            name: today + timedelta(days=count) for name, count in (("late", -3), ("soon", 0), ("far", 90))
        }
        rows = {name: make_deadline(session, now, user_id=owner, due_on=day) for name, day in days.items()}
        rows["record"] = make_deadline(session, now, person_id=population.north_person, due_on=days["far"])
        for name in ("done", "stopped"):
            rows[name] = make_deadline(session, now, user_id=owner)
        mark_closed(session, rows["done"], status=DeadlineStatus.DONE, now=now)
        mark_closed(session, rows["stopped"], status=DeadlineStatus.STOPPED, now=now + timedelta(days=1))
        scope = scope_of(session, NORTH_OFFICIAL)
        seen = {view: list_mine(session, scope=scope, view=view, today=today) for view in View}
        assert seen[View.NEXT] == [rows["soon"], rows["far"], rows["record"]]
        assert (seen[View.OVERDUE], seen[View.CLOSED]) == ([rows["late"]], [rows["stopped"], rows["done"]])
        page = list_mine(session, scope=scope, view=View.NEXT, today=today, page=Page(1, 1))
        assert page == [rows["far"]]
        assert count_mine(session, scope=scope, today=today) == {"next": 3, "overdue": 1, "closed": 2}
        other = scope_of(session, SOUTH_OFFICIAL)
        assert set(count_mine(session, scope=other, today=today).values()) == {0}


def test_staff_see_their_units_people(database, population, now, today):
    """With names and whether anybody is reminded; nothing private, nothing of other units."""
    with database.write() as session:
        mine = make_deadline(session, now, person_id=population.north_person)
        own = make_deadline(session, now, user_id=population.users[NORTH_STAFF])
        make_deadline(session, now, user_id=population.users[NORTH_OFFICIAL], is_private=True)
        other = make_deadline(session, now, person_id=population.south_person)
        mark_unlinked(session, person_id=population.north_person)
        scope = scope_of(session, NORTH_STAFF)
        named = list_staffed(session, scope=scope, view=View.NEXT, today=today)
        assert [(row.deadline, row.name, row.unit, row.is_linked, row.is_reachable) for row in named] == [
            (mine, NAMES[NORTH_OFFICIAL], "北县", False, True),
            (own, NAMES[NORTH_STAFF], "北县", True, True),
        ]
        assert count_staffed(session, scope=scope, today=today)[View.NEXT] == 2
        numbers = [mine.id, other.id]
        assert [row.deadline for row in list_named(session, scope=scope, numbers=numbers)] == [mine]
        mark_closed(session, mine, status=DeadlineStatus.DONE, now=now)
        assert list_named(session, scope=scope, numbers=numbers) == []


def test_the_digest_sums_up(database, population, now, today):
    """What is overdue, what comes within a month, who is not linked, what did not arrive."""
    with database.write() as session:
        for count in (-1, 5, 30, 31):
            make_deadline(
                session, now, person_id=population.north_person, due_on=today + timedelta(days=count)
            )
        mark_unlinked(session, person_id=population.north_person)
        digest = get_digest(session, scope=scope_of(session, NORTH_STAFF), today=today)
        assert (digest.overdue, digest.soon, digest.unlinked) == (1, 2, 1)
        assert [len(digest.first_overdue), len(digest.first_soon)] == [1, 2]
        assert (digest.unreachable, digest.uncertain, digest.failed) == (0, 0, 0)
        assert digest.has_anything
        assert not get_digest(session, scope=scope_of(session, SOUTH_STAFF), today=today).has_anything


def test_what_is_in_doubt_is_seen_and_decided_by_the_units_staff(database, population, now):
    """An uncertain message may be sent again by whoever may see it, once; then it goes like any other."""
    day = now + timedelta(days=30)
    with database.write() as session:
        owner = population.users[NORTH_OFFICIAL]
        deadline = make_deadline(session, now, user_id=owner, due_on=day.date(), schedule=ONLY_THE_DAY)
        (number,) = send_all(session, day, Outcome.UNCERTAIN, detail="timeout")
        staff, others = scope_of(session, NORTH_STAFF), scope_of(session, SOUTH_STAFF)
        (trouble,) = list_troubled(session, scope=staff)
        assert (trouble.message.id, trouble.name) == (number, NAMES[NORTH_OFFICIAL])
        assert not list_troubled(session, scope=others)
        assert not list_attempts(session, scope=others)
        assert count_messages(session)[MessageStatus.UNCERTAIN] == 1
        assert get_digest(session, scope=staff, today=day.date()).uncertain == 1
        assert not mark_resent(session, message_id=number, scope=others, now=day)
        assert mark_resent(session, message_id=number, scope=staff, now=day)
        assert not mark_resent(session, message_id=number, scope=staff, now=day)
        session.expire_all()
        assert states(session, deadline) == {"P0D": "queued"}
        assert send_all(session, day, provider_message_id=5) == [number]
        tried = list_attempts(session, scope=staff)
        assert [row.attempt.outcome for row in tried] == ["sent", "resent", "uncertain"]
        assert (tried[0].attempt.provider_message_id, tried[0].name) == (5, NAMES[NORTH_OFFICIAL])
        older = list_attempts(session, scope=staff, before=tried[0].attempt.id, limit=1)
        assert [row.attempt.outcome for row in older] == ["resent"]
        assert messages(session)[0].status == "sent"
