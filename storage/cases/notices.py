"""Who is told of a change to a case: everybody who has part in it, except whoever made it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from storage.cases.rows import Rows
from storage.outbox import PENDING, Notice, add_message, take_back
from storage.tables import Case, CaseEvent, OutboxMessage

CHANGED, DELETED = "case_changed", "case_deleted"
# What somebody does in one go is told of in one message.
GATHERING = timedelta(minutes=2)


def recipients_of(rows: Rows, actor: int | None) -> set[int]:
    """The owner and the members, except whoever acts."""
    return {rows.case.owner_id, *rows.members} - {actor}


def notify(session: Session, *, event: CaseEvent, recipients: Iterable[int], now: datetime) -> None:
    """Let the event be told; the message names numbers, its text is written when it is sent."""
    for user_id in sorted(recipients):
        waiting = _waiting_about(session, user_id=user_id, case_id=event.case_id)
        if waiting is None:
            _add(session, event, user_id=user_id, now=now)
        else:
            waiting.payload = waiting.payload | {"until": event.number}
            session.add(waiting)
            session.flush()
            take_back(session, message_ids=[waiting.id])


def _add(session: Session, event: CaseEvent, *, user_id: int, now: datetime) -> None:
    notice = Notice(
        user_id=user_id,
        kind=CHANGED,
        payload={"case": event.case_id, "since": event.number, "until": event.number},
        not_before=now + GATHERING,
        key=f"case:{event.case_id}:{event.number}:{user_id}",
    )
    add_message(session, notice=notice, now=now)


def _waiting_about(session: Session, *, user_id: int, case_id: int) -> OutboxMessage | None:
    """The message about a case that waits for somebody and was not begun; taken for this transaction."""
    mine = (OutboxMessage.user_id == user_id, OutboxMessage.kind == CHANGED)
    pending = select(OutboxMessage).where(*mine, col(OutboxMessage.status).in_(PENDING)).with_for_update()
    return next((row for row in session.exec(pending) if row.payload["case"] == case_id), None)


def notify_deleted(session: Session, *, case: Case, recipients: Iterable[int], now: datetime) -> None:
    """Let it be told that a case is gone; what it was about is no longer known by then, only the procedure."""
    for user_id in sorted(recipients):
        payload = {"template": case.template}
        key = f"case:{case.id}:deleted:{user_id}"
        notice = Notice(user_id=user_id, kind=DELETED, payload=payload, key=key)
        add_message(session, notice=notice, now=now)
