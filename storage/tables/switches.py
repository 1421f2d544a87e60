"""The table of switches that all replicas obey."""

from datetime import datetime

from sqlmodel import Field, SQLModel


class Switch(SQLModel, table=True):
    """Something that an admin turned on or off while the bot runs."""

    __tablename__ = "switches"

    name: str = Field(primary_key=True, max_length=32)
    is_on: bool
    changed_at: datetime
