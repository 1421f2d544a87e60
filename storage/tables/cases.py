"""Tables of cases: matters that somebody carries through a procedure, step by step, alone or with colleagues."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.columns import KEY, NUMBER, one_of


class StepState(StrEnum):
    """Where a step stands, in the words of the checklists."""

    OPEN = "open"
    WAITING = "waiting"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"


class May(StrEnum):
    """What a member of a case may do: look, or work on its steps."""

    READ = "read"
    WORK = "work"


class AttachmentKind(StrEnum):
    """What a file was sent as."""

    PHOTO = "photo"
    DOCUMENT = "document"


class ChecklistVersion(SQLModel, table=True):
    """A template as it was when a case began with it; kept as long as a case follows it."""

    __tablename__ = "checklist_versions"

    template: str = Field(primary_key=True, max_length=64)
    version: str = Field(primary_key=True, max_length=16)
    content: dict[str, Any] = Field(sa_type=JSON)
    kept_at: datetime = Field(index=True)


class Case(SQLModel, table=True):
    """A matter that follows a version of a template.

    `documents` are those whose steps are followed (null: all), `values` what is known of the matter. `version` grows
    with each change, so that of two that start from the same one only the first counts. `search` is the name and
    the procedure's title in comparable form. `shared_at` is the owner's consent that the unit's staff read it.
    """

    __tablename__ = "cases"
    __table_args__ = (
        ForeignKeyConstraint(
            ["template", "template_version"],
            ["checklist_versions.template", "checklist_versions.version"],
            ondelete="RESTRICT",
        ),
        Index(None, "owner_id", "updated_at"),
        Index(None, "template", "template_version"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(default=None, primary_key=True, sa_type=KEY)
    owner_id: int = Field(foreign_key="users.id", ondelete="CASCADE", sa_type=KEY)
    unit_id: int | None = Field(
        default=None, foreign_key="units.id", ondelete="SET NULL", index=True, sa_type=KEY
    )
    parent_id: int | None = Field(
        default=None, foreign_key="cases.id", ondelete="SET NULL", index=True, sa_type=KEY
    )
    parent_item: str | None = Field(default=None, max_length=64)
    template: str = Field(max_length=64)
    template_version: str = Field(max_length=16)
    name: str = Field(max_length=60)
    search: str = Field(max_length=255)
    region: str | None = Field(default=None, max_length=32)
    documents: list[str] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    values: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    shared_at: datetime | None = None
    finished_at: datetime | None = None
    archived_at: datetime | None = Field(default=None, index=True)
    created_at: datetime
    updated_at: datetime
    version: int = 1


class CaseStep(SQLModel, table=True):
    """What is known of a step; one that nobody has touched has no row.

    `changed_by` is the account's number and outlives the account. `expected_on` is set by hand.
    """

    __tablename__ = "case_steps"
    __table_args__ = (
        one_of("state", StepState),
        CheckConstraint("(done_on IS NOT NULL) = (state = 'done')", name="done"),
        CheckConstraint("waiting_until IS NULL OR state = 'waiting'", name="waiting"),
    )

    case_id: int = Field(foreign_key="cases.id", ondelete="CASCADE", primary_key=True, sa_type=KEY)
    item: str = Field(primary_key=True, max_length=64)
    state: str = Field(default=StepState.OPEN, max_length=16)
    assignee_id: int | None = Field(
        default=None, foreign_key="users.id", ondelete="SET NULL", index=True, sa_type=KEY
    )
    expected_on: date | None = None
    waiting_until: date | None = None
    done_on: date | None = None
    reason: str | None = Field(default=None, max_length=500)
    note: str | None = Field(default=None, max_length=500)
    changed_by: int | None = Field(default=None, sa_type=NUMBER)
    changed_at: datetime


class CaseEvent(SQLModel, table=True):
    """Something that was done to a case.

    The events of a case are a chain; its rows follow from them. The database refuses to change an event.
    """

    __tablename__ = "case_events"

    case_id: int = Field(foreign_key="cases.id", ondelete="CASCADE", primary_key=True, sa_type=KEY)
    number: int = Field(primary_key=True, sa_type=NUMBER, sa_column_kwargs={"autoincrement": False})
    at: datetime
    actor: int | None = Field(default=None, sa_type=NUMBER)
    action: str = Field(max_length=32)
    item: str | None = Field(default=None, max_length=64)
    details: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    previous: str = Field(max_length=64)
    hash: str = Field(max_length=64)


class CaseMember(SQLModel, table=True):
    """An account that a case is shared with."""

    __tablename__ = "case_members"
    __table_args__ = (one_of("may", May),)

    case_id: int = Field(foreign_key="cases.id", ondelete="CASCADE", primary_key=True, sa_type=KEY)
    user_id: int = Field(
        foreign_key="users.id", ondelete="CASCADE", primary_key=True, index=True, sa_type=KEY
    )
    may: str = Field(max_length=8)
    since: datetime


class CaseLink(SQLModel, table=True):
    """A one-time, expiring way into a case. The code itself is shown once and not kept, only its hash."""

    __tablename__ = "case_links"
    __table_args__ = (one_of("may", May),)

    code_hash: str = Field(primary_key=True, max_length=64)
    case_id: int = Field(foreign_key="cases.id", ondelete="CASCADE", index=True, sa_type=KEY)
    may: str = Field(max_length=8)
    expires_at: datetime = Field(index=True)


class Attachment(SQLModel, table=True):
    """A file that belongs to a step, by the messenger's numbers for it; it is never opened."""

    __tablename__ = "attachments"
    __table_args__ = (
        one_of("kind", AttachmentKind),
        UniqueConstraint("case_id", "item", "unique_id"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(default=None, primary_key=True, sa_type=KEY)
    case_id: int = Field(foreign_key="cases.id", ondelete="CASCADE", sa_type=KEY)
    item: str = Field(max_length=64)
    file_id: str = Field(max_length=255)
    unique_id: str = Field(max_length=64)
    kind: str = Field(max_length=16)
    name: str = Field(max_length=128)
    mime: str = Field(max_length=128)
    size: int = Field(sa_type=NUMBER)
    added_by: int | None = Field(default=None, sa_type=NUMBER)
    added_at: datetime
