"""The due date of a rule for given dates: the day, the formula, further days that matter, and remarks."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from knowledge.deadlines import wording
from knowledge.deadlines.arithmetic import Sum, last_day_of_age, period_words
from knowledge.deadlines.calendar import ONE_DAY, WorkingDayCalendar
from knowledge.deadlines.rules import (
    Counting,
    DateKind,
    DeadlineRule,
    Historic,
    Roll,
    SecondCount,
    Trigger,
)
from knowledge.eligibility.durations import MONTHS_A_YEAR
from knowledge.errors import KnowledgeError

FIRST_YEAR, LAST_YEAR = 1900, 2199


class DeadlineError(KnowledgeError):
    """A date is missing, not wanted, or can't be; the message is one line for the user."""


@dataclass(frozen=True)
class Given:
    """The dates a person gave: the trigger, a second start where the rule has one, a due date of their own."""

    trigger: date | None = None
    also: date | None = None
    entered: date | None = None


@dataclass(frozen=True)
class MarkedDay:
    """A further day of a deadline, such as the earliest end of a range."""

    label: str
    on: date
    formula: str = ""


@dataclass(frozen=True)
class Due:
    """The due date, None where none can be computed; how it came about; and what else to know."""

    on: date | None
    formula: str | None
    marks: tuple[MarkedDay, ...] = ()
    notes: tuple[str, ...] = ()


def find_due(rule: DeadlineRule, given: Given, *, today: date, calendar: WorkingDayCalendar) -> Due:
    """The due date of a rule.

    Raises DeadlineError when a date is missing, not wanted, or can't be.
    """
    _check(rule, given, today)
    if rule.historic:
        return _historic(rule.historic)
    if rule.period and given.trigger:
        return _rolled(rule, _computed(rule, Sum(given.trigger, rule.period), given.also), calendar)
    if given.entered:
        return _rolled(rule, Due(given.entered, wording.ENTERED.format(day=given.entered)), calendar)
    return Due(None, None)


def _check(rule: DeadlineRule, given: Given, today: date) -> None:
    for day in (given.trigger, given.also, given.entered):
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise DeadlineError(wording.OUT_OF_RANGE)
    if given.also and not rule.also:
        raise DeadlineError(wording.NEED_ALSO.format(title=rule.title))
    if given.entered and not rule.blank:
        raise DeadlineError(wording.NOT_BLANK.format(title=rule.title))
    if rule.trigger:
        _check_trigger(rule, rule.trigger, given.trigger, today)


def _check_trigger(rule: DeadlineRule, trigger: Trigger, day: date | None, today: date) -> None:
    if rule.period and day is None:
        raise DeadlineError(wording.NEED_TRIGGER.format(words=trigger.words))
    if day and day > today and trigger.kind is DateKind.BIRTH:
        raise DeadlineError(wording.FUTURE_BIRTH.format(day=day))


def _historic(historic: Historic) -> Due:
    formula = wording.HISTORIC.format(words=historic.words)
    marks = (MarkedDay(wording.STARTS, historic.starts),) if historic.starts else ()
    if historic.derived:
        formula = wording.HISTORIC_DERIVED.format(formula=formula, derived=historic.derived)
    return Due(historic.ends, formula, marks)


def _computed(rule: DeadlineRule, count: Sum, also: date | None) -> Due:
    """The corresponding day with its marks, before any look at working days."""
    formula = count.formula
    if rule.shortest:
        formula = wording.JOINED.join((Sum(count.start, rule.shortest).formula, formula))
    due = Due(count.end, formula, tuple(_marks(rule, count)))
    return _with_second(rule.also, count, due, also) if rule.also else due


def _marks(rule: DeadlineRule, count: Sum) -> Iterator[MarkedDay]:
    if rule.shortest:
        shortest = Sum(count.start, rule.shortest)
        yield MarkedDay(wording.SHORTEST, shortest.end, shortest.formula)
        yield MarkedDay(wording.LONGEST, count.end, count.formula)
    if rule.counting is Counting.AGE_LIMIT:
        end = last_day_of_age(count.start, count.period.months // MONTHS_A_YEAR)
        eve = end.end - ONE_DAY
        yield MarkedDay(wording.THROUGH, eve, wording.EVE.format(formula=end.formula, day=eve))


def _with_second(second: SecondCount, count: Sum, due: Due, start: date | None) -> Due:
    """The later of two counts; a remark when the start of the second one is not known."""
    if start is None:
        note = wording.ALSO_MISSING.format(second=second.trigger.words, period=period_words(second.period))
        return replace(due, notes=(*due.notes, note))
    other = Sum(start, second.period)
    later = max(count.end, other.end)
    told = (count.formula, other.formula, wording.LATER.format(day=later))
    return replace(due, on=later, formula=wording.JOINED.join(told))


def _rolled(rule: DeadlineRule, due: Due, calendar: WorkingDayCalendar) -> Due:
    """The due date moved as the rule says, or a remark when it is no working day or nobody knows."""
    day = due.on
    if day is None or calendar.is_working_day(day):
        return due
    step = ONE_DAY if rule.roll is Roll.NEXT else -ONE_DAY
    nearest = calendar.nearest(day, step)
    if nearest is None:
        return replace(due, notes=(*due.notes, _not_covered(day, calendar)))
    if rule.roll is Roll.KEEP:
        return replace(due, notes=(*due.notes, wording.NOT_WORKED.format(due=day, day=nearest)))
    moved = wording.ROLLED.format(due=day, day=nearest)
    return replace(due, on=nearest, formula=f"{due.formula}{wording.JOINED}{moved}")


def _not_covered(day: date, calendar: WorkingDayCalendar) -> str:
    covered = wording.COVERED.format(years=calendar.covered) if calendar.years else ""
    return wording.NOT_COVERED.format(year=day.year, covered=covered)
