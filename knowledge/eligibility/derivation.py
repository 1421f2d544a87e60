"""Deriving facts from dates: age from the birth date, years in post from the day of appointment."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from knowledge.eligibility.durations import add_months, elapsed_months, show_date
from knowledge.eligibility.facts import MONTHS_OF_UNIT, TODAY, Fact, FactError, FactType, Value
from knowledge.eligibility.wholes import check_wholes


def complete(definitions: Mapping[str, Fact], given: Mapping[str, Value], today: date) -> dict[str, Value]:
    """The given facts with all that follows from their dates, and today's date.

    A count that was also given as a number gives way to the date. Raises FactError when the two disagree, and when a
    count exceeds one that it is a part of.
    """
    facts: dict[str, Value] = {**given, TODAY: today}
    for fact in definitions.values():
        derived = derive(fact, facts)
        if derived is None:
            continue
        stated = given.get(fact.id)
        if stated is not None and int(stated) != int(derived):  # type: ignore[arg-type]
            message = f"“{fact.label}”填的是{fact.show(stated)}，按日期推算是{fact.show(derived)}，两者不一致"
            raise FactError(fact.id, message)
        facts[fact.id] = derived
    check_wholes(definitions, facts)
    return facts


def derive(fact: Fact, facts: Mapping[str, Value]) -> bool | int | Fraction | None:
    """What follows from the dates, counts in completed units for integers; None without its dates."""
    start, end = facts.get(fact.since or ""), facts.get(end_of(fact, facts))
    if not isinstance(start, date) or not isinstance(end, date):
        return None
    if fact.type is FactType.BOOLEAN:
        return start < end
    if start > end:
        limit = "今天" if end_of(fact, facts) == TODAY else show_date(end)
        raise FactError(fact.since or fact.id, f"{show_date(start)}在{limit}以后，请核对")
    count = elapsed_months(start, end) / MONTHS_OF_UNIT[fact.unit or ""]
    return int(count) if fact.type is FactType.INTEGER else count


def end_of(fact: Fact, facts: Mapping[str, Value]) -> str:
    """The date that a derived count runs to."""
    runs_to_today = fact.until is None or (fact.or_today and fact.until not in facts)
    return TODAY if runs_to_today else str(fact.until)


def day_of_count(fact: Fact, start: date, count: Fraction) -> date:
    """The day on which a derived count reaches a value."""
    return add_months(start, int(count * MONTHS_OF_UNIT[fact.unit or ""]))
