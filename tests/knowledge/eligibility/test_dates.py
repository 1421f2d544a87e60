"""The first day a verdict gets better, the last day it holds, and the arithmetic."""

from datetime import date

from knowledge.eligibility.dates import Span, Turn, find_span
from knowledge.eligibility.evaluation import evaluate
from tests.knowledge.eligibility.samples import TODAY, is_true, make_book, make_rule


def span(condition, facts, *others, **fields):
    """When the verdict on these facts turns."""
    rule = make_rule(condition, **fields)
    book = make_book(rule, *others)
    return find_span(book, evaluate(book, rule, book.read_facts(rule, facts, TODAY), today=TODAY))


OLD_ENOUGH = {"fact": "age", "at_least": 46, "text": "x"}
YOUNG_ENOUGH = {"fact": "age", "at_most": 45, "text": "x", "hardness": "S", "exception": {"route": "报批"}}


def test_becomes_eligible_on_the_birthday():
    """The day, and how it comes about."""
    turn = Turn(date(2026, 11, 23), "1980年11月23日 + 46年 = 2026年11月23日")
    assert span(OLD_ENOUGH, {"born": "1980-11-23"}) == Span(eligible_from=turn)


def test_stays_eligible_until_the_day_before():
    """Turning 46 ends it."""
    turn = Turn(date(2026, 11, 22), "1980年11月23日 + 46年 = 2026年11月23日")
    assert span(YOUNG_ENOUGH, {"born": "1980-11-23"}) == Span(eligible_until=turn)


def test_a_window():
    """Between two birthdays: from the one until the day before the other."""
    found = span({"all": [OLD_ENOUGH, {"fact": "age", "at_most": 50, "text": "x"}]}, {"born": "1990-01-01"})
    assert found.eligible_from == Turn(date(2036, 1, 1), "1990年1月1日 + 46年 = 2036年1月1日")
    assert found.eligible_until is None


def test_leap_day():
    """Who was born on 29 February turns 52 on the 28th in a common year."""
    found = span({"fact": "age", "at_least": 51, "text": "x"}, {"born": "1976-02-29"})
    assert found.eligible_from == Turn(date(2027, 2, 28), "1976年2月29日 + 51年 = 2027年2月28日")


def test_parts_of_years():
    """Exactly three years are still within three years; the day after is not."""
    found = span({"fact": "years", "at_most": 3, "text": "x"}, {"begun": "2023-11-22"})
    assert found.eligible_until == Turn(date(2026, 11, 22), "2023年11月22日 + 3年 = 2026年11月22日")
    found = span({"fact": "years", "more_than": 3, "text": "x"}, {"begun": "2023-11-22"})
    assert found.eligible_from
    assert found.eligible_from.day == date(2026, 11, 23)


def test_today_against_a_day():
    """A day that passes turns conditions on it, fixed or counted from another."""
    fixed = {"fact": "today", "not_after": date(2026, 12, 31), "text": "x"}
    assert span(fixed, {}).eligible_until == Turn(date(2026, 12, 31), "2026年12月31日")
    counted = {"fact": "today", "before": {"fact": "begun", "plus": "P1Y"}, "text": "x"}
    turn = Turn(date(2027, 1, 4), "2026年1月5日 + 1年 = 2027年1月5日")
    assert span(counted, {"begun": "2026-01-05"}).eligible_until == turn
    other_way = {"fact": "begun", "not_before": "today", "text": "x"}
    assert span(other_way, {"begun": "2027-01-05"}).eligible_until == Turn(date(2027, 1, 5), "2027年1月5日")
    assert span(counted, {}) == Span()


def test_dates_do_not_decide():
    """Nothing turns for counts without dates, for shares, for spans between two dates, and out of scope."""
    assert span(OLD_ENOUGH, {"age": 40}) == Span()
    assert (
        span({"fact": "part", "at_least": {"fact": "whole"}, "text": "x"}, {"part": 1, "whole": 2}) == Span()
    )
    ended = {"begun": "2020-01-01", "ended": "2020-02-01"}
    assert span({"fact": "span", "at_least": 12, "text": "x"}, ended) == Span()
    assert span({"fact": "earlier", "is": False, "text": "x"}, ended) == Span()
    assert span(OLD_ENOUGH, {"born": "1980-11-23", "region": "舟山"}) == Span()
    assert span({"all": [OLD_ENOUGH, is_true("a")]}, {"born": "1980-11-23", "a": None}) == Span()
    assert (
        span({"fact": "age", "at_most": {"fact": "whole"}, "text": "x"}, {"born": "1980-11-23", "whole": 46})
        == Span()
    )


def test_a_day_that_is_not_known():
    """An alternative that waits for an unknown day turns nothing."""
    counted = {"fact": "today", "before": {"fact": "begun", "plus": "P1Y"}, "text": "x"}
    assert span({"any": [is_true("a"), counted]}, {"a": True}) == Span()


def test_a_condition_of_another_rule():
    """The days of a rule that is referred to count, too."""
    other = make_rule(OLD_ENOUGH, "topic.other")
    found = span({"rule": "topic.other"}, {"born": "1980-11-23"}, other)
    assert found.eligible_from
    assert found.eligible_from.day == date(2026, 11, 23)
