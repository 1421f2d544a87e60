"""The columns of a roster, and which of them a fact is counted from."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.rosters import cells, wording
from knowledge.rosters.cells import Bad, Cell, text_of
from knowledge.rosters.members import Category, Source

Read = Callable[[Cell, date], Any | Bad]
BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")
MARKS = re.compile(r"[^\w]|_")
YES_NO = ("是", "否")


@dataclass(frozen=True)
class Column:
    """A column: the field of a member that it fills, what it is called, and how its cells are read.

    One without a reader is there for whoever fills in the roster, and not read. `choices` are offered as a list, and
    `is_closed` says that nothing else is understood.
    """

    key: str
    read: Read | None
    choices: tuple[str, ...] = ()
    is_closed: bool = True

    @property
    def heading(self) -> str:
        """What stands on top of it in the template."""
        return wording.HEADINGS[self.key]

    @property
    def names(self) -> frozenset[str]:
        """Everything that it may be called."""
        return frozenset(map(plain_heading, (self.heading, *wording.ALIASES[self.key])))


COLUMNS: Mapping[str, Column] = {
    column.key: column
    for column in (
        Column("name", None),
        Column("post", None),
        Column("team", cells.read_text),
        Column("category", cells.read_category, tuple(Category)),
        Column("sex", cells.read_sex, ("男", "女")),
        Column("birth_date", cells.read_birth),
        Column("is_minority", cells.read_minority),
        Column(
            "is_nonparty",
            cells.read_nonparty,
            ("中共党员", "中共预备党员", "共青团员", "群众", "无党派人士", *cells.NONPARTY[:8]),
            is_closed=False,
        ),
        Column(
            "education",
            cells.read_education,
            ("研究生", "大学本科", "大专", "中专", "高中及以下"),
            is_closed=False,
        ),
        Column("is_head", cells.read_yes, YES_NO),
        Column("grassroots_leadership", cells.read_yes, YES_NO),
        Column("grassroots_years", cells.read_years),
        Column("source", cells.read_source, tuple(Source)),
        Column("is_trained", cells.read_yes, YES_NO),
    )
}
UNREAD = ("name", "post")
# Reserves may be on another list, and one roster may be one team: these columns may be left out.
OPTIONAL = frozenset({"name", "post", "category"})
# The fields of a member that a fact is counted from.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "team_under_30": ("birth_date",),
    "team_30_to_35": ("birth_date",),
    "team_under_35": ("birth_date",),
    "team_under_40": ("birth_date",),
    "average_age_now": ("birth_date",),
    "team_women": ("sex",),
    "minority_now": ("is_minority",),
    "team_nonparty": ("is_nonparty",),
    "team_bachelor": ("education",),
    "team_graduate": ("education",),
    "team_grassroots_leaders": ("grassroots_leadership",),
    "heads": ("is_head",),
    "deputies": ("is_head",),
    "heads_women": ("is_head", "sex"),
    # What 左右 takes in is for people to say: the ages are shown, and the count is asked for.
    "heads_around_30": ("is_head", "birth_date"),
    "heads_around_35": ("is_head", "birth_date"),
    "teams_total": ("team",),
    "teams_with_under_35": ("team", "birth_date"),
    "teams_with_women": ("team", "sex"),
    "reserve_heads": ("category",),
    "reserve_deputies": ("category",),
    "cadres_grassroots_2y": ("grassroots_years",),
    "recruits_grassroots_2y": ("grassroots_years",),
    "recruits_from_below": ("source",),
    "reserve_grassroots": ("grassroots_years",),
    "promoted_from_reserve": ("source",),
    "staff_trained": ("is_trained",),
}


def columns_for(facts: Iterable[str]) -> tuple[Column, ...]:
    """The columns that a roster needs for these facts, in their order, those that are not read first."""
    wanted = {field for fact in facts for field in FIELDS.get(fact, ())}
    return tuple(column for key, column in COLUMNS.items() if key in wanted or key in UNREAD)


def plain_heading(cell: Cell) -> str:
    """A heading without brackets, marks and spaces."""
    return MARKS.sub("", BRACKETS.sub("", text_of(cell)))


def column_of(cell: Cell) -> Column | None:
    """The column that a heading stands for."""
    name = plain_heading(cell)
    return next((column for column in COLUMNS.values() if name in column.names), None) if name else None
