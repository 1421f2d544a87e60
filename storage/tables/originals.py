"""Tables of imported originals: each import is a version, and its provisions hang on it."""

from datetime import datetime

from sqlalchemy import Index, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.tables.columns import KEY, one_of

FORMATS = ("txt", "docx", "pdf", "html")
CURRENT = text("replaced_at IS NULL")


class Original(SQLModel, table=True):
    """One import of a document's text; the current one has not been replaced, and there is at most one."""

    __tablename__ = "originals"
    __table_args__ = (
        one_of("format", FORMATS),
        Index(
            "uq_originals_current",
            "document",
            unique=True,
            sqlite_where=CURRENT,
            postgresql_where=CURRENT,
        ),
        Index(None, "document", "imported_at"),
    )

    id: int = Field(default=None, primary_key=True, sa_type=KEY)
    document: str = Field(max_length=32)
    content_hash: str = Field(max_length=64)
    file_name: str = Field(max_length=255)
    format: str = Field(max_length=8)
    imported_at: datetime
    replaced_at: datetime | None = None


class OriginalProvision(SQLModel, table=True):
    """A provision of an imported text: its own words, without what stands below it."""

    __tablename__ = "original_provisions"
    __table_args__ = (UniqueConstraint("original_id", "locator"), UniqueConstraint("original_id", "position"))

    id: int = Field(default=None, primary_key=True, sa_type=KEY)
    original_id: int = Field(foreign_key="originals.id", ondelete="CASCADE", sa_type=KEY)
    position: int
    locator: str = Field(max_length=64)
    text: str = Field(sa_type=Text)
