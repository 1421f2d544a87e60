"""A leadership team's roster, and the counts that structure checks ask for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from knowledge.eligibility.durations import completed_months
from knowledge.eligibility.facts import Value

BACHELOR = ("本科", "学士", "研究生", "硕士", "博士")
GRADUATE = ("研究生", "硕士", "博士")
PARTY = ("中共党员", "中共预备党员", "党员")
TWO_YEARS = 2
MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Member:
    """One member of a team; what is not known is None."""

    birth_date: date | None = None
    sex: str | None = None
    party: str | None = None
    education: str | None = None
    is_head: bool | None = None
    grassroots_years: float | None = None
    grassroots_leadership: bool | None = None


def count_members(members: Iterable[Member], today: date) -> dict[str, Value]:
    """The counts of a roster as facts; a count that some member leaves open is left out."""
    team = list(members)
    ages = [_age(member, today) for member in team]
    women = [_is(member.sex, ("女",)) for member in team]
    columns: dict[str, list[bool | None]] = {
        "team_under_30": _up_to(ages, 30),
        "team_30_to_35": [None if age is None else 30 <= age <= 35 for age in ages],  # noqa: PLR2004
        "team_under_35": _up_to(ages, 35),
        "team_under_40": _up_to(ages, 40),
        "team_women": women,
        "team_nonparty": [None if m.party is None else m.party not in PARTY for m in team],
        "team_bachelor": [_has(m.education, BACHELOR) for m in team],
        "team_graduate": [_has(m.education, GRADUATE) for m in team],
        "team_grassroots_leaders": [m.grassroots_leadership for m in team],
        "cadres_grassroots_2y": [
            None if m.grassroots_years is None else m.grassroots_years >= TWO_YEARS for m in team
        ],
        "heads": [m.is_head for m in team],
        "deputies": [None if m.is_head is None else not m.is_head for m in team],
        "heads_women": [_both(m.is_head, woman) for m, woman in zip(team, women, strict=True)],
    }
    counts: dict[str, Value] = {"team_size": len(team), "cadres_total": len(team)}
    counts |= {name: sum(map(bool, column)) for name, column in columns.items() if None not in column}
    if team and None not in ages:
        counts["average_age_now"] = Fraction(sum(age for age in ages if age is not None), len(team))
    return counts


def _age(member: Member, today: date) -> int | None:
    """Completed years."""
    return None if member.birth_date is None else completed_months(member.birth_date, today) // MONTHS_A_YEAR


def _up_to(ages: list[int | None], limit: int) -> list[bool | None]:
    return [None if age is None else age <= limit for age in ages]


def _is(value: str | None, values: tuple[str, ...]) -> bool | None:
    return None if value is None else value in values


def _has(value: str | None, words: tuple[str, ...]) -> bool | None:
    return None if value is None else any(word in value for word in words)


def _both(first: bool | None, second: bool | None) -> bool | None:  # noqa: FBT001
    if first is False or second is False:
        return False
    return None if first is None or second is None else True
