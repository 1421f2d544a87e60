"""The interview: which fact to ask for next, and how many questions may still come."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from knowledge.eligibility.conditions import Amount, FactTest
from knowledge.eligibility.evaluation import Result, evaluate
from knowledge.eligibility.facts import Fact, FactType, Value
from knowledge.eligibility.rulebook import Rulebook
from knowledge.eligibility.rules import EligibilityRule, Verdict

DECIDED = frozenset({Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE})


@dataclass(frozen=True)
class Step:
    """Where an interview stands: the fact to ask for (None when done), and at most how many questions are left."""

    fact: Fact | None
    left: int
    result: Result


def next_step(
    book: Rulebook,
    rule: EligibilityRule,
    known: Mapping[str, Value],
    *,
    today: date,
    declined: Collection[str] = (),
) -> Step:
    """The most decisive fact that can still change the verdict; those answered 不知道 are not asked again."""
    result = evaluate(book, rule, known, today=today)
    asked = [fact_id for fact_id in result.missing if fact_id not in declined]
    if not asked:
        return Step(None, 0, result)
    best = max(asked, key=lambda fact_id: _decisiveness(book, rule, known, fact_id=fact_id, today=today))
    return Step(book.fact(best), len(asked), result)


def _decisiveness(
    book: Rulebook, rule: EligibilityRule, known: Mapping[str, Value], *, fact_id: str, today: date
) -> Fraction:
    """The share of a fact's telling values that settle the case; a tie goes to the fact named first."""
    values = telling_values(rule, book.fact(fact_id))
    settled = 0
    for value in values:
        result = evaluate(book, rule, {**known, fact_id: value}, today=today)
        settled += result.verdict in DECIDED or not result.missing
    return Fraction(settled, max(len(values), 1))


def telling_values(rule: EligibilityRule, fact: Fact) -> tuple[Value, ...]:
    """Values that between them can lead to every outcome: all choices, or both sides of each threshold."""
    if fact.type is FactType.BOOLEAN:
        return (True, False)
    if fact.type is FactType.ENUM:
        return fact.choices
    if fact.type not in {FactType.INTEGER, FactType.NUMBER}:
        return ()
    tests = [part for part in rule.conditions if isinstance(part, FactTest) and part.fact == fact.id]
    fixed = [part.operand for part in tests if not isinstance(part.operand, Amount)]
    around = {value for number in fixed for value in (number - 1, number, number + 1) if value >= 0}
    return tuple(int(value) if fact.type is FactType.INTEGER else value for value in sorted(around))
