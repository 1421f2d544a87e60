"""Taking messages of the outbox to send them.

Several processes may do so at once. A claim has a token and holds for a while. Before a message leaves it is marked as
being sent: a claim that ran out before that mark is taken by another process, one that ran out after it is uncertain and
never sent again by itself.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select, update

from storage.outbox import mark_held
from storage.preferences import is_quiet
from storage.staffing import tell_unreachable
from storage.tables import MessageStatus, OutboxMessage, Preferences, Priority, Script, User
from storage.words import is_one_of, is_word

# Longer than any send with its time limits and its place in the queue.
LEASE = timedelta(minutes=2)
IN_FLIGHT = (MessageStatus.CLAIMED, MessageStatus.SENDING)


@dataclass(frozen=True)
class Claim:
    """Who takes messages: the token of this claim, the kinds that are known here, how many, and the zone of hours."""

    token: str
    kinds: Collection[str]
    limit: int
    zone: ZoneInfo


@dataclass(frozen=True)
class Claimed:
    """A message with where it goes and in which characters."""

    message: OutboxMessage
    telegram_id: int
    script: Script


def claim_messages(session: Session, *, claim: Claim, now: datetime) -> list[Claimed]:
    """Take messages that may go now, the most urgent first and one of each person; the others wait their turn.

    Those of people who cannot be reached are held, those of people who want quiet now are put off.
    """
    taken: list[Claimed] = []
    for priority in Priority:
        while len(taken) < claim.limit and (rows := _list_waiting(session, claim, priority, now)):
            taken += _sort_out(session, claim, rows, now=now, room=claim.limit - len(taken))
    return taken


def _list_waiting(
    session: Session, claim: Claim, priority: Priority, now: datetime
) -> list[tuple[OutboxMessage, User]]:
    """Waiting messages of a priority with their recipients, locked so that other processes pass them over."""
    busy = select(OutboxMessage.user_id).where(is_one_of(OutboxMessage.status, IN_FLIGHT))
    query = (
        select(OutboxMessage, User)
        .join(User)
        .where(
            is_word(OutboxMessage.status, MessageStatus.WAITING),
            OutboxMessage.priority == priority,
            col(OutboxMessage.not_before) <= now,
            col(OutboxMessage.kind).in_(claim.kinds),
            col(OutboxMessage.user_id).not_in(busy),
        )
        .order_by(col(OutboxMessage.not_before), col(OutboxMessage.id))
        .limit(claim.limit)
        .with_for_update(skip_locked=True, of=OutboxMessage)
        .execution_options(populate_existing=True)
    )
    return list(session.exec(query))


def _sort_out(
    session: Session, claim: Claim, rows: Sequence[tuple[OutboxMessage, User]], *, now: datetime, room: int
) -> Iterator[Claimed]:
    """Claim what can go; hold or put off what cannot."""
    users = {user.id: user for _, user in rows}
    chosen = {row.user_id: row for row, _ in reversed(rows)}
    found = session.exec(select(Preferences).where(col(Preferences.user_id).in_(users)))
    preferences = {row.user_id: row for row in found}
    going: list[Claimed] = []
    for user_id, message in reversed(chosen.items()):
        wishes = preferences.get(user_id) or Preferences(user_id=user_id)
        quiet_until = None if message.priority == Priority.URGENT else end_of_quiet(wishes, claim.zone, now)
        if not users[user_id].is_reachable:
            hold_unreachable(session, user=users[user_id], now=now)
        elif quiet_until is not None:
            put_off(session, user_id=user_id, until=quiet_until, now=now)
        elif len(going) < room:
            going.append(Claimed(message, users[user_id].telegram_id, Script(wishes.script)))
    _mark_claimed(session, claim, [one.message.id for one in going], now=now)
    yield from going


def _mark_claimed(session: Session, claim: Claim, numbers: Sequence[int], *, now: datetime) -> None:
    values = {
        "status": MessageStatus.CLAIMED,
        "token": claim.token,
        "lease_until": now + LEASE,
        "attempts": col(OutboxMessage.attempts) + 1,
    }
    session.exec(update(OutboxMessage).where(col(OutboxMessage.id).in_(numbers)).values(**values))


def hold_unreachable(session: Session, *, user: User, now: datetime, but: Sequence[int] = ()) -> None:
    """Hold what waits for somebody who cannot be reached, and tell the staff of the unit the first time."""
    if mark_held(session, user_id=user.id, now=now, but=but):
        tell_unreachable(session, user=user, now=now)


def put_off(session: Session, *, user_id: int, until: datetime, now: datetime) -> None:
    """Let all that waits for somebody wait until an instant, but for what is urgent."""
    late = (
        col(OutboxMessage.user_id) == user_id,
        col(OutboxMessage.status) == MessageStatus.WAITING,
        col(OutboxMessage.priority) != Priority.URGENT,
        col(OutboxMessage.not_before) < until,
    )
    session.exec(update(OutboxMessage).where(*late).values(not_before=until, changed_at=now))


def end_of_quiet(preferences: Preferences, zone: ZoneInfo, now: datetime) -> datetime | None:
    """When somebody's quiet hours end, if it is one of them now."""
    local = now.astimezone(zone)
    if not is_quiet(preferences, hour=local.hour):
        return None
    end = local.replace(hour=preferences.quiet_until, minute=0, second=0, microsecond=0)
    later = end if end > local else end + timedelta(days=1)
    return later.astimezone(UTC)


def begin_sending(session: Session, *, token: str, message_ids: Sequence[int], now: datetime) -> set[int]:
    """Mark messages as leaving now; returns those that are still this claim's and unchanged since."""
    ours = (
        col(OutboxMessage.id).in_(message_ids),
        col(OutboxMessage.token) == token,
        col(OutboxMessage.status) == MessageStatus.CLAIMED,
    )
    values = {"status": MessageStatus.SENDING, "lease_until": now + LEASE}
    begun = update(OutboxMessage).where(*ours).values(**values).returning(col(OutboxMessage.id))
    return {row[0] for row in session.connection().execute(begun)}


def release_claims(session: Session, *, token: str) -> None:
    """Give back what was claimed and not begun."""
    ours = (col(OutboxMessage.token) == token, col(OutboxMessage.status) == MessageStatus.CLAIMED)
    values = {
        "status": MessageStatus.WAITING,
        "token": None,
        "lease_until": None,
        "attempts": col(OutboxMessage.attempts) - 1,
    }
    session.connection().execute(update(OutboxMessage).where(*ours).values(**values))
