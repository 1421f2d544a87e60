"""The ledger of delivery: what was tried, what went wrong, and what somebody decides about it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select, update

from storage.scope import Scope, within
from storage.tables import (
    DeliveryAttempt,
    MessageStatus,
    OutboxMessage,
    Outcome,
    Person,
    Reminder,
    ReminderStatus,
    Unit,
    User,
)

TROUBLED = (MessageStatus.BLOCKED, MessageStatus.UNCERTAIN, MessageStatus.FAILED)
# What a person may decide to send again.
RESENDABLE = (MessageStatus.UNCERTAIN, MessageStatus.FAILED)


@dataclass(frozen=True)
class Tried:
    """One try to send a message, and to whom."""

    attempt: DeliveryAttempt
    message: OutboxMessage
    name: str


@dataclass(frozen=True)
class Troubled:
    """A message that is held, uncertain or failed, and whose it is."""

    message: OutboxMessage
    name: str


def list_attempts(
    session: Session, *, scope: Scope, before: int | None = None, limit: int = 10
) -> list[Tried]:
    """The tries to reach people in the scope before a number, the latest first."""
    query = _with_people(select(DeliveryAttempt, OutboxMessage, _name()).join(OutboxMessage), scope)
    if before is not None:
        query = query.where(DeliveryAttempt.id < before)
    return [Tried(*row) for row in session.exec(query.order_by(col(DeliveryAttempt.id).desc()).limit(limit))]


def list_troubled(session: Session, *, scope: Scope, offset: int = 0, limit: int = 10) -> list[Troubled]:
    """What did not reach people in the scope for certain, the latest first."""
    query = _with_people(select(OutboxMessage, _name()), scope)
    query = query.where(col(OutboxMessage.status).in_(TROUBLED))
    query = query.order_by(col(OutboxMessage.changed_at).desc(), col(OutboxMessage.id).desc())
    return [Troubled(*row) for row in session.exec(query.offset(offset).limit(limit))]


def count_messages(session: Session) -> dict[MessageStatus, int]:
    """How many messages stand where; those that have arrived are not counted."""
    known = [status for status in MessageStatus if status not in {MessageStatus.SENT, MessageStatus.SKIPPED}]
    query = select(OutboxMessage.status, func.count()).where(col(OutboxMessage.status).in_(known))
    found = dict(session.exec(query.group_by(col(OutboxMessage.status))).all())
    return {status: found.get(status, 0) for status in known}


def mark_resent(session: Session, *, message_id: int, scope: Scope, now: datetime) -> bool:
    """Send a message of somebody in the scope again, because a person decided so; False when it is not in doubt."""
    query = _with_people(select(OutboxMessage.id), scope).where(OutboxMessage.id == message_id)
    if session.exec(query).one_or_none() is None:
        return False
    in_doubt = (col(OutboxMessage.id) == message_id, col(OutboxMessage.status).in_(RESENDABLE))
    values = {
        "status": MessageStatus.WAITING,
        "token": None,
        "not_before": now,
        "changed_at": now,
        "parts_sent": 0,
    }
    is_done: bool = session.exec(update(OutboxMessage).where(*in_doubt).values(**values)).rowcount == 1
    if is_done:
        lost = (ReminderStatus.UNCERTAIN, ReminderStatus.FAILED)
        carried = (col(Reminder.message_id) == message_id, col(Reminder.status).in_(lost))
        session.exec(update(Reminder).where(*carried).values(status=ReminderStatus.QUEUED))
        session.add(DeliveryAttempt(message_id=message_id, at=now, outcome=Outcome.RESENT))
        session.flush()
    return is_done


def _name() -> Any:
    return func.coalesce(Person.name, User.display_name)


def _with_people(query: Any, scope: Scope) -> Any:
    """A query over messages, joined with their recipients in the scope."""
    return (
        query.join(User, col(User.id) == col(OutboxMessage.user_id))
        .outerjoin(Person, col(Person.id) == col(User.person_id))
        .join(Unit, col(Unit.id) == func.coalesce(Person.unit_id, User.unit_id))
        .where(within(scope))
    )
