"""Where each conversation stands."""

from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session, select

from storage.insertion import add_if_absent
from storage.tables import Chat

EPOCH = datetime.fromtimestamp(0, UTC)


def get_chat(session: Session, *, chat_id: int) -> Chat | None:
    """Where this chat stands, if it ever said anything."""
    return session.get(Chat, chat_id)


def claim_chat(session: Session, *, chat_id: int) -> Chat:
    """Take the chat's row for this transaction: another replica waits until it ends."""
    add_if_absent(session, row=Chat(chat_id=chat_id, changed_at=EPOCH))
    return session.exec(select(Chat).where(Chat.chat_id == chat_id).with_for_update()).one()


def mark_chat(
    session: Session, chat: Chat, *, expects: str | None, state: dict[str, Any], now: datetime
) -> None:
    """Move a claimed chat on: what its next text answers, and the conversation's own state."""
    chat.expects = expects
    chat.state = state
    chat.version += 1
    chat.changed_at = now
    session.add(chat)
