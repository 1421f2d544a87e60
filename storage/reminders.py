"""Reminders: planned with their deadline, moved when times change, handed to the account that receives them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, insert, select, update

from knowledge.deadlines.stages import SendTimes
from storage.outbox import PENDING, take_back
from storage.preferences import get_preferences
from storage.schedules import LATER_MARK, STAFF_STAGE, Slot, slots_of, times_of
from storage.staffing import UNLINKED, get_unit_of, tell_staff
from storage.tables import (
    Deadline,
    DeadlineStatus,
    OutboxMessage,
    Preferences,
    Reminder,
    ReminderStatus,
    User,
)

PAST = "past"
# Not begun to be sent: a change of the deadline takes these back.
OPEN = (ReminderStatus.PLANNED, ReminderStatus.HELD, ReminderStatus.QUEUED, ReminderStatus.BLOCKED)
UNSENT = (ReminderStatus.PLANNED, ReminderStatus.HELD)
# Nobody got these: they may be planned again when their due date comes back.
REVIVED = (ReminderStatus.CANCELLED, ReminderStatus.SKIPPED)


@dataclass(frozen=True)
class Recipient:
    """Who receives the reminders of a deadline, and when; nobody while no account is linked to the record."""

    user_id: int | None
    times: SendTimes


def list_reminders(session: Session, *, deadline_id: int) -> list[Reminder]:
    """All reminders of a deadline, in the order of their instants."""
    query = select(Reminder).where(Reminder.deadline_id == deadline_id)
    return list(session.exec(query.order_by(col(Reminder.due_at), col(Reminder.id))))


def list_in_message(session: Session, *, message_id: int) -> list[tuple[Reminder, Deadline]]:
    """What a message still has to remind of, with the deadlines, the earliest due date first."""
    carried = (Reminder.message_id == message_id, Reminder.status == ReminderStatus.QUEUED)
    query = select(Reminder, Deadline).join(Deadline).where(*carried)
    return list(
        session.exec(query.order_by(col(Deadline.due_on), col(Reminder.deadline_id), col(Reminder.due_at)))
    )


def get_recipient(session: Session, *, deadline: Deadline) -> Recipient:
    """The account of a deadline, or the one linked to the record that it is about."""
    return list_recipients(session, deadlines=[deadline])[deadline.id]


def list_recipients(session: Session, *, deadlines: Sequence[Deadline]) -> dict[int, Recipient]:
    """The same for many, by the numbers of the deadlines."""
    persons = {one.person_id for one in deadlines if one.person_id is not None}
    linked = select(User.person_id, User.id).where(col(User.person_id).in_(persons))
    accounts = dict(session.exec(linked).all()) if persons else {}
    users = {one.id: one.user_id or accounts.get(one.person_id) for one in deadlines}
    chosen = select(Preferences).where(col(Preferences.user_id).in_(set(users.values()) - {None}))
    wishes: dict[int | None, Preferences] = {row.user_id: row for row in session.exec(chosen)}
    default = Preferences(user_id=0)
    kinds = {(users[one.id], one.zone) for one in deadlines}
    times = {kind: times_of(wishes.get(kind[0], default), kind[1]) for kind in kinds}
    return {one.id: Recipient(users[one.id], times[users[one.id], one.zone]) for one in deadlines}


def plan(session: Session, *, deadlines: Sequence[Deadline], now: datetime) -> None:
    """Plan the reminders of new deadlines; those whose instant has passed are noted as skipped."""
    recipients = list_recipients(session, deadlines=deadlines)
    tell_unlinked(
        session, deadlines=[one for one in deadlines if recipients[one.id].user_id is None], now=now
    )
    rows = [
        _row(deadline, slot, recipients[deadline.id])
        for deadline in deadlines
        for slot in slots_of(deadline, times=recipients[deadline.id].times, now=now)
    ]
    if rows:
        session.connection().execute(insert(Reminder), rows)


def _row(deadline: Deadline, slot: Slot, recipient: Recipient) -> dict[str, Any]:
    """A reminder's columns."""
    is_staff = slot.stage == STAFF_STAGE
    return {
        "deadline_id": deadline.id,
        "user_id": None if is_staff else recipient.user_id,
        "stage": slot.stage,
        "due_on": deadline.due_on,
        "send_on": slot.send_on,
        "due_at": slot.due_at,
        "status": _status(slot, recipient),
        "reason": PAST if slot.is_past else None,
        "message_id": None,
    }


def _status(slot: Slot, recipient: Recipient) -> ReminderStatus:
    """What a reminder begins as."""
    if slot.is_past:
        return ReminderStatus.SKIPPED
    is_held = recipient.user_id is None and slot.stage != STAFF_STAGE
    return ReminderStatus.HELD if is_held else ReminderStatus.PLANNED


def replan(session: Session, *, deadline: Deadline, now: datetime) -> None:
    """Plan a changed deadline anew: what no longer fits is cancelled, what was sent for this due date stays sent."""
    recipient = get_recipient(session, deadline=deadline)
    slots = {slot.stage: slot for slot in slots_of(deadline, times=recipient.times, now=now)}
    rows = {
        row.stage: row for row in list_reminders(session, deadline_id=deadline.id) if _fits(row, deadline)
    }
    kept = [row.id for stage, row in rows.items() if stage in slots or stage.startswith(LATER_MARK)]
    cancel(session, deadline_id=deadline.id, but=kept)
    for stage, slot in slots.items():
        row = rows.get(stage)
        if row is None:
            session.add(Reminder(**_row(deadline, slot, recipient)))
        elif row.status in REVIVED or (row.status in UNSENT and row.send_on != slot.send_on):
            row.sqlmodel_update(_row(deadline, slot, recipient))
            session.add(row)
    session.flush()


def _fits(row: Reminder, deadline: Deadline) -> bool:
    return row.due_on == deadline.due_on


def cancel(session: Session, *, deadline_id: int, but: Iterable[int] = ()) -> None:
    """Cancel what is planned, held or waits in a message; what is leaving just now cannot be called back."""
    session.flush()
    own = (col(Reminder.deadline_id) == deadline_id, col(Reminder.id).not_in(tuple(but)))
    _withdraw(session, *own, status=ReminderStatus.CANCELLED)


def _withdraw(session: Session, *conditions: ColumnElement[bool], **values: Any) -> None:
    """Change reminders that are not leaving yet, and take them out of their messages."""
    is_open = col(Reminder.status).in_(OPEN)
    carrying = select(Reminder.message_id).where(*conditions, is_open, col(Reminder.message_id).is_not(None))
    numbers = sorted({number for number in session.exec(carrying) if number is not None})
    if numbers:
        # Locked in the order of their numbers, before the claims on them are undone.
        locked = (
            select(OutboxMessage.id).where(col(OutboxMessage.id).in_(numbers)).order_by(col(OutboxMessage.id))
        )
        session.exec(locked.with_for_update()).all()
        take_back(session, message_ids=numbers)
    pending = select(OutboxMessage.id).where(
        col(OutboxMessage.id).in_(numbers), col(OutboxMessage.status).in_(PENDING)
    )
    is_free = col(Reminder.message_id).is_(None) | col(Reminder.message_id).in_(pending)
    change = update(Reminder).where(*conditions, is_open, is_free).values(message_id=None, **values)
    session.exec(change.execution_options(synchronize_session="fetch"))


def mark_times(session: Session, *, user_id: int, now: datetime) -> int:
    """Move what is planned for an account to the hours that it wants now; an instant that has passed is due at once."""
    preferences = get_preferences(session, user_id=user_id)
    mine = select(Reminder, Deadline.zone).join(Deadline)
    planned = (Reminder.user_id == user_id, Reminder.status == ReminderStatus.PLANNED)
    rows = list(session.exec(mine.where(*planned, col(Reminder.due_at) > now)))
    for row, zone in rows:
        row.due_at = times_of(preferences, zone).on(row.send_on)
        session.add(row)
    session.flush()
    return len(rows)


def mark_zone(session: Session, *, zone: str, now: datetime, limit: int = 1000) -> int:
    """Move deadlines that were planned in another zone, some at a time; returns how many."""
    others = select(Deadline).where(Deadline.zone != zone, Deadline.status == DeadlineStatus.OPEN)
    deadlines = list(session.exec(others.limit(limit)))
    for deadline in deadlines:
        deadline.zone = zone
        session.add(deadline)
        times = get_recipient(session, deadline=deadline).times
        for row in list_reminders(session, deadline_id=deadline.id):
            if row.status in UNSENT and row.due_at > now:
                row.due_at = times.on(row.send_on)
                session.add(row)
    session.flush()
    return len(deadlines)


def mark_recipient(session: Session, *, person_id: int, user_id: int | None) -> None:
    """Hand the reminders of a record to the account that is linked to it now, or hold them for nobody."""
    session.flush()
    about = select(Deadline.id).where(Deadline.person_id == person_id, Deadline.status == DeadlineStatus.OPEN)
    own = (col(Reminder.deadline_id).in_(about), col(Reminder.stage) != STAFF_STAGE)
    status = ReminderStatus.HELD if user_id is None else ReminderStatus.PLANNED
    _withdraw(session, *own, status=status, user_id=user_id)
    if user_id is not None:
        preferences = get_preferences(session, user_id=user_id)
        mine = select(Reminder, Deadline.zone).join(Deadline)
        for row, zone in session.exec(mine.where(*own, Reminder.status == ReminderStatus.PLANNED)):
            row.due_at = times_of(preferences, zone).on(row.send_on)
            session.add(row)
        session.flush()


def tell_unlinked(session: Session, *, deadlines: Sequence[Deadline], now: datetime) -> None:
    """Tell the staff whose records have deadlines and no account, each record once while it waits."""
    persons = list(dict.fromkeys(one.person_id for one in deadlines if one.person_id is not None))
    held = (
        select(Deadline.person_id)
        .join(Reminder)
        .where(col(Deadline.person_id).in_(persons), Reminder.status == ReminderStatus.HELD)
    )
    told = set(session.exec(held.distinct())) if persons else set()
    units: dict[int | None, list[int]] = {}
    for person_id in persons:
        if person_id not in told:
            unit = get_unit_of(session, person_id=person_id)
            units.setdefault(unit.id if unit else None, []).append(person_id)
    for numbers in units.values():
        tell_staff(
            session, unit=get_unit_of(session, person_id=numbers[0]), kind=UNLINKED, numbers=numbers, now=now
        )
