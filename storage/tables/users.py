"""The table of accounts: who talks to the bot."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from storage.tables.columns import KEY, one_of


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
    """

    __tablename__ = "users"
    __table_args__ = (one_of("role", Role),)

    id: int = Field(default=None, primary_key=True, sa_type=KEY)
    telegram_id: int = Field(sa_type=BigInteger, unique=True)
    display_name: str = Field(max_length=128)
    role: str = Field(default=Role.GUEST, max_length=16)
    is_invited: bool = False
    is_reachable: bool = True
    region: str | None = Field(default=None, max_length=32)
    created_at: datetime
    last_seen_at: datetime
