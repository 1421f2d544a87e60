"""Tables of persons: the records that staff keep, whether or not the person ever opens the bot."""

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from storage.tables.columns import KEY, one_of


class Level(StrEnum):
    """The level of a post, the lowest first."""

    CLERK = "clerk"
    DEPUTY_SECTION = "deputy_section"
    SECTION = "section"
    DEPUTY_DIVISION = "deputy_division"
    DIVISION = "division"
    DEPUTY_BUREAU = "deputy_bureau"
    BUREAU = "bureau"


class Appointment(StrEnum):
    """How a post is filled."""

    APPOINTED = "appointed"
    ELECTED = "elected"
    CONTRACTED = "contracted"
    TRIAL = "trial"


class DateKind(StrEnum):
    """Dates of a person's career that deadlines and checks start from; the words are those of the facts."""

    BIRTH = "birth_date"
    WORK = "work_start"
    HIRED = "hired_on"
    POST = "post_start"
    RANK = "rank_start"
    APPOINTED = "appointed_on"
    TRIAL = "trial_start"
    TERM = "term_start"
    GRASSROOTS = "grassroots_start"
    EXERCISE = "exercise_start"
    SECONDMENT = "secondment_start"
    VILLAGE = "village_start"


class Person(SQLModel, table=True):
    """A person whose record a unit's staff keep; an account may be linked to it."""

    __tablename__ = "persons"
    __table_args__ = (
        one_of("level", Level),
        one_of("appointment", Appointment),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(default=None, primary_key=True, sa_type=KEY)
    unit_id: int = Field(foreign_key="units.id", ondelete="RESTRICT", index=True, sa_type=KEY)
    name: str = Field(max_length=32)
    post: str | None = Field(default=None, max_length=64)
    level: str | None = Field(default=None, max_length=16)
    appointment: str | None = Field(default=None, max_length=16)
    changed_at: datetime


class PersonDate(SQLModel, table=True):
    """One of a person's dates."""

    __tablename__ = "person_dates"
    __table_args__ = (one_of("kind", DateKind),)

    person_id: int = Field(foreign_key="persons.id", ondelete="CASCADE", primary_key=True, sa_type=KEY)
    kind: str = Field(primary_key=True, max_length=24)
    on: date
