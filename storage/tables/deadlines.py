"""Tables of deadlines: what is due, and one row for each reminder of it."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, Index, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.tables.columns import KEY, one_of


class DeadlineStatus(StrEnum):
    """Whether a deadline still has to be met; a stopped one is no longer reminded of."""

    OPEN = "open"
    DONE = "done"
    STOPPED = "stopped"


class Origin(StrEnum):
    """Where a deadline came from."""

    HAND = "hand"
    RULE = "rule"
    CASE = "case"
    ASSESSMENT = "assessment"
    ROSTER = "roster"


class ReminderStatus(StrEnum):
    """How far a reminder has come: planned, in a message, and then what became of that message.

    `held` waits until somebody's account is linked to the record; `skipped` was late already when it was planned,
    or had nobody to go to; `cancelled` was overtaken by a change of its deadline.
    """

    PLANNED = "planned"
    HELD = "held"
    QUEUED = "queued"
    BLOCKED = "blocked"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"


PLANNED = text("status = 'planned'")


class Deadline(SQLModel, table=True):
    """Something that is due, about an account or about a person's record.

    `rule` and `content_version` lead to duty, consequence and citations; the schedule (`stages`, `overdue_every`,
    `overdue_times`, `earliest_on`) is kept as it was when the deadline was made, so that a change of dates can be
    planned without the rule. `origin_id` and `origin_part` name the case and its step, the assessment or the import.
    What is private is not shown to staff. `version` grows with each change.
    """

    __tablename__ = "deadlines"
    __table_args__ = (
        one_of("status", DeadlineStatus),
        one_of("origin", Origin),
        CheckConstraint("(user_id IS NULL) <> (person_id IS NULL)", name="subject"),
        CheckConstraint("(closed_at IS NULL) = (status = 'open')", name="closed"),
        CheckConstraint("overdue_times BETWEEN 0 AND 12", name="overdue_times"),
        Index(None, "user_id", "status", "due_on"),
        Index(None, "person_id", "status", "due_on"),
        Index(None, "origin", "origin_id"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(default=None, primary_key=True, sa_type=KEY)
    user_id: int | None = Field(default=None, foreign_key="users.id", ondelete="CASCADE", sa_type=KEY)
    person_id: int | None = Field(default=None, foreign_key="persons.id", ondelete="CASCADE", sa_type=KEY)
    title: str = Field(max_length=200)
    rule: str | None = Field(default=None, max_length=128)
    content_version: str | None = Field(default=None, max_length=64)
    trigger_on: date | None = None
    also_on: date | None = None
    entered_on: date | None = None
    due_on: date
    earliest_on: date | None = None
    formula: str | None = Field(default=None, sa_type=Text)
    stages: list[str] = Field(default_factory=list, sa_type=JSON)
    has_own_stages: bool = False
    overdue_every: str | None = Field(default=None, max_length=16)
    overdue_times: int = 0
    zone: str = Field(max_length=64)
    is_private: bool = False
    origin: str = Field(default=Origin.HAND, max_length=16)
    origin_id: int | None = Field(default=None, sa_type=KEY)
    origin_part: str | None = Field(default=None, max_length=128)
    status: str = Field(default=DeadlineStatus.OPEN, max_length=16)
    extended_from: date | None = None
    extended_reason: str | None = Field(default=None, max_length=300)
    created_by: int | None = Field(
        default=None, foreign_key="users.id", ondelete="SET NULL", index=True, sa_type=KEY
    )
    created_at: datetime
    changed_at: datetime
    closed_at: datetime | None = Field(default=None, index=True)
    version: int = 1


class Reminder(SQLModel, table=True):
    """One reminder of a deadline: a stage of one due date, once, whoever receives it.

    `send_on` is the local day, `due_at` the instant on it at the recipient's hour. `message_id` is the message that
    carries it. The stage `staff` tells the staff of the unit instead of the person.
    """

    __tablename__ = "reminders"
    __table_args__ = (
        one_of("status", ReminderStatus),
        UniqueConstraint("deadline_id", "stage", "due_on"),
        Index("ix_reminders_planned", "due_at", "id", sqlite_where=PLANNED, postgresql_where=PLANNED),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(default=None, primary_key=True, sa_type=KEY)
    deadline_id: int = Field(foreign_key="deadlines.id", ondelete="CASCADE", sa_type=KEY)
    user_id: int | None = Field(
        default=None, foreign_key="users.id", ondelete="SET NULL", index=True, sa_type=KEY
    )
    stage: str = Field(max_length=24)
    due_on: date
    send_on: date
    due_at: datetime
    status: str = Field(default=ReminderStatus.PLANNED, max_length=16)
    reason: str | None = Field(default=None, max_length=32)
    message_id: int | None = Field(
        default=None, foreign_key="outbox_messages.id", ondelete="SET NULL", index=True, sa_type=KEY
    )
