"""Tables of the audit log: entries that only ever grow, chained by hashes, and the heads of chains."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field, SQLModel

from storage.tables.columns import NUMBER


class ChainHead(SQLModel, table=True):
    """The end of a chain of records: its last number and hash. Whoever appends claims this row."""

    __tablename__ = "chain_heads"

    name: str = Field(primary_key=True, max_length=64)
    number: int = Field(sa_type=NUMBER)
    hash: str = Field(max_length=64)


class AuditEntry(SQLModel, table=True):
    """Who did what to whose record.

    It names rows by number only, so that it stays when a person's data are deleted. The database refuses to
    change or delete an entry.
    """

    __tablename__ = "audit_entries"
    __table_args__ = (Index(None, "subject", "subject_id"),)

    number: int = Field(primary_key=True, sa_type=NUMBER, sa_column_kwargs={"autoincrement": False})
    at: datetime
    actor: int | None = Field(default=None, sa_type=NUMBER)
    action: str = Field(max_length=32)
    subject: str = Field(max_length=16)
    subject_id: int | None = Field(default=None, sa_type=NUMBER)
    details: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    previous: str = Field(max_length=64)
    hash: str = Field(max_length=64)
