"""What structure rules say about counts: each requirement with the figure, its target and the gap in heads."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from fractions import Fraction
from math import ceil, floor
from typing import TypeGuard

from knowledge.eligibility.conditions import Amount, Blank, FactTest, Hardness
from knowledge.eligibility.evaluation import Applicability, Result, Trace, evaluate
from knowledge.eligibility.explanation import STATUSES, Status
from knowledge.eligibility.fact_tests import Outcome
from knowledge.eligibility.facts import Fact, FactType, Value
from knowledge.eligibility.rulebook import Rulebook
from knowledge.eligibility.rules import EligibilityRule
from knowledge.eligibility.truth import Truth
from knowledge.sources import Citation

OVER = frozenset({"at_most", "less_than"})


@dataclass(frozen=True)
class Requirement:
    """One requirement of a rule, held against the counts.

    `target` is the figure to reach, in whole heads where heads are counted; `base` is what a share is taken of and
    `times` the share that is asked for; `gap` is how much is missing or too much. `blank` says what the document
    leaves open, `missing` which facts are not known. `is_vague` marks 左右 and 基本: below it nothing is decided.
    """

    rule: EligibilityRule
    text: str
    status: Status
    hardness: Hardness
    citations: tuple[Citation, ...]
    fact: Fact | None = None
    test: str = ""
    value: Value | None = None
    target: Value | None = None
    base: Fraction | None = None
    times: Fraction | None = None
    gap: Fraction | None = None
    blank: str | None = None
    missing: tuple[Fact, ...] = ()
    is_vague: bool = False
    is_share: bool = False

    @property
    def share(self) -> Fraction | None:
        """The part of the whole, where a part is asked for."""
        return Fraction(self.value) / self.base if self.base and _is_figure(self.value) else None


class Standing(IntEnum):
    """How a requirement stands, what needs attention first."""

    SHORT = 1
    OPEN = 2
    REACHED = 3
    BLANK = 4
    MISSING = 5
    ELSEWHERE = 6


def standing_of(requirement: Requirement) -> Standing:
    """Missed, with a gap that decides nothing, reached, left open by the document, not known, or for other teams."""
    if requirement.status is Status.NOT_APPLICABLE:
        return Standing.ELSEWHERE
    if requirement.blank is not None:
        return Standing.BLANK
    if requirement.missing:
        return Standing.MISSING
    if requirement.hardness is Hardness.PROPOSAL or requirement.status is Status.UNKNOWN:
        return Standing.OPEN
    return Standing.REACHED if requirement.status is Status.MET else Standing.SHORT


@dataclass(frozen=True)
class Finding:
    """A rule with the result on the counts and its requirements."""

    result: Result
    requirements: tuple[Requirement, ...]

    @property
    def rule(self) -> EligibilityRule:
        """The rule."""
        return self.result.rule

    @property
    def applies(self) -> bool:
        """Whether the rule is for this team at all."""
        return self.result.applicability is Applicability.APPLIES


def find_all(
    book: Rulebook, rules: Iterable[EligibilityRule], facts: Mapping[str, Value], today: date
) -> tuple[Finding, ...]:
    """The findings of rules on the same counts."""
    return tuple(find(book, evaluate(book, rule, facts, today=today)) for rule in rules)


def find(book: Rulebook, result: Result) -> Finding:
    """The finding of one result."""
    live = result.applicability is Applicability.APPLIES
    found = (_requirement(book, leaf, result.facts, live=live) for leaf in _leaves(result.trace))
    return Finding(result, tuple(found))


def _leaves(trace: Trace) -> Iterator[Trace]:
    if not trace.parts:
        yield trace
    for part in trace.parts:
        yield from _leaves(part)


def _requirement(book: Rulebook, trace: Trace, facts: Mapping[str, Value], *, live: bool) -> Requirement:
    condition = trace.condition
    status = STATUSES[trace.actual] if live else Status.NOT_APPLICABLE
    citations = condition.cite or trace.rule.cite
    if isinstance(condition, Blank):
        fact = book.fact(condition.fact) if condition.fact else None
        return Requirement(
            trace.rule,
            str(condition.text),
            status,
            Hardness.BLANK,
            citations,
            fact,
            value=facts.get(condition.fact or ""),
            blank=condition.blank,
        )
    if not isinstance(condition, FactTest) or trace.outcome is None:
        raise TypeError(f"{trace.rule.id}: a structure rule tests counts")
    return _held_against(book, trace, condition, trace.outcome, status)


def _held_against(
    book: Rulebook, trace: Trace, condition: FactTest, outcome: Outcome, status: Status
) -> Requirement:
    """A test with its figures; a share is asked for where the count is a part of the other one."""
    fact, test, operand = book.fact(condition.fact), condition.test, condition.operand
    whole = operand.fact if isinstance(operand, Amount) else ""
    is_share = whole in fact.at_most
    times = operand.times if isinstance(operand, Amount) and is_share else None
    return Requirement(
        trace.rule,
        condition.text,
        status,
        condition.hardness,
        condition.cite or trace.rule.cite,
        fact,
        test,
        outcome.value,
        _whole(fact, test, outcome.target),
        base=Fraction(outcome.target) / times if times and _is_figure(outcome.target) else None,
        times=times,
        gap=None if trace.actual is Truth.TRUE else _gap(test, outcome.value, outcome.target),
        missing=tuple(book.fact(name) for name in outcome.unknown),
        is_vague=test == "around",
        is_share=is_share,
    )


def _whole(fact: Fact, test: str, target: Value | None) -> Value | None:
    """The target in whole heads, where heads are counted."""
    if fact.type is FactType.INTEGER and isinstance(target, Fraction):
        return floor(target) if test in OVER or test == "more_than" else ceil(target)
    return target


def _gap(test: str, value: Value | None, target: Value | None) -> Fraction | None:
    """How many are missing, or too many; of an average, by how much it is too high."""
    if not (_is_figure(value) and _is_figure(target)):
        return None
    difference = Fraction(target) - Fraction(value)
    if test == "less_than":
        return -difference
    if test == "more_than":
        return Fraction(floor(difference) + 1)
    return Fraction(ceil(abs(difference)))


def _is_figure(value: Value | None) -> TypeGuard[int | Fraction]:
    return isinstance(value, int | Fraction) and not isinstance(value, bool)
