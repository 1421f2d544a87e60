"""One line of a roster: only what structure rules count; nobody's name is read."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from fractions import Fraction


class Education(IntEnum):
    """Levels of education, as far as the rules tell them apart."""

    SECONDARY = 1
    COLLEGE = 2
    BACHELOR = 3
    GRADUATE = 4


class Category(StrEnum):
    """Whether a line is a member of the team, or one of its reserves."""

    MEMBER = "班子成员"
    RESERVE_HEAD = "正职后备"
    RESERVE_DEPUTY = "副职后备"


class Source(StrEnum):
    """Where somebody came from, as far as the rules tell."""

    RESERVE = "后备干部"
    COUNTY = "县乡选调"
    VILLAGE = "社区（村）招考"
    OTHER = "其他"


@dataclass(frozen=True)
class Member:
    """One line of a roster; what is not known is None."""

    team: str | None = None
    category: Category | None = None
    sex: str | None = None
    birth_date: date | None = None
    is_minority: bool | None = None
    is_nonparty: bool | None = None
    education: Education | None = None
    is_head: bool | None = None
    grassroots_leadership: bool | None = None
    grassroots_years: Fraction | None = None
    source: Source | None = None
    is_trained: bool | None = None
