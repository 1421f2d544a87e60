"""Counting a roster: the facts that structure rules ask for, as far as the lines tell them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction

from knowledge.eligibility.durations import completed_months
from knowledge.eligibility.facts import Fact, Value
from knowledge.eligibility.wholes import exceeds
from knowledge.rosters.cells import MONTHS_A_YEAR
from knowledge.rosters.members import Category, Education, Member, Source

TWO_YEARS = 2
Column = list[bool | None]


class Group(StrEnum):
    """Whom the lines of a roster list."""

    MEMBERS = "members"
    CADRES = "cadres"
    RECRUITS = "recruits"
    RESERVES = "reserves"
    PROMOTED = "promoted"
    STAFF = "staff"
    NOBODY = "nobody"


def count_roster(roster: Iterable[Member], group: Group, today: date) -> dict[str, Value]:
    """The counts of a roster as facts; a count that some line leaves open is left out."""
    lines = list(roster)
    return _COUNTS[group](lines, today) if lines else {}


def find_contradiction(
    facts: Mapping[str, Fact], counts: Mapping[str, Value], fact: str, value: Value
) -> str | None:
    """The count that a value doesn't go with: a whole that is smaller, or a part of it that is larger."""
    smaller = [whole for whole in facts[fact].at_most if exceeds(value, counts.get(whole))]
    parts = [other.id for other in facts.values() if fact in other.at_most]
    larger = [part for part in parts if exceeds(counts.get(part), value)]
    return next(iter((*smaller, *larger)), None)


def ages_of_heads(roster: Iterable[Member], today: date) -> tuple[int, ...]:
    """How old the heads are that the roster names as such, the youngest first."""
    ages = [_age(member, today) for member in roster if member.is_head]
    return tuple(sorted(age for age in ages if age is not None))


def _count_members(lines: Sequence[Member], today: date) -> dict[str, Value]:
    """The counts of one team or several; reserves are counted by themselves."""
    team = [line for line in lines if line.category in {None, Category.MEMBER}]
    ages = [_age(member, today) for member in team]
    women = [None if member.sex is None else member.sex == "女" for member in team]
    columns: dict[str, Column] = {
        "team_under_30": _between(ages, 0, 30),
        "team_30_to_35": _between(ages, 30, 35),
        "team_under_35": _between(ages, 0, 35),
        "team_under_40": _between(ages, 0, 40),
        "team_women": women,
        "minority_now": [member.is_minority for member in team],
        "team_nonparty": [member.is_nonparty for member in team],
        "team_bachelor": [_has(member, Education.BACHELOR) for member in team],
        "team_graduate": [_has(member, Education.GRADUATE) for member in team],
        "team_grassroots_leaders": [member.grassroots_leadership for member in team],
        "heads": [member.is_head for member in team],
        "deputies": [None if member.is_head is None else not member.is_head for member in team],
        "heads_women": [_both(member.is_head, woman) for member, woman in zip(team, women, strict=True)],
    }
    counts: dict[str, Value] = {"team_size": len(team), **_sums(columns)}
    if team and None not in ages:
        counts["average_age_now"] = Fraction(sum(age for age in ages if age is not None), len(team))
    return counts | _count_teams(team, women, _between(ages, 0, 35)) | _count_reserves(lines)


def _count_teams(team: Sequence[Member], women: Column, young: Column) -> dict[str, Value]:
    """How many teams there are, and how many have a woman or somebody under 35; only where each line names its team."""
    names = {member.team for member in team}
    if not names or None in names:
        return {}
    counts: dict[str, Value] = {"teams_total": len(names)}
    for fact, column in (("teams_with_women", women), ("teams_with_under_35", young)):
        has = [
            _any(flag for member, flag in zip(team, column, strict=True) if member.team == name)
            for name in names
        ]
        counts |= _sums({fact: has})
    return counts


def _count_reserves(lines: Sequence[Member]) -> dict[str, Value]:
    """The reserves, where the roster lists any: otherwise they are on another list."""
    kinds = [line.category for line in lines]
    if not {Category.RESERVE_HEAD, Category.RESERVE_DEPUTY} & set(kinds):
        return {}
    return {
        "reserve_heads": kinds.count(Category.RESERVE_HEAD),
        "reserve_deputies": kinds.count(Category.RESERVE_DEPUTY),
    }


def _count_listed(
    total: str, tests: Mapping[str, Callable[[Member], bool | None]]
) -> Callable[[Sequence[Member], date], dict[str, Value]]:
    """Counting a list of people who are all of one kind."""

    def count(lines: Sequence[Member], _: date) -> dict[str, Value]:
        columns = {fact: [test(line) for line in lines] for fact, test in tests.items()}
        return {total: len(lines), **_sums(columns)}

    return count


def _has_two_years(member: Member) -> bool | None:
    return None if member.grassroots_years is None else member.grassroots_years >= TWO_YEARS


def _has_any_years(member: Member) -> bool | None:
    return None if member.grassroots_years is None else member.grassroots_years > 0


def _comes_from(*sources: Source) -> Callable[[Member], bool | None]:
    return lambda member: None if member.source is None else member.source in sources


_COUNTS: Mapping[Group, Callable[[Sequence[Member], date], dict[str, Value]]] = {
    Group.MEMBERS: _count_members,
    Group.CADRES: _count_listed("cadres_total", {"cadres_grassroots_2y": _has_two_years}),
    Group.RECRUITS: _count_listed(
        "recruits_total",
        {
            "recruits_grassroots_2y": _has_two_years,
            "recruits_from_below": _comes_from(Source.COUNTY, Source.VILLAGE),
        },
    ),
    Group.RESERVES: _count_listed("reserve_total", {"reserve_grassroots": _has_any_years}),
    Group.PROMOTED: _count_listed("promoted_total", {"promoted_from_reserve": _comes_from(Source.RESERVE)}),
    Group.STAFF: _count_listed("staff_total", {"staff_trained": lambda member: member.is_trained}),
    Group.NOBODY: lambda _lines, _today: {},
}


def _sums(columns: Mapping[str, Column]) -> dict[str, Value]:
    return {name: sum(map(bool, column)) for name, column in columns.items() if None not in column}


def _age(member: Member, today: date) -> int | None:
    """Completed years."""
    return None if member.birth_date is None else completed_months(member.birth_date, today) // MONTHS_A_YEAR


def _between(ages: Sequence[int | None], low: int, high: int) -> Column:
    return [None if age is None else low <= age <= high for age in ages]


def _has(member: Member, level: Education) -> bool | None:
    return None if member.education is None else member.education >= level


def _both(first: bool | None, second: bool | None) -> bool | None:  # noqa: FBT001
    if first is False or second is False:
        return False
    return None if first is None or second is None else True


def _any(flags: Iterable[bool | None]) -> bool | None:
    """Whether one of them is: yes as soon as one is, no when none is, open otherwise."""
    found = list(flags)
    return True if True in found else None if None in found else False
