"""The tick: what is due now goes into the outbox, all that is due to one person in one message."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, text
from sqlmodel import Session, col, select, update
from sqlmodel.sql.expression import SelectOfScalar

from storage.outbox import PENDING, Notice, add_message, take_back
from storage.preferences import get_preferences
from storage.schedules import STAFF_STAGE, times_of
from storage.staffing import OVERDUE, tell_staff, unit_of_deadline
from storage.tables import (
    Deadline,
    MessageStatus,
    OutboxMessage,
    Priority,
    Reminder,
    ReminderStatus,
    Role,
    User,
)
from storage.words import is_one_of, is_word

REMINDERS = "reminders"
DIGEST = "digest"
NOBODY = "nobody"
# Any number will do, as long as all replicas use the same.
LOCK = 7_302_014_201_610
# A digest that could not be made on Monday is made up for until Wednesday.
DIGEST_DAYS = timedelta(days=2)


@dataclass(frozen=True)
class Ticked:
    """How many reminders came due, and whether there may be more."""

    count: int
    has_more: bool


def has_due(session: Session, *, now: datetime) -> bool:
    """Whether any reminder is due."""
    return session.exec(_due(now).limit(1)).first() is not None


def queue_due(session: Session, *, now: datetime, limit: int = 1000) -> Ticked:
    """Put what is due into messages; of several processes that try at once, one does it."""
    if not _is_alone(session):
        return Ticked(0, has_more=False)
    rows = list(session.exec(_due(now).order_by(col(Reminder.due_at), col(Reminder.id)).limit(limit)))
    staff = [row for row in rows if row.stage == STAFF_STAGE]
    others = [row for row in rows if row.stage != STAFF_STAGE]
    _escalate(session, staff, now)
    _queue(session, [row for row in others if row.user_id is not None], now)
    _set(session, [(row, ReminderStatus.HELD, None, None) for row in others if row.user_id is None])
    return Ticked(len(rows), has_more=len(rows) == limit)


def _due(now: datetime) -> SelectOfScalar[Reminder]:
    """The reminders that are due, by range: none is missed because its instant was."""
    return select(Reminder).where(
        is_word(Reminder.status, ReminderStatus.PLANNED), col(Reminder.due_at) <= now
    )


def _is_alone(session: Session) -> bool:
    """Whether no other process ticks just now; on SQLite the write lock says so already."""
    if session.get_bind().dialect.name != "postgresql":
        return True
    taken = session.connection().execute(text("SELECT pg_try_advisory_xact_lock(:lock)"), {"lock": LOCK})
    return bool(taken.scalar_one())


def _queue(session: Session, rows: Sequence[Reminder], now: datetime) -> None:
    """Let each person's reminders share one message: the one that waits already, or a new one."""
    users = list(dict.fromkeys(row.user_id for row in rows if row.user_id is not None))
    messages = _pending(session, users)
    take_back(session, message_ids=[message.id for message in messages.values()])
    for user_id in users:
        if user_id not in messages:
            messages[user_id] = _message(user_id, now)
            session.add(messages[user_id])
    session.flush()
    carried = {MessageStatus.BLOCKED: ReminderStatus.BLOCKED}
    chosen = ((row, messages[row.user_id]) for row in rows if row.user_id is not None)
    _set(
        session,
        [
            (row, carried.get(MessageStatus(one.status), ReminderStatus.QUEUED), one.id, None)
            for row, one in chosen
        ],
    )


def _message(user_id: int, now: datetime) -> OutboxMessage:
    return OutboxMessage(
        user_id=user_id,
        kind=REMINDERS,
        priority=Priority.REMINDER,
        not_before=now,
        created_at=now,
        changed_at=now,
    )


def _pending(session: Session, users: Sequence[int]) -> dict[int, OutboxMessage]:
    """Messages with reminders that wait for these people; locked for this transaction."""
    query = select(OutboxMessage).where(
        col(OutboxMessage.user_id).in_(users),
        is_one_of(OutboxMessage.status, PENDING),
        OutboxMessage.kind == REMINDERS,
    )
    found = session.exec(query.order_by(col(OutboxMessage.id)).with_for_update())
    return {message.user_id: message for message in found}


def _escalate(session: Session, rows: Sequence[Reminder], now: datetime) -> None:
    """Tell the staff of the unit, once, of what is overdue and was reminded of in vain."""
    for row in rows:
        deadline = session.get_one(Deadline, row.deadline_id)
        unit = unit_of_deadline(session, deadline)
        told = tell_staff(session, unit=unit, kind=OVERDUE, numbers=[deadline.id], now=now)
        status = ReminderStatus.QUEUED if told else ReminderStatus.SKIPPED
        _set(session, [(row, status, told[0].id if told else None, None if told else NOBODY)])


def _set(session: Session, rows: Iterable[tuple[Reminder, ReminderStatus, int | None, str | None]]) -> None:
    """Write where reminders went, unless their deadline changed meanwhile."""
    values = [
        {"number": row.id, "status_": str(status), "message": message, "reason_": reason}
        for row, status, message, reason in rows
    ]
    planned = (col(Reminder.id) == bindparam("number")) & (col(Reminder.status) == ReminderStatus.PLANNED)
    change = (
        update(Reminder)
        .where(planned)
        .values(status=bindparam("status_"), message_id=bindparam("message"), reason=bindparam("reason_"))
    )
    if values:
        session.connection().execute(change, values)


def add_digests(session: Session, *, zone: ZoneInfo, now: datetime) -> int:
    """Add this week's digest for each of the staff who wants one, from their send hour on Monday; how many were added."""
    local = now.astimezone(zone)
    monday = local.date() - timedelta(days=local.weekday())
    if local.date() - monday > DIGEST_DAYS:
        return 0
    staff = select(User).where(
        User.role == Role.STAFF, col(User.is_reachable), col(User.unit_id).is_not(None)
    )
    added = 0
    for user in session.exec(staff):
        preferences = get_preferences(session, user_id=user.id)
        if preferences.has_digest and times_of(preferences, zone.key).on(monday) <= now:
            notice = Notice(
                user_id=user.id,
                kind=DIGEST,
                payload={"monday": monday.isoformat()},
                priority=Priority.DIGEST,
                key=f"{DIGEST}:{monday}:{user.id}",
            )
            added += add_message(session, notice=notice, now=now) is not None
    return added
