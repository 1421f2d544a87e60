"""Deadlines: made, changed, put off, closed, seen by their owner and by staff; on SQLite and PostgreSQL."""

from datetime import date, timedelta

import pytest
from pydantic import ValidationError
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from knowledge.eligibility.durations import Period
from storage.deadlines import (
    Dates,
    claim_deadline,
    delete_deadline,
    get_deadline,
    mark_closed,
    mark_due,
    mark_extended,
    mark_private,
    mark_reopened,
    mark_snoozed,
    mark_stages,
)
from storage.reminders import list_reminders
from storage.schedules import DeadlineFields, Schedule
from storage.scope import scope_for
from storage.tables import Deadline, DeadlineStatus, Origin, Reminder, Role
from storage.users import get_scope
from tests.population import (
    ADMIN,
    NORTH_OFFICIAL,
    NORTH_STAFF,
    SOUTH_OFFICIAL,
    SOUTH_STAFF,
    user_of,
)
from tests.reminding import DUE, make_deadline, make_fields, states

ALL_PLANNED = dict.fromkeys(
    ("P30D", "P7D", "P1D", "P0D", "+P7D", "+P14D", "+P21D", "+P28D", "staff"), "planned"
)


@pytest.fixture
def owner(population):
    """The account of an official."""
    return population.users[NORTH_OFFICIAL]


def scope_of(session, number, *, is_admin=False):
    """What an account may see."""
    return get_scope(session, user=user_of(session, number), is_admin=is_admin)


def test_every_stage_is_planned_with_the_deadline(database, owner, now):
    """One row a stage at nine in the person's zone, the staff's stage after the last repeat."""
    with database.write() as session:
        deadline = make_deadline(session, now, user_id=owner)
        rows = list_reminders(session, deadline_id=deadline.id)
        assert states(session, deadline) == ALL_PLANNED
    assert [row.send_on for row in rows][:4] == [
        date(2027, 1, 1),
        date(2027, 1, 24),
        date(2027, 1, 30),
        date(2027, 1, 31),
    ]
    assert {row.due_at.isoformat()[10:] for row in rows} == {"T01:00:00+00:00"}
    assert (rows[-1].stage, rows[-1].send_on, rows[-1].user_id) == ("staff", date(2027, 3, 7), None)
    assert {row.user_id for row in rows[:-1]} == {owner}


def test_what_is_past_already_is_skipped_and_says_so(database, owner, now):
    """A deadline made late is not reminded of for the stages before."""
    with database.write() as session:
        deadline = make_deadline(session, now, user_id=owner, due_on=now.date() + timedelta(days=3))
        rows = {row.stage: row for row in list_reminders(session, deadline_id=deadline.id)}
    assert [rows[stage].status for stage in ("P30D", "P7D", "P1D")] == ["skipped", "skipped", "planned"]
    assert (rows["P7D"].reason, rows["P1D"].reason) == ("past", None)


def test_another_due_date_cancels_and_plans_anew(database, owner, now):
    """The rows of the old date are cancelled; when it comes back, they are planned again."""
    with database.write() as session:
        deadline = make_deadline(session, now, user_id=owner)
        mark_due(session, deadline, dates=Dates(due_on=date(2027, 6, 30), trigger_on=DUE), now=now)
        assert (deadline.version, deadline.trigger_on) == (2, DUE)
        assert states(session, deadline) == ALL_PLANNED
        old = [row for row in list_reminders(session, deadline_id=deadline.id) if row.due_on == DUE]
        assert {row.status for row in old} == {"cancelled"}
        mark_due(session, deadline, dates=Dates(due_on=DUE), now=now)
        assert states(session, deadline) == ALL_PLANNED
        assert session.exec(select(Reminder).where(Reminder.status == "planned")).all() != []


def test_the_lower_end_of_a_range_has_reminders_of_its_own(database, owner, now):
    """They move when only that end moves."""
    schedule = Schedule(stages=(Period(days=30), Period()), earliest_on=date(2027, 1, 15))
    with database.write() as session:
        deadline = make_deadline(session, now, user_id=owner, schedule=schedule)
        assert set(states(session, deadline)) == {"min-P30D", "min-P0D", "P30D", "P0D"}
        mark_due(session, deadline, dates=Dates(due_on=DUE, earliest_on=date(2027, 1, 20)), now=now)
        rows = {row.stage: row.send_on for row in list_reminders(session, deadline_id=deadline.id)}
    assert rows == {
        "min-P30D": date(2026, 12, 21),
        "P30D": date(2027, 1, 1),
        "min-P0D": date(2027, 1, 20),
        "P0D": DUE,
    }


def test_putting_off_keeps_the_first_date_and_the_reason(database, owner, now):
    """Twice put off, the first date stays known."""
    with database.write() as session:
        deadline = make_deadline(session, now, user_id=owner)
        for day in (date(2027, 3, 1), date(2027, 4, 1)):
            mark_extended(session, deadline, due_on=day, reason=" 组织批准 ", now=now)
        assert (deadline.extended_from, deadline.extended_reason) == (DUE, "组织批准")
        assert (deadline.due_on, states(session, deadline)) == (date(2027, 4, 1), ALL_PLANNED)


def test_closing_cancels_and_reopening_plans(database, owner, now):
    """Done or stopped: nothing more is sent, until it is taken up again."""
    with database.write() as session:
        deadline = make_deadline(session, now, user_id=owner)
        for status in (DeadlineStatus.DONE, DeadlineStatus.STOPPED):
            mark_closed(session, deadline, status=status, now=now)
            assert (deadline.status, deadline.closed_at) == (status, now)
            assert set(states(session, deadline).values()) == {"cancelled"}
            mark_due(session, deadline, dates=Dates(due_on=DUE), now=now)
            assert set(states(session, deadline).values()) == {"cancelled"}
            mark_reopened(session, deadline, now=now)
            assert (deadline.closed_at, states(session, deadline)) == (None, ALL_PLANNED)


def test_own_stages_take_the_place_of_the_rules(database, owner, now):
    """What no longer fits is cancelled, what is new is planned."""
    with database.write() as session:
        deadline = make_deadline(session, now, user_id=owner)
        mark_stages(session, deadline, stages=[Period(days=10), Period()], now=now)
        assert (deadline.stages, deadline.has_own_stages) == (["P10D", "P0D"], True)
        found = states(session, deadline)
    assert (found["P10D"], found["P0D"], found["P7D"], found["+P7D"]) == (
        "planned",
        "planned",
        "cancelled",
        "planned",
    )


def test_a_later_reminder_is_added_beside_the_others(database, owner, now):
    """Once a day at most; not for a day that has passed, nor for what is closed; a new due date takes it back."""
    day = date(2026, 12, 1)
    with database.write() as session:
        deadline = make_deadline(session, now, user_id=owner)
        assert mark_snoozed(session, deadline, until=date(2026, 11, 21), now=now) is None
        first = mark_snoozed(session, deadline, until=day, now=now)
        assert mark_snoozed(session, deadline, until=day, now=now) == first
        mark_stages(session, deadline, stages=[Period()], now=now)
        assert states(session, deadline)["@2026-12-01"] == "planned"
        mark_due(session, deadline, dates=Dates(due_on=date(2027, 6, 30)), now=now)
        assert session.get_one(Reminder, first.id, populate_existing=True).status == "cancelled"
        mark_closed(session, deadline, status=DeadlineStatus.DONE, now=now)
        assert mark_snoozed(session, deadline, until=day, now=now) is None


def test_what_is_private_never_reaches_the_staff(database, population, owner, now):
    """The stage of the staff goes and comes with it, and so does their view."""
    with database.write() as session:
        deadline = make_deadline(session, now, user_id=owner, is_private=True)
        staff = scope_of(session, NORTH_STAFF)
        assert "staff" not in states(session, deadline)
        assert get_deadline(session, deadline_id=deadline.id, scope=staff) is None
        mark_private(session, deadline, is_private=False, now=now)
        assert states(session, deadline)["staff"] == "planned"
        assert get_deadline(session, deadline_id=deadline.id, scope=staff) is deadline
        mark_private(session, deadline, is_private=True, now=now)
        assert states(session, deadline)["staff"] == "cancelled"
    assert population.north


@pytest.mark.parametrize("about", ["account", "record"])
def test_who_may_see_and_change_a_deadline(database, population, now, about):
    """The person by account or record, the staff of the unit, admins; nobody from another unit, no stranger."""
    subject = {
        "account": {"user_id": population.users[NORTH_OFFICIAL]},
        "record": {"person_id": population.north_person},
    }
    with database.write() as session:
        number = make_deadline(session, now, **subject[about]).id
        seeing = {
            who: claim_deadline(session, deadline_id=number, scope=scope_of(session, who)) is not None
            for who in (NORTH_OFFICIAL, NORTH_STAFF, SOUTH_STAFF, SOUTH_OFFICIAL)
        }
        assert seeing == {NORTH_OFFICIAL: True, NORTH_STAFF: True, SOUTH_STAFF: False, SOUTH_OFFICIAL: False}
        assert get_deadline(session, deadline_id=number, scope=scope_of(session, ADMIN, is_admin=True))
        assert get_deadline(session, deadline_id=number, scope=scope_for(Role.GUEST)) is None


def test_deleting_takes_the_reminders_along(database, owner, now):
    """Of a deadline that a case made, too."""
    origin = {"origin": Origin.CASE, "origin_id": 7, "origin_part": "kaocha"}
    with database.write() as session:
        deadline = make_deadline(session, now, user_id=owner, **origin)
        delete_deadline(session, deadline)
    with database.read() as session:
        assert [session.exec(select(table)).all() for table in (Deadline, Reminder)] == [[], []]


def test_fields_are_checked():
    """A rule comes with the version of its content, a title has words."""
    with pytest.raises(ValidationError, match="go together"):
        make_fields(rule="a.b")
    with pytest.raises(ValidationError):
        make_fields(title=" ")
    assert isinstance(make_fields(rule="a.b", content_version="v"), DeadlineFields)


def test_a_deadline_is_about_one_subject(database, population, owner, now):
    """Neither nobody nor two."""
    with pytest.raises(IntegrityError), database.write() as session:
        make_deadline(session, now, user_id=owner, person_id=population.north_person)
