"""The outbox: messages are added in the transaction that gives cause for them, and sent afterwards."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from sqlmodel import Session, col, select, update

from storage.insertion import add_if_absent
from storage.tables import MessageStatus, OutboxMessage, Priority, Reminder, ReminderStatus

# More numbers than this are not listed in one message; the text says how many there are.
MOST_NUMBERS = 200
NUMBERS = "ids"
# Not begun yet: its content may still change.
PENDING = (MessageStatus.WAITING, MessageStatus.CLAIMED, MessageStatus.BLOCKED)


class Notice(BaseModel):
    """A message to be added, checked before it becomes a row; `payload` names rows and the program's own words."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    user_id: int
    kind: Annotated[str, Field(max_length=32)]
    payload: dict[str, Any] = {}
    priority: Priority = Priority.NOTICE
    not_before: AwareDatetime | None = None
    key: Annotated[str | None, Field(max_length=128)] = None


def add_message(session: Session, *, notice: Notice, now: datetime) -> OutboxMessage | None:
    """Add a message; None when one with the same key was added before."""
    message = OutboxMessage(
        **notice.model_dump(exclude={"not_before"}),
        not_before=notice.not_before or now,
        created_at=now,
        changed_at=now,
    )
    if message.key is not None:
        if not add_if_absent(session, row=message):
            return None
        return session.exec(select(OutboxMessage).where(OutboxMessage.key == message.key)).one()
    session.add(message)
    session.flush()
    return message


def add_numbers(session: Session, *, notice: Notice, numbers: Sequence[int], now: datetime) -> OutboxMessage:
    """Add numbers to a message of this kind that still waits for the person, or a new message with them."""
    waiting = get_pending(session, user_id=notice.user_id, kind=notice.kind)
    if waiting is None:
        payload = notice.payload | {NUMBERS: [*dict.fromkeys(numbers)][:MOST_NUMBERS], "count": len(numbers)}
        added = add_message(session, notice=notice.model_copy(update={"payload": payload}), now=now)
        return added or session.exec(select(OutboxMessage).where(OutboxMessage.key == notice.key)).one()
    known = waiting.payload.get(NUMBERS, [])
    fresh = [number for number in dict.fromkeys(numbers) if number not in known]
    count = waiting.payload.get("count", len(known)) + len(fresh)
    waiting.payload = waiting.payload | {NUMBERS: [*known, *fresh][:MOST_NUMBERS], "count": count}
    session.add(waiting)
    session.flush()
    take_back(session, message_ids=[waiting.id])
    return waiting


def get_pending(session: Session, *, user_id: int, kind: str) -> OutboxMessage | None:
    """The message of a kind that waits for somebody and was not begun; locked for this transaction."""
    mine = (OutboxMessage.user_id == user_id, OutboxMessage.kind == kind)
    pending = select(OutboxMessage).where(*mine, col(OutboxMessage.status).in_(PENDING))
    first = pending.order_by(col(OutboxMessage.id)).limit(1).with_for_update()
    return session.exec(first.execution_options(populate_existing=True)).first()


def take_back(session: Session, *, message_ids: Sequence[int]) -> None:
    """Undo claims of messages whose content changed: whoever holds them can no longer begin to send."""
    is_claimed = col(OutboxMessage.status) == MessageStatus.CLAIMED
    values = {"status": MessageStatus.WAITING, "token": None, "lease_until": None}
    session.exec(
        update(OutboxMessage).where(col(OutboxMessage.id).in_(message_ids), is_claimed).values(**values)
    )


def mark_held(session: Session, *, user_id: int, now: datetime, but: Sequence[int] = ()) -> bool:
    """Hold what waits for somebody who cannot be reached; say whether nothing but these was held for them before."""
    held = select(OutboxMessage.id).where(
        OutboxMessage.user_id == user_id,
        OutboxMessage.status == MessageStatus.BLOCKED,
        col(OutboxMessage.id).not_in(but),
    )
    is_first = session.exec(held.limit(1)).first() is None
    _move(session, user_id, MessageStatus.WAITING, status=MessageStatus.BLOCKED, changed_at=now)
    return is_first


def mark_released(session: Session, *, user_id: int) -> None:
    """Let go what was held for somebody who can be reached again."""
    _move(session, user_id, MessageStatus.BLOCKED, status=MessageStatus.WAITING)


def _move(session: Session, user_id: int, before: MessageStatus, **values: Any) -> None:
    """Move somebody's messages from one state to another, and the reminders in them."""
    session.flush()
    condition = (col(OutboxMessage.user_id) == user_id, col(OutboxMessage.status) == before)
    moved = update(OutboxMessage).where(*condition).values(**values).returning(col(OutboxMessage.id))
    rows = session.exec(moved, execution_options={"synchronize_session": "fetch"})
    numbers = [row[0] for row in rows]
    states = (ReminderStatus.QUEUED, ReminderStatus.BLOCKED)
    carried = (col(Reminder.message_id).in_(numbers), col(Reminder.status).in_(states))
    after = ReminderStatus.BLOCKED if before is MessageStatus.WAITING else ReminderStatus.QUEUED
    if numbers:
        change = update(Reminder).where(*carried).values(status=after)
        session.exec(change, execution_options={"synchronize_session": "fetch"})
