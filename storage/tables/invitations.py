"""Tables of invitations and of guesses at their codes."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint
from sqlmodel import Field, SQLModel

from storage.tables.columns import KEY, one_of
from storage.tables.users import Role

INVITABLE = (Role.OFFICIAL, Role.STAFF, Role.CURATOR, Role.ADMIN)


class Invitation(SQLModel, table=True):
    """A one-time, expiring invitation. The code itself is shown once and not kept, only its hash."""

    __tablename__ = "invitations"
    __table_args__ = (
        one_of("role", INVITABLE),
        CheckConstraint("used_at IS NULL OR revoked_at IS NULL", name="used_or_revoked"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(default=None, primary_key=True, sa_type=KEY)
    code_hash: str = Field(max_length=64, unique=True)
    role: str = Field(max_length=16)
    unit_id: int | None = Field(
        default=None, foreign_key="units.id", ondelete="CASCADE", index=True, sa_type=KEY
    )
    person_id: int | None = Field(
        default=None, foreign_key="persons.id", ondelete="CASCADE", index=True, sa_type=KEY
    )
    invited_by: int | None = Field(
        default=None, foreign_key="users.id", ondelete="SET NULL", index=True, sa_type=KEY
    )
    created_at: datetime
    expires_at: datetime = Field(index=True)
    used_at: datetime | None = None
    used_by: int | None = Field(
        default=None, foreign_key="users.id", ondelete="SET NULL", index=True, sa_type=KEY
    )
    revoked_at: datetime | None = None


class CodeGuess(SQLModel, table=True):
    """How many wrong codes an account tried since an instant; kept for a day at most."""

    __tablename__ = "code_guesses"

    telegram_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    since: datetime = Field(index=True)
    count: int
