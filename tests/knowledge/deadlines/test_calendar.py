"""Working days: the package's years, the operator's tables, and what lies beyond both."""

import sys
from datetime import date, timedelta

import chinese_calendar
import pytest
from pydantic import ValidationError

from knowledge.deadlines.calendar import CalendarYear, DayRange, _packaged, build_calendar
from tests.knowledge.deadlines.samples import CALENDAR, NOWHERE

NEXT_YEAR = {
    "year": 2027,
    "holidays": ["2027-01-01", date(2027, 2, 5), "2027-10-01/2027-10-07"],
    "workdays": [date(2027, 9, 26)],
    "source": "某通知",
}


def table(**fields):
    """An operator's table of a year."""
    return CalendarYear.model_validate(NEXT_YEAR | fields)


def test_the_package_agrees_on_every_day():
    """Over all its years, day by day."""
    day, last = date(2004, 1, 1), date(2026, 12, 31)
    while day <= last:
        assert CALENDAR.is_working_day(day) is chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


def test_an_operator_adds_a_year():
    """Its holidays and make-up days count, and the years are told in one span."""
    calendar = build_calendar([table()])
    expected = {
        (2027, 10, 3): False,
        (2027, 2, 5): False,
        (2027, 9, 26): True,
        (2027, 9, 25): False,
        (2027, 3, 1): True,
    }
    assert {day: calendar.is_working_day(date(*day)) for day in expected} == expected
    assert calendar.covered == "2004—2027年"


def test_an_operator_corrects_a_year():
    """A year that the operator states replaces the package's whole year."""
    own = table(year=2026, holidays=["2026-01-01"], workdays=[])
    calendar = build_calendar([own])
    assert calendar.is_working_day(date(2026, 10, 2)) is True
    assert calendar.is_working_day(date(2026, 10, 10)) is False
    assert calendar.is_working_day(date(2025, 10, 1)) is False


def test_years_in_words():
    """Spans and single years; no years, no words."""
    far = table(year=2030, holidays=["2030-01-01"], workdays=[])
    assert build_calendar([far]).covered == "2004—2026年、2030年"
    assert NOWHERE.covered == ""


def test_without_the_package(monkeypatch):
    """Only the operator's years are known."""
    monkeypatch.setitem(sys.modules, "chinese_calendar", None)
    _packaged.cache_clear()
    try:
        calendar = build_calendar([table()])
    finally:
        _packaged.cache_clear()
    assert calendar.years == {2027}
    assert calendar.is_working_day(date(2026, 3, 2)) is None


@pytest.mark.parametrize(
    ("after", "until", "count"),
    [
        (date(2026, 9, 30), date(2026, 10, 8), 1),
        (date(2026, 11, 22), date(2026, 11, 27), 5),
        (date(2026, 11, 22), date(2026, 11, 22), 0),
        (date(2026, 11, 27), date(2026, 11, 22), 0),
        (date(2026, 12, 30), date(2027, 1, 4), None),
    ],
)
def test_counting_working_days(after, until, count):
    """Days after one and up to another; unknown when a year between is."""
    assert CALENDAR.count(after, until) == count


@pytest.mark.parametrize(
    "fields",
    [
        {"holidays": ["2028-01-01"]},
        {"workdays": [date(2028, 1, 1)]},
        {"workdays": [date(2027, 9, 27)]},
        {"workdays": [date(2027, 10, 2)]},
        {"holidays": ["2027-10-07/2027-10-01", "2027-01-01"], "workdays": []},
        {"holidays": []},
        {"holidays": ["tomorrow"]},
        {"source": ""},
    ],
)
def test_a_wrong_table_is_refused(fields):
    """Days of another year, weekdays as make-up days, reversed ranges, no source."""
    with pytest.raises(ValidationError):
        table(**fields)


def test_a_range_may_be_spelled_out():
    """Both ends by name."""
    assert list(DayRange(first=date(2027, 1, 1), last=date(2027, 1, 2)).days) == [
        date(2027, 1, 1),
        date(2027, 1, 2),
    ]
