"""What became of the messages that were taken to be sent: said by the owner of the claim, or by the clock."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, insert, or_, select, update

from storage.claims import IN_FLIGHT, LEASE, hold_unreachable, put_off
from storage.tables import (
    DeliveryAttempt,
    MessageStatus,
    OutboxMessage,
    Outcome,
    Reminder,
    ReminderStatus,
    User,
)
from storage.words import is_one_of, is_word

LEASE_OVER = "lease"
# Clocks of several machines may differ by so much; more means that the clock was set back.
TOLERANCE = timedelta(minutes=5)
STATUS_AFTER = {
    Outcome.SENT: MessageStatus.SENT,
    Outcome.RETRY: MessageStatus.WAITING,
    Outcome.BLOCKED: MessageStatus.BLOCKED,
    Outcome.UNCERTAIN: MessageStatus.UNCERTAIN,
    Outcome.FAILED: MessageStatus.FAILED,
    Outcome.SKIPPED: MessageStatus.SKIPPED,
}
REMINDER_AFTER = {
    Outcome.SENT: ReminderStatus.SENT,
    Outcome.BLOCKED: ReminderStatus.BLOCKED,
    Outcome.UNCERTAIN: ReminderStatus.UNCERTAIN,
    Outcome.FAILED: ReminderStatus.FAILED,
    Outcome.SKIPPED: ReminderStatus.SKIPPED,
}
# What the owner of a claim says counts also after the clock said that nobody knows.
UNSETTLED = (*IN_FLIGHT, MessageStatus.UNCERTAIN)


@dataclass(frozen=True)
class Result:
    """What became of a message; `retry_at` goes with a retry, `parts_sent` with a text of several messages."""

    message_id: int
    outcome: Outcome
    detail: str | None = None
    provider_message_id: int | None = None
    retry_at: datetime | None = None
    parts_sent: int = 0


def settle_messages(session: Session, *, token: str, results: Sequence[Result], now: datetime) -> int:
    """Write down what became of claimed messages; returns how many were no longer this claim's.

    Messages that were deleted meanwhile, with the account they went to, are passed over.
    """
    numbers = [result.message_id for result in results]
    there = select(OutboxMessage.id).where(col(OutboxMessage.id).in_(numbers)).with_for_update()
    known = set(session.exec(there))
    kept = [result for result in results if result.message_id in known]
    ours = 0
    for (outcome, retry_at, parts), group in _grouped(kept).items():
        values = {
            "status": STATUS_AFTER[outcome],
            "lease_until": None,
            "parts_sent": parts,
            "changed_at": now,
        }
        if outcome is not Outcome.UNCERTAIN:
            values["token"] = None
        if retry_at is not None:
            values["not_before"] = retry_at
        ours += len(_settle(session, token, (outcome, group), values, now))
    _record(session, kept, now)
    return len(kept) - ours


def _grouped(results: Iterable[Result]) -> dict[tuple[Outcome, datetime | None, int], list[int]]:
    """Numbers of messages by what is to be written."""
    groups = defaultdict(list)
    for result in results:
        groups[result.outcome, result.retry_at, result.parts_sent].append(result.message_id)
    return groups


def _settle(
    session: Session,
    token: str,
    group: tuple[Outcome, list[int]],
    values: dict[str, Any],
    now: datetime,
) -> list[int]:
    """Settle messages that share an outcome, with the reminders in them; their numbers."""
    outcome, numbers = group
    mine = (
        col(OutboxMessage.id).in_(numbers),
        col(OutboxMessage.token) == token,
        col(OutboxMessage.status).in_(UNSETTLED),
    )
    settled = update(OutboxMessage).where(*mine).values(**values)
    rows = session.connection().execute(settled.returning(col(OutboxMessage.id), col(OutboxMessage.user_id)))
    found = {row[0]: row[1] for row in rows}
    if outcome in REMINDER_AFTER:
        _mark_reminders(session, found, REMINDER_AFTER[outcome])
    for user_id in found.values() if values.get("not_before") else ():
        put_off(session, user_id=user_id, until=values["not_before"], now=now)
    if outcome is Outcome.BLOCKED:
        for user in session.exec(select(User).where(col(User.id).in_(found.values()))):
            _mark_unreachable(session, user, list(found), now)
    return list(found)


def _mark_unreachable(session: Session, user: User, message_ids: Sequence[int], now: datetime) -> None:
    """Note that somebody cannot be reached until they write again."""
    user.is_reachable = False
    session.add(user)
    session.flush()
    hold_unreachable(session, user=user, now=now, but=message_ids)


def _mark_reminders(session: Session, message_ids: Iterable[int], status: ReminderStatus) -> None:
    """Let reminders follow the message that carries them."""
    carried = (
        col(Reminder.message_id).in_(message_ids),
        col(Reminder.status).in_((ReminderStatus.QUEUED, ReminderStatus.UNCERTAIN)),
    )
    session.connection().execute(update(Reminder).where(*carried).values(status=status))


def _record(session: Session, results: Sequence[Result], now: datetime) -> None:
    """Add the tries to the ledger."""
    rows = [
        {
            "message_id": result.message_id,
            "at": now,
            "outcome": result.outcome,
            "detail": result.detail,
            "provider_message_id": result.provider_message_id,
        }
        for result in results
    ]
    if rows:
        session.connection().execute(insert(DeliveryAttempt), rows)


def has_stray(session: Session, *, now: datetime) -> bool:
    """Whether a claim ran out, or the clock was set back while something waited."""
    over = select(OutboxMessage.id).where(*_is_over(now)).exists()
    ahead = select(OutboxMessage.id).where(*_is_ahead(now)).exists()
    return session.exec(select(or_(over, ahead))).one()


def recover_messages(session: Session, *, now: datetime) -> None:
    """Take up what others left behind: not begun, it waits again; begun, it is uncertain."""
    uncertain = []
    for message in _locked(session, _is_over(now)):
        message.changed_at, message.lease_until = now, None
        if message.status == MessageStatus.CLAIMED:
            message.status, message.token = MessageStatus.WAITING, None
            message.not_before = min(message.not_before, now)
        else:
            # The token stays: its owner may be alive and still tell.
            message.status = MessageStatus.UNCERTAIN
            uncertain.append(message.id)
        session.add(message)
    for message in _locked(session, _is_ahead(now)):
        message.not_before, message.changed_at = now + (message.not_before - message.changed_at), now
        session.add(message)
    session.flush()
    _mark_reminders(session, uncertain, ReminderStatus.UNCERTAIN)
    _record(session, [Result(number, Outcome.UNCERTAIN, LEASE_OVER) for number in uncertain], now)


def _locked(session: Session, conditions: tuple[Any, ...]) -> list[OutboxMessage]:
    """Messages that nobody else is busy with."""
    query = select(OutboxMessage).where(*conditions).with_for_update(skip_locked=True)
    return list(session.exec(query.execution_options(populate_existing=True)))


def _is_over(now: datetime) -> tuple[Any, ...]:
    """Claims that ran out; one that ends too late was made before the clock was set back."""
    end = col(OutboxMessage.lease_until)
    return is_one_of(OutboxMessage.status, IN_FLIGHT), or_(end <= now, end > now + LEASE + TOLERANCE)


def _is_ahead(now: datetime) -> tuple[Any, ...]:
    """What waits since an instant that is yet to come."""
    ahead = col(OutboxMessage.changed_at) > now + TOLERANCE
    return ahead, is_word(OutboxMessage.status, MessageStatus.WAITING), col(OutboxMessage.not_before) > now
