"""The table of accounts: who talks to the bot."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from storage.tables.columns import KEY, one_of
from storage.tables.people import Appointment, Level


class Role(StrEnum):
    """What an account may do."""

    GUEST = "guest"
    OFFICIAL = "official"
    STAFF = "staff"
    CURATOR = "curator"
    ADMIN = "admin"


class User(SQLModel, table=True):
    """A Telegram account that was let in.

    The row's own id is what other tables refer to: an account may be unlinked or replaced by another one.
    `unit_id` is where its role holds, `person_id` the record that staff keep of whoever uses it. Region,
    workplace, level and appointment are what the person said of themselves. Ids are never used again.
    """

    __tablename__ = "users"
    __table_args__ = (
        one_of("role", Role),
        one_of("level", Level),
        one_of("appointment", Appointment),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(default=None, primary_key=True, sa_type=KEY)
    telegram_id: int = Field(sa_type=BigInteger, unique=True)
    display_name: str = Field(max_length=128)
    role: str = Field(default=Role.GUEST, max_length=16)
    is_invited: bool = False
    is_reachable: bool = True
    unit_id: int | None = Field(
        default=None, foreign_key="units.id", ondelete="SET NULL", index=True, sa_type=KEY
    )
    person_id: int | None = Field(
        default=None, foreign_key="persons.id", ondelete="SET NULL", unique=True, sa_type=KEY
    )
    region: str | None = Field(default=None, max_length=32)
    workplace: str | None = Field(default=None, max_length=64)
    level: str | None = Field(default=None, max_length=16)
    appointment: str | None = Field(default=None, max_length=16)
    informed_at: datetime | None = None
    menu: str | None = Field(default=None, max_length=64)
    created_at: datetime
    last_seen_at: datetime
