"""Deadlines: made, changed, done, put off, stopped. Each change plans or cancels reminders in the same transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, delete, false, func, select

from knowledge.deadlines.arithmetic import iso
from knowledge.eligibility.durations import Period
from storage.reminders import cancel, get_recipient, plan, replan
from storage.schedules import LATER_MARK, DeadlineFields
from storage.scope import Scope, within
from storage.tables import (
    Deadline,
    DeadlineStatus,
    Person,
    Reminder,
    ReminderStatus,
    Unit,
    User,
)

# So many are written together; databases limit how many values a statement has.
MOST_AT_ONCE = 1000


@dataclass(frozen=True)
class About:
    """Whose deadline it is: an account's, or that of a person's record."""

    user_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True)
class Draft:
    """A deadline to be added."""

    about: About
    fields: DeadlineFields
    created_by: int | None = None


@dataclass(frozen=True)
class Dates:
    """New dates of a deadline, and how they came about."""

    due_on: date
    trigger_on: date | None = None
    also_on: date | None = None
    entered_on: date | None = None
    earliest_on: date | None = None
    formula: str | None = None


def add_deadline(session: Session, *, draft: Draft, now: datetime) -> Deadline:
    """Add a deadline with all its reminders."""
    return add_deadlines(session, drafts=[draft], now=now)[0]


def add_deadlines(session: Session, *, drafts: Sequence[Draft], now: datetime) -> list[Deadline]:
    """Add deadlines, such as those of a roster, with all their reminders."""
    parts = (drafts[start : start + MOST_AT_ONCE] for start in range(0, len(drafts), MOST_AT_ONCE))
    return [deadline for part in parts for deadline in _add(session, part, now)]


def _add(session: Session, drafts: Sequence[Draft], now: datetime) -> list[Deadline]:
    """Add some with a few statements for all of them."""
    deadlines = [
        Deadline(
            user_id=draft.about.user_id,
            person_id=draft.about.person_id,
            created_by=draft.created_by,
            created_at=now,
            changed_at=now,
            **draft.fields.columns,
        )
        for draft in drafts
    ]
    session.add_all(deadlines)
    session.flush()
    plan(session, deadlines=deadlines, now=now)
    return deadlines


def is_own(scope: Scope) -> ColumnElement[bool]:
    """The condition for deadlines of the viewer's account, or about the viewer's record."""
    if scope.user_id is None:
        return false()
    mine = col(Deadline.user_id) == scope.user_id
    return mine if scope.person_id is None else or_(mine, col(Deadline.person_id) == scope.person_id)


def is_staffed(scope: Scope) -> ColumnElement[bool]:
    """The condition for deadlines, joined with their units, that the viewer looks after."""
    return col(Deadline.is_private).is_(False) & within(scope)


def with_units(query: Any) -> Any:
    """A query over deadlines, joined with account, record and unit of each: the record's unit before the account's."""
    return (
        query.outerjoin(User, _account())
        .outerjoin(Person, col(Person.id) == func.coalesce(Deadline.person_id, User.person_id))
        .outerjoin(Unit, col(Unit.id) == func.coalesce(Person.unit_id, User.unit_id))
    )


def _account() -> ColumnElement[bool]:
    """The account of a deadline: its own, or the one linked to its record."""
    linked = col(Deadline.person_id).is_not(None) & (col(User.person_id) == col(Deadline.person_id))
    return or_(col(User.id) == col(Deadline.user_id), linked)


def get_deadline(session: Session, *, deadline_id: int, scope: Scope) -> Deadline | None:
    """The deadline of this number: the viewer's own, or one that the viewer looks after."""
    query = with_units(select(Deadline)).where(
        Deadline.id == deadline_id, or_(is_own(scope), is_staffed(scope))
    )
    found: Deadline | None = session.exec(query).one_or_none()
    return found


def claim_deadline(session: Session, *, deadline_id: int, scope: Scope) -> Deadline | None:
    """The same, taken for this transaction: before each change."""
    if get_deadline(session, deadline_id=deadline_id, scope=scope) is None:
        return None
    query = select(Deadline).where(Deadline.id == deadline_id).with_for_update()
    return session.exec(query.execution_options(populate_existing=True)).one_or_none()


def mark_due(session: Session, deadline: Deadline, *, dates: Dates, now: datetime) -> None:
    """Give a deadline other dates."""
    for name in ("due_on", "trigger_on", "also_on", "entered_on", "earliest_on", "formula"):
        setattr(deadline, name, getattr(dates, name))
    _changed(session, deadline, now)
    _replan_open(session, deadline, now)


def mark_extended(session: Session, deadline: Deadline, *, due_on: date, reason: str, now: datetime) -> None:
    """Put a deadline off to another day, for a reason; the day it had at first is kept."""
    deadline.extended_from = deadline.extended_from or deadline.due_on
    deadline.extended_reason, deadline.due_on = reason.strip()[:300], due_on
    _changed(session, deadline, now)
    _replan_open(session, deadline, now)


def mark_stages(session: Session, deadline: Deadline, *, stages: Sequence[Period], now: datetime) -> None:
    """Remind at other distances than the rule says."""
    deadline.stages, deadline.has_own_stages = [iso(stage) for stage in stages], True
    _changed(session, deadline, now)
    _replan_open(session, deadline, now)


def mark_private(session: Session, deadline: Deadline, *, is_private: bool, now: datetime) -> None:
    """Show a deadline to the staff of the unit, or no longer."""
    deadline.is_private = is_private
    _changed(session, deadline, now)
    _replan_open(session, deadline, now)


def mark_closed(session: Session, deadline: Deadline, *, status: DeadlineStatus, now: datetime) -> None:
    """Note that a deadline is met, or that nobody wants to be reminded any more."""
    deadline.status, deadline.closed_at = status, now
    _changed(session, deadline, now)
    cancel(session, deadline_id=deadline.id)


def mark_reopened(session: Session, deadline: Deadline, *, now: datetime) -> None:
    """Take a deadline up again."""
    deadline.status, deadline.closed_at = DeadlineStatus.OPEN, None
    _changed(session, deadline, now)
    replan(session, deadline=deadline, now=now)


def mark_snoozed(session: Session, deadline: Deadline, *, until: date, now: datetime) -> Reminder | None:
    """Remind once more on a day, beside the other stages; None when its hour has passed or the deadline is closed."""
    recipient = get_recipient(session, deadline=deadline)
    due_at = recipient.times.on(until)
    if due_at <= now or deadline.status != DeadlineStatus.OPEN:
        return None
    stage = f"{LATER_MARK}{until.isoformat()}"
    same = (Reminder.deadline_id == deadline.id, Reminder.stage == stage, Reminder.due_on == deadline.due_on)
    row = session.exec(select(Reminder).where(*same)).one_or_none() or Reminder(
        deadline_id=deadline.id, stage=stage, due_on=deadline.due_on, send_on=until, due_at=due_at
    )
    row.status = ReminderStatus.HELD if recipient.user_id is None else ReminderStatus.PLANNED
    row.user_id, row.due_at, row.message_id, row.reason = recipient.user_id, due_at, None, None
    session.add(row)
    _changed(session, deadline, now)
    return row


def delete_deadline(session: Session, deadline: Deadline) -> None:
    """Delete a deadline with its reminders."""
    cancel(session, deadline_id=deadline.id)
    session.exec(delete(Deadline).where(col(Deadline.id) == deadline.id))


def _changed(session: Session, deadline: Deadline, now: datetime) -> None:
    deadline.version += 1
    deadline.changed_at = now
    session.add(deadline)
    session.flush()


def _replan_open(session: Session, deadline: Deadline, now: datetime) -> None:
    """Only what is open has reminders."""
    if deadline.status == DeadlineStatus.OPEN:
        replan(session, deadline=deadline, now=now)
