"""Tables of conversations: where each chat stands, and which updates were acted on."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger
from sqlmodel import Field, SQLModel


class Chat(SQLModel, table=True):
    """Where a conversation stands.

    `expects` names what the next text answers (nothing: a question), `state` is that conversation's own small
    JSON object, and `version` grows with each change so that a stale button is recognized.
    """

    __tablename__ = "chats"

    chat_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    version: int = 0
    expects: str | None = Field(default=None, max_length=64)
    state: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    changed_at: datetime


class ProcessedUpdate(SQLModel, table=True):
    """An update that was acted on.

    Numbers of updates are a bot's own and may start anew on another server, so a redelivery is recognized by
    the bot, the number and the digest of the update together.
    """

    __tablename__ = "processed_updates"

    bot_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    update_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    digest: str = Field(max_length=32)
    processed_at: datetime = Field(index=True)
