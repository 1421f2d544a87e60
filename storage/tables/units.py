"""The table of units: the tree of provinces, cities, counties and organizations that staff answer for."""

from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.columns import KEY, one_of


class UnitKind(StrEnum):
    """What a unit is; a narrower kind stands below a wider one."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    ORGANIZATION = "organization"


class Unit(SQLModel, table=True):
    """A unit of the tree.

    `path` lists the ids from the root to the unit itself, as in `/3/17/`, so that a subtree is a prefix.
    """

    __tablename__ = "units"
    __table_args__ = (
        one_of("kind", UnitKind),
        UniqueConstraint("parent_id", "name"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(default=None, primary_key=True, sa_type=KEY)
    parent_id: int | None = Field(default=None, foreign_key="units.id", ondelete="RESTRICT", sa_type=KEY)
    name: str = Field(max_length=64)
    kind: str = Field(max_length=16)
    path: str = Field(max_length=255, index=True)
