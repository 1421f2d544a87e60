"""Sums of dates and periods: properties that hold for every day, and formulas that can be checked."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.deadlines.arithmetic import Sum, iso, last_day_of_age, period_words, subtract
from knowledge.eligibility.durations import Period

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
PERIODS = st.builds(Period, st.integers(0, 1200), st.integers(0, 400))
FORMULA = re.compile(r"(\d{4}-\d\d-\d\d) \+ (?:(\d+)年)?(?:(\d+)个月)?(?:(\d+)天)? = (\d{4}-\d\d-\d\d)")


def read_formula(text):
    """The sum that a formula states, worked out anew."""
    start, years, months, days, _ = FORMULA.match(text).groups()
    period = Period(int(years or 0) * 12 + int(months or 0), int(days or 0))
    return period.after(date.fromisoformat(start))


@given(DAYS, PERIODS)
def test_the_end_is_never_before_the_start(start, period):
    """A period only leads forward."""
    assert Sum(start, period).end >= start


@given(DAYS, DAYS, PERIODS)
def test_a_later_start_never_ends_earlier(one, other, period):
    """The end grows with the start."""
    first, second = sorted((one, other))
    assert Sum(first, period).end <= Sum(second, period).end


@given(DAYS, PERIODS)
def test_the_formula_reproduces_its_end(start, period):
    """Whoever follows the formula arrives at the day it states."""
    told = Sum(start, period)
    if period == Period():
        assert told.formula == f"以{start}当天为准"
    else:
        assert read_formula(told.formula) == told.end
        # A remark may follow, where a month is too short for the day.
        assert told.formula.partition("（")[0].endswith(told.end.isoformat())


@given(DAYS, st.integers(0, 100))
def test_a_year_is_twelve_months(start, years):
    """P1Y and P12M lead to the same day, with the same words."""
    as_years, as_months = Period.parse(f"P{years}Y"), Period.parse(f"P{years * 12}M")
    assert Sum(start, as_years) == Sum(start, as_months)
    assert iso(as_years) == iso(as_months)


@given(DAYS, PERIODS)
def test_only_a_short_month_is_clamped(start, period):
    """The corresponding day is kept wherever the month has it."""
    months = Period(period.months)
    told = Sum(start, months)
    assert told.is_clamped is (told.end.day < start.day)
    assert not told.is_clamped or (told.end.month != start.month or start.month == 2)


@given(DAYS, PERIODS)
def test_what_lies_before_is_never_after(end, period):
    """Reminders stand before the day or on it."""
    assert subtract(end, period) <= end


@given(DAYS, st.integers(0, 90))
def test_an_age_ends_before_the_next_birthday(birth, years):
    """One is an age from its birthday up to the eve of the next."""
    assert last_day_of_age(birth, years).end > Sum(birth, Period(years * 12)).end


@pytest.mark.parametrize(
    ("period", "words", "text"),
    [
        ("P1Y", "1年", "P1Y"),
        ("P12M", "1年", "P1Y"),
        ("P18M", "1年6个月", "P1Y6M"),
        ("P6M", "6个月", "P6M"),
        ("P1M15D", "1个月15天", "P1M15D"),
        ("P30D", "30天", "P30D"),
        ("P0D", "0天", "P0D"),
    ],
)
def test_periods_in_words(period, words, text):
    """In Chinese and in ISO 8601."""
    assert (period_words(Period.parse(period)), iso(Period.parse(period))) == (words, text)


def test_a_clamped_formula_says_so():
    """The reader sees why the day differs."""
    told = Sum(date(2024, 2, 29), Period(12)).formula
    assert told == "2024-02-29 + 1年 = 2025-02-28（该月没有29日，取月末）"
