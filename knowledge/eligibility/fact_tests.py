"""Running one test on the known facts, with the figures that explain it."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Any

from knowledge.eligibility.conditions import DATE_TESTS, NUMERIC_TESTS, Amount, FactTest, Moment
from knowledge.eligibility.facts import Value
from knowledge.eligibility.truth import Truth

COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "at_least": operator.ge,
    "at_most": operator.le,
    "more_than": operator.gt,
    "less_than": operator.lt,
    "around": operator.ge,
    "before": operator.lt,
    "not_after": operator.le,
    "after": operator.gt,
    "not_before": operator.ge,
    "within": operator.le,
    "is_": operator.eq,
    "in_": lambda value, choices: value in choices,
}


@dataclass(frozen=True)
class Outcome:
    """What a test came to: its truth, the value, what it was held against, and the facts it lacked."""

    truth: Truth
    value: Value | None = None
    target: Value | None = None
    unknown: tuple[str, ...] = ()

    @property
    def gap(self) -> int | None:
        """How many heads are missing to the target, or too many; None without figures or when it is met."""
        if self.truth is Truth.TRUE or not (_is_number(self.value) and _is_number(self.target)):
            return None
        return ceil(abs(Fraction(self.value) - Fraction(self.target)))  # type: ignore[arg-type]


def run_test(condition: FactTest, facts: Mapping[str, Value]) -> Outcome:
    """The outcome of a test; what is not known leaves it open."""
    unknown = tuple(fact for fact in condition.fact_ids if fact not in facts)
    target = _target(condition, facts)
    value = facts.get(condition.fact)
    if unknown or target is None or value is None:
        return Outcome(Truth.UNKNOWN, value, target if condition.test in NUMERIC_TESTS else None, unknown)
    holds = COMPARISONS[condition.test](value, target)
    shown = target if condition.test in (*NUMERIC_TESTS, *DATE_TESTS) else None
    if condition.test == "around" and not holds:
        return Outcome(Truth.UNKNOWN, value, shown)
    return Outcome(Truth.of(holds), value, shown)


def _target(condition: FactTest, facts: Mapping[str, Value]) -> Any:
    """What the fact is held against, worked out from the other fact where it depends on one."""
    operand = condition.operand
    if isinstance(operand, Amount):
        base = facts.get(operand.fact)
        return None if base is None else Fraction(base) * operand.times + operand.plus  # type: ignore[arg-type]
    if isinstance(operand, Moment):
        start = facts.get(operand.fact)
        return operand.plus.after(start) if isinstance(start, date) else None
    return operand


def _is_number(value: object) -> bool:
    return isinstance(value, int | Fraction) and not isinstance(value, bool)
