"""Kinds of teams: which structure rules hold for each, and whom its roster lists."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated

from pydantic import Field

from knowledge.eligibility.fact_tests import run_test
from knowledge.eligibility.facts import Fact, FactError, Value, parse_value
from knowledge.eligibility.rulebook import Rulebook
from knowledge.eligibility.rules import EligibilityRule, RuleKind
from knowledge.eligibility.truth import Truth
from knowledge.places import Problem
from knowledge.rosters.columns import Column, columns_for
from knowledge.rosters.counting import Group
from knowledge.sources import Content


class Team(Content):
    """A kind of team as a document names it.

    `group` says whom a roster lists, `given` what the kind itself says, `help` what to bear in mind.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=24)]
    label: str
    document: str
    group: Group
    rules: Annotated[tuple[str, ...], Field(min_length=1)]
    given: Mapping[str, bool | str] = Field(default_factory=dict)
    help: str | None = None


def rules_of(book: Rulebook, team: Team) -> tuple[EligibilityRule, ...]:
    """The rules that hold for a kind of team."""
    return tuple(book.rules[name] for name in team.rules if name in book.rules)


def facts_of(book: Rulebook, team: Team) -> tuple[Fact, ...]:
    """The facts to count or to ask: what decides whether a rule holds first, and a whole before its parts."""
    names: dict[str, None] = {}
    for rule in rules_of(book, team):
        names |= dict.fromkeys(name for premise in rule.premises for name in premise.fact_ids)
        names |= dict.fromkeys(fact.id for fact in book.facts_of(rule))
    found: dict[str, None] = {}
    for name in names:
        found |= dict.fromkeys(whole for whole in book.fact(name).at_most if whole in names)
        found[name] = None
    return tuple(book.fact(name) for name in found if name not in team.given)


def open_facts(book: Rulebook, team: Team, known: Mapping[str, Value]) -> tuple[Fact, ...]:
    """The facts that are not known yet and belong to a rule which is not known not to hold."""
    needed: set[str] = set()
    for rule in rules_of(book, team):
        if not any(run_test(premise, known).truth is Truth.FALSE for premise in rule.premises):
            needed |= {fact.id for fact in book.facts_of(rule)}
    return tuple(fact for fact in facts_of(book, team) if fact.id in needed and fact.id not in known)


def columns_of(book: Rulebook, team: Team) -> tuple[Column, ...]:
    """The columns that a roster of this kind needs; none where nobody is listed."""
    return () if team.group is Group.NOBODY else columns_for(fact.id for fact in facts_of(book, team))


def find_broken_teams(book: Rulebook, teams: Iterable[Team]) -> Iterator[Problem]:
    """Kinds of teams that can't be checked: id, part and reason of each problem."""
    for team in teams:
        if team.document not in book.documents:
            yield team.id, "document", f"unknown document {team.document}"
        for name in team.rules:
            rule = book.rules.get(name)
            if rule is None or rule.kind is not RuleKind.STRUCTURE:
                yield team.id, "rules", f"no structure rule {name}"
            elif rule.document != team.document:
                yield team.id, "rules", f"{name} is of {rule.document}"
        yield from ((team.id, "given", reason) for reason in _misfits(book, team))


def _misfits(book: Rulebook, team: Team) -> Iterator[str]:
    """Given values that their facts don't take."""
    for name, value in team.given.items():
        if name not in book.facts:
            yield f"unknown fact {name}"
            continue
        try:
            parse_value(book.facts[name], value, date.min)
        except FactError as error:
            yield str(error)
