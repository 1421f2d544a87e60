"""Tables of the outbox: messages that wait to be sent, and every try to send one."""

from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from storage.tables.columns import KEY, one_of


class Priority(IntEnum):
    """What goes first; what is urgent does not wait for the end of quiet hours either."""

    URGENT = 0
    NOTICE = 3
    REMINDER = 5
    DIGEST = 8


class MessageStatus(StrEnum):
    """How far a message has come."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENDING = "sending"
    BLOCKED = "blocked"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    SKIPPED = "skipped"


class Outcome(StrEnum):
    """What became of one try; `resent` is somebody's decision to send an uncertain or failed message again."""

    SENT = "sent"
    RETRY = "retry"
    BLOCKED = "blocked"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    SKIPPED = "skipped"
    RESENT = "resent"


WAITING = text("status = 'waiting'")
IN_FLIGHT = text("status IN ('claimed', 'sending')")
TROUBLED = text("status IN ('blocked', 'uncertain', 'failed')")


class OutboxMessage(SQLModel, table=True):
    """A message to an account. Its text is written when it is sent, from the numbers of rows in `payload`.

    `key` makes adding it idempotent. Whoever claims it writes a token and until when the claim holds; only the token's
    owner may say what became of it. `parts_sent` counts the messages of a long text that have left already.
    """

    __tablename__ = "outbox_messages"
    __table_args__ = (
        one_of("status", MessageStatus),
        CheckConstraint("(status NOT IN ('claimed', 'sending')) OR token IS NOT NULL", name="token"),
        Index(
            "ix_outbox_messages_waiting",
            "priority",
            "not_before",
            "id",
            sqlite_where=WAITING,
            postgresql_where=WAITING,
        ),
        Index(
            "ix_outbox_messages_in_flight",
            "lease_until",
            "user_id",
            sqlite_where=IN_FLIGHT,
            postgresql_where=IN_FLIGHT,
        ),
        Index(
            "ix_outbox_messages_troubled",
            "status",
            "changed_at",
            sqlite_where=TROUBLED,
            postgresql_where=TROUBLED,
        ),
        Index(None, "user_id", "status"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(default=None, primary_key=True, sa_type=KEY)
    user_id: int = Field(foreign_key="users.id", ondelete="CASCADE", sa_type=KEY)
    kind: str = Field(max_length=32)
    payload: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    key: str | None = Field(default=None, max_length=128, unique=True)
    priority: int = Field(default=Priority.NOTICE)
    status: str = Field(default=MessageStatus.WAITING, max_length=16)
    not_before: datetime
    token: str | None = Field(default=None, max_length=32)
    lease_until: datetime | None = None
    attempts: int = 0
    parts_sent: int = 0
    created_at: datetime
    changed_at: datetime = Field(index=True)


class DeliveryAttempt(SQLModel, table=True):
    """The ledger of delivery: one row a try, written once. `detail` is one of the program's own words."""

    __tablename__ = "delivery_attempts"
    __table_args__ = (one_of("outcome", Outcome), {"sqlite_autoincrement": True})

    id: int = Field(default=None, primary_key=True, sa_type=KEY)
    message_id: int = Field(foreign_key="outbox_messages.id", ondelete="CASCADE", index=True, sa_type=KEY)
    at: datetime = Field(index=True)
    outcome: str = Field(max_length=16)
    detail: str | None = Field(default=None, max_length=64)
    provider_message_id: int | None = Field(default=None, sa_type=BigInteger)
