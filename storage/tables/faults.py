"""The table of faults: what went wrong, without what people wrote."""

from datetime import datetime

from sqlmodel import Field, SQLModel


class ErrorReport(SQLModel, table=True):
    """A fault that a user was given a reference for: its kind and the place in the code."""

    __tablename__ = "error_reports"

    reference: str = Field(primary_key=True, max_length=16)
    occurred_at: datetime = Field(index=True)
    kind: str = Field(max_length=128)
    place: str = Field(max_length=256)
