"""From which day a verdict holds, and until which day: found by evaluating the rule on the days it can turn."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from knowledge.eligibility.conditions import NUMERIC_TESTS, Amount, FactTest, Moment
from knowledge.eligibility.derivation import complete, day_of_count, end_of
from knowledge.eligibility.durations import Period, show_date, show_months
from knowledge.eligibility.evaluation import Applicability, Result, Trace, evaluate
from knowledge.eligibility.fact_tests import run_test
from knowledge.eligibility.facts import MONTHS_OF_UNIT, TODAY, Fact, FactType, Value
from knowledge.eligibility.rulebook import Rulebook
from knowledge.eligibility.rules import Verdict
from knowledge.eligibility.truth import Truth

RANK = {Verdict.NOT_ELIGIBLE: 0, Verdict.CONDITIONAL: 1, Verdict.ELIGIBLE: 2}
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Turn:
    """A day on which something in the rule turns, and the arithmetic that gives it."""

    day: date
    formula: str


@dataclass(frozen=True)
class Span:
    """The first day a better verdict holds, or the last day the present one does; with the arithmetic."""

    eligible_from: Turn | None = None
    eligible_until: Turn | None = None


def find_span(book: Rulebook, result: Result) -> Span:
    """When the verdict gets better, and how long the present one holds, as far as dates alone decide."""
    if result.applicability is not Applicability.APPLIES or result.verdict not in RANK:
        return Span()
    now = RANK[result.verdict]
    better: Turn | None = None
    for turn in sorted(set(_turns(book, result)), key=lambda turn: turn.day):
        rank = _rank_on(book, result, turn.day)
        if rank > now and better is None:
            better = turn
        if now and rank < now:
            return Span(better, Turn(turn.day - ONE_DAY, turn.formula))
    return Span(better)


def find_condition_span(book: Rulebook, result: Result, trace: Trace) -> Span:
    """From which day one condition is met, or until which it stays so, as far as dates alone decide."""
    condition = trace.condition
    if not isinstance(condition, FactTest) or trace.actual is Truth.UNKNOWN:
        return Span()
    accepted, given = book.accepted(result.rule), _given(book, result)
    turns = {turn for turn in _turns_of(book, condition, result) if turn.day > result.today}
    for turn in sorted(turns, key=lambda turn: turn.day):
        truth = run_test(condition, complete(accepted, given, turn.day)).truth
        if truth is not trace.actual:
            met = truth is Truth.TRUE
            return Span(turn) if met else Span(None, Turn(turn.day - ONE_DAY, turn.formula))
    return Span()


def _rank_on(book: Rulebook, result: Result, day: date) -> int:
    return RANK.get(evaluate(book, result.rule, _given(book, result), today=day).verdict, 0)


def _given(book: Rulebook, result: Result) -> dict[str, Value]:
    """The facts without what follows from dates, and so is different on another day."""
    derived = _derived(book, result)
    return {name: value for name, value in result.facts.items() if name not in derived}


def _derived(book: Rulebook, result: Result) -> set[str]:
    """The names of what follows from dates."""
    accepted = book.accepted(result.rule).values()
    return {TODAY} | {fact.id for fact in accepted if fact.since in result.facts and fact.since}


def _turns(book: Rulebook, result: Result) -> Iterator[Turn]:
    """The days after today on which a test of the rule can turn."""
    for rule in (result.rule, *book.references(result.rule)):
        for condition in rule.conditions:
            if isinstance(condition, FactTest):
                yield from (turn for turn in _turns_of(book, condition, result) if turn.day > result.today)


def _turns_of(book: Rulebook, condition: FactTest, result: Result) -> Iterator[Turn]:
    if TODAY in {condition.fact, getattr(condition.operand, "fact", None)}:
        yield from _turns_of_date(condition, result)
        return
    fact = book.fact(condition.fact)
    start = result.facts.get(fact.since or "")
    if not isinstance(start, date) or end_of(fact, result.facts) != TODAY:
        return
    if condition.test not in NUMERIC_TESTS or isinstance(condition.operand, Amount):
        return
    count = Fraction(condition.operand)
    yield _turn(fact, start, count, ONE_DAY * 0)
    if fact.type is FactType.INTEGER:
        yield _turn(fact, start, count + 1, ONE_DAY * 0)
    else:
        yield _turn(fact, start, count, ONE_DAY)


def _turn(fact: Fact, start: date, count: Fraction, extra: timedelta) -> Turn:
    day = day_of_count(fact, start, count)
    shown = f"{count}年" if fact.unit == "岁" else show_months(int(count * MONTHS_OF_UNIT[fact.unit or ""]))
    return Turn(day + extra, f"{show_date(start)} + {shown} = {show_date(day)}")


def _turns_of_date(condition: FactTest, result: Result) -> Iterator[Turn]:
    """The day that today is held against, and the day after it."""
    operand = condition.operand
    if isinstance(operand, date):
        day, formula = operand, show_date(operand)
    else:
        name = operand.fact if condition.fact == TODAY else condition.fact
        start = result.facts.get(name)
        if not isinstance(operand, Moment) or not isinstance(start, date):
            return
        day = operand.plus.after(start)
        words = f"{show_date(start)} + {operand.plus.words} = " if operand.plus != Period() else ""
        formula = f"{words}{show_date(day)}"
    yield Turn(day, formula)
    yield Turn(day + ONE_DAY, formula)
