"""Reminders: who receives them, at which hour, and what a change of person, hours or zone does to them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from storage.deadlines import Dates, mark_closed, mark_due
from storage.people import get_person, mark_linked, mark_unlinked
from storage.preferences import get_preferences, mark_preferences
from storage.reminders import list_in_message, list_reminders, mark_times, mark_zone
from storage.schedules import Schedule
from storage.tables import DeadlineStatus, MessageStatus, Reminder, User
from storage.ticking import queue_due
from storage.users import get_scope
from tests.population import NORTH_OFFICIAL, NORTH_STAFF, SOUTH_OFFICIAL, user_of
from tests.reminding import (
    DUE,
    ONLY_THE_DAY,
    make_deadline,
    messages,
    send_all,
    states,
    take,
)

THE_DAY = datetime(2027, 1, 31, 1, tzinfo=UTC)


@pytest.fixture
def owner(population):
    """The account of an official."""
    return population.users[NORTH_OFFICIAL]


def hours(session, user_id, **changes):
    """Change when somebody wants to be written to."""
    preferences = get_preferences(session, user_id=user_id)
    for name, value in changes.items():
        setattr(preferences, name, value)
    mark_preferences(session, preferences=preferences)


def test_each_person_has_their_hour(database, owner, now):
    """An hour in the quiet time moves to its end."""
    with database.write() as session:
        hours(session, owner, send_hour=7, quiet_from=22, quiet_until=8)
        deadline = make_deadline(session, now, user_id=owner, schedule=ONLY_THE_DAY)
        (row,) = list_reminders(session, deadline_id=deadline.id)
        assert row.due_at == datetime(2027, 1, 31, 0, tzinfo=UTC)


def test_changed_hours_move_what_is_planned(database, owner, now):
    """What was to come later today and should have gone by now is due at once; what is due stays due."""
    noon = datetime(2027, 1, 31, 4, tzinfo=UTC)
    with database.write() as session:
        hours(session, owner, send_hour=18)
        deadline = make_deadline(session, now, user_id=owner)
        hours(session, owner, send_hour=9)
        assert mark_times(session, user_id=owner, now=noon) == 5
        rows = {row.stage: row for row in list_reminders(session, deadline_id=deadline.id)}
        assert (rows["P0D"].due_at, rows["P0D"].status) == (THE_DAY, "planned")
        # A day before, at the old hour: it is due, and nobody takes it away.
        assert rows["P1D"].due_at == datetime(2027, 1, 30, 10, tzinfo=UTC)
        assert queue_due(session, now=noon).count == 4
        assert mark_times(session, user_id=owner, now=noon) == 4


def test_another_zone_moves_what_is_planned(database, owner, now):
    """Once; the dates stay."""
    with database.write() as session:
        deadline = make_deadline(session, now, user_id=owner)
        done = make_deadline(session, now, user_id=owner)
        mark_closed(session, done, status=DeadlineStatus.DONE, now=now)
        assert mark_zone(session, zone="Asia/Urumqi", now=datetime(2027, 1, 10, tzinfo=UTC)) == 1
        assert mark_zone(session, zone="Asia/Urumqi", now=now) == 0
        rows = {row.stage: row.due_at.hour for row in list_reminders(session, deadline_id=deadline.id)}
        assert (rows["P30D"], rows["P7D"], rows["staff"]) == (1, 3, 3)
        assert done.zone == "Asia/Shanghai"


def test_nobody_linked_holds_the_rows_and_tells_the_staff_once(database, population, now):
    """A record without an account: held; word to the staff the first time; released by a link, with the person's hours."""
    with database.write() as session:
        mark_unlinked(session, person_id=population.north_person)
        deadline = make_deadline(session, now, person_id=population.north_person)
        make_deadline(session, now, person_id=population.north_person)
        held = states(session, deadline)
        assert (held.pop("staff"), set(held.values())) == ("planned", {"held"})
        (word,) = messages(session, kind="unlinked")
        assert (word.user_id, word.payload) == (
            population.users[NORTH_STAFF],
            {"ids": [population.north_person], "count": 1},
        )
        assert queue_due(session, now=THE_DAY).count == 0
        user = user_of(session, NORTH_OFFICIAL)
        hours(session, user.id, send_hour=10)
        mark_linked(session, person=person_of(session, population), user=user)
        rows = list_reminders(session, deadline_id=deadline.id)
        assert set(states(session, deadline).values()) == {"planned"}
        assert {(row.user_id, row.due_at.hour) for row in rows if row.stage != "staff"} == {(user.id, 2)}


def person_of(session, population):
    """The record of the official in the north."""
    scope = get_scope(session, user=user_of(session, NORTH_STAFF), is_admin=False)
    return get_person(session, person_id=population.north_person, scope=scope)


def test_another_account_takes_over(database, population, now):
    """What was sent stays with the first; what waits in a message goes to the second; the second's own record waits."""
    with database.write() as session:
        deadline = make_deadline(session, now, person_id=population.north_person)
        other = make_deadline(session, now, person_id=population.south_person)
        send_all(session, datetime(2027, 1, 1, 1, tzinfo=UTC))
        queue_due(session, now=datetime(2027, 1, 24, 1, tzinfo=UTC))
        take(session, datetime(2027, 1, 24, 1, tzinfo=UTC))
        heir = user_of(session, SOUTH_OFFICIAL)
        mark_linked(session, person=person_of(session, population), user=heir)
        session.expire_all()
        rows = {row.stage: row for row in list_reminders(session, deadline_id=deadline.id)}
        assert (rows["P30D"].user_id, rows["P30D"].status) == (population.users[NORTH_OFFICIAL], "sent")
        assert (rows["P7D"].user_id, rows["P7D"].status, rows["P7D"].message_id) == (heir.id, "planned", None)
        assert states(session, other)["P1D"] == "held"
        assert {row.status for row in messages(session)} == {"sent", "waiting"}


def test_a_deleted_account_leaves_the_rows_of_a_record_held(database, population, now):
    """The record stays, so do its deadlines; nobody is written to."""
    with database.write() as session:
        deadline = make_deadline(session, now, person_id=population.north_person, schedule=ONLY_THE_DAY)
        session.delete(user_of(session, NORTH_OFFICIAL))
        session.flush()
        session.expire_all()
        assert queue_due(session, now=THE_DAY).count == 1
        session.expire_all()
        assert states(session, deadline) == {"P0D": "held"}


def test_a_change_takes_reminders_out_of_their_message(database, owner, now):
    """What is claimed is given back and goes without them; what is leaving cannot be called back."""
    with database.write() as session:
        done, left = (
            make_deadline(session, now, user_id=owner, title=title, schedule=ONLY_THE_DAY) for title in "甲乙"
        )
        queue_due(session, now=THE_DAY)
        (claimed,) = take(session, THE_DAY)
        mark_closed(session, done, status=DeadlineStatus.DONE, now=THE_DAY)
        session.expire_all()
        (message,) = messages(session)
        assert (message.status, message.token) == (MessageStatus.WAITING, None)
        assert [row.title for _, row in list_in_message(session, message_id=claimed.message.id)] == ["乙"]
        message.status, message.token = MessageStatus.SENDING, "t"
        session.flush()
        mark_due(session, left, dates=Dates(due_on=DUE + timedelta(days=9)), now=THE_DAY)
        (old,) = [row for row in list_reminders(session, deadline_id=left.id) if row.due_on == DUE]
        assert (old.status, old.message_id) == ("queued", message.id)


def test_what_was_sent_for_a_due_date_is_not_planned_again(database, owner, now):
    """There and back again: the month before was told, the week before is still to come."""
    with database.write() as session:
        deadline = make_deadline(session, now, user_id=owner)
        send_all(session, datetime(2027, 1, 1, 1, tzinfo=UTC))
        for day in (date(2027, 6, 30), DUE):
            mark_due(session, deadline, dates=Dates(due_on=day), now=datetime(2027, 1, 2, tzinfo=UTC))
        found = states(session, deadline)
        assert (found["P30D"], found["P7D"]) == ("sent", "planned")


def test_schedules_without_stages_before_the_day(database, owner, now):
    """Nothing is planned where nothing is wanted."""
    with database.write() as session:
        make_deadline(session, now, user_id=owner, schedule=Schedule(stages=(), earliest_on=now.date()))
        assert session.get(Reminder, 1) is None
        assert session.get_one(User, owner)
