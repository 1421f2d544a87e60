"""Tables of what an account chose: preferences and consent."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from storage.tables.columns import KEY, one_of


class Script(StrEnum):
    """The characters that a person reads."""

    SIMPLIFIED = "simplified"
    TRADITIONAL = "traditional"


class ConsentKind(StrEnum):
    """What an account may agree to."""

    PROFILE = "profile"


class Preferences(SQLModel, table=True):
    """How an account wants to be written to; hours are those of the settings' zone.

    Quiet hours run from one hour to another, over midnight where the first is later; the same hour twice is none.
    """

    __tablename__ = "preferences"
    __table_args__ = (
        one_of("script", Script),
        CheckConstraint("send_hour BETWEEN 0 AND 23", name="send_hour"),
        CheckConstraint("quiet_from BETWEEN 0 AND 23", name="quiet_from"),
        CheckConstraint("quiet_until BETWEEN 0 AND 23", name="quiet_until"),
    )

    user_id: int = Field(foreign_key="users.id", ondelete="CASCADE", primary_key=True, sa_type=KEY)
    send_hour: int = 9
    quiet_from: int = 21
    quiet_until: int = 8
    script: str = Field(default=Script.SIMPLIFIED, max_length=16)
    has_digest: bool = True


class Consent(SQLModel, table=True):
    """Something an account agreed to; taking it back deletes the row."""

    __tablename__ = "consents"
    __table_args__ = (one_of("kind", ConsentKind),)

    user_id: int = Field(foreign_key="users.id", ondelete="CASCADE", primary_key=True, sa_type=KEY)
    kind: str = Field(primary_key=True, max_length=16)
    given_at: datetime
