"""Calendar arithmetic at its corners: short months, leap days, a day too many."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.eligibility.durations import Period, add_months, completed_months, elapsed_months

DAYS = st.dates(date(1950, 1, 1), date(2050, 12, 31))


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2020, 12, 5), 1, date(2021, 1, 5)),
        (date(2020, 1, 5), -1, date(2019, 12, 5)),
    ],
)
def test_the_corresponding_day_or_the_last_of_the_month(start, months, end):
    """Months are added to the calendar, not in days."""
    assert add_months(start, months) == end


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("P3Y", date(2020, 3, 5), date(2023, 3, 5)),
        ("P1Y6M", date(2020, 3, 5), date(2021, 9, 5)),
        ("P10D", date(2020, 2, 25), date(2020, 3, 6)),
    ],
)
def test_periods(text, start, end):
    """A period reads and writes ISO 8601 and ends on the corresponding day."""
    period = Period.parse(text)
    assert (str(period), period.after(start)) == (text, end)


@pytest.mark.parametrize("text", ["", "P", "3Y", "P3", "P1W", 3])
def test_no_period(text):
    """Anything else is refused."""
    with pytest.raises(ValueError, match="no period"):
        Period.parse(text)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(1980, 11, 22), date(2026, 11, 21), 551),
        (date(1980, 11, 22), date(2026, 11, 22), 552),
        (date(1976, 2, 29), date(2026, 2, 27), 599),
        (date(1976, 2, 29), date(2026, 2, 28), 600),
        (date(2026, 3, 1), date(2026, 2, 28), -1),
    ],
)
def test_completed_months(start, end, months):
    """A month is complete on its corresponding day, not before."""
    assert completed_months(start, end) == months


def test_a_day_too_many_shows():
    """Three years are 36 months, and a day more is more."""
    assert elapsed_months(date(2020, 3, 5), date(2023, 3, 5)) == 36
    assert elapsed_months(date(2020, 3, 5), date(2023, 3, 6)) == 36 + Fraction(1, 31)


@given(DAYS, DAYS)
def test_completed_months_invert_addition(start, end):
    """The completed months reach no further than the end, and one more reaches beyond."""
    months = completed_months(start, end)
    assert add_months(start, months) <= end < add_months(start, months + 1)


@pytest.mark.parametrize(("text", "words"), [("P3Y", "3年"), ("P1Y6M", "1年6个月"), ("P10D", "10天")])
def test_lengths_in_words(text, words):
    """A period as people write it."""
    assert Period.parse(text).words == words
