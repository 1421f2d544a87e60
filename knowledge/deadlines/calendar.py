"""Working days: weekends, public holidays and make-up working days, for the years whose schedule is known."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from knowledge.sources import Content

ONE_DAY = timedelta(days=1)
FRIDAY = 4


class DayRange(Content):
    """One day or several in a row; written 2027-10-01 or 2027-10-01/2027-10-07 in YAML."""

    first: date
    last: date

    @model_validator(mode="before")
    @classmethod
    def parse(cls, value: Any) -> Any:
        """Read the one-line form."""
        if isinstance(value, dict):
            return value
        first, _, last = str(value).partition("/")
        return {"first": first.strip(), "last": (last or first).strip()}

    @property
    def days(self) -> Iterator[date]:
        """Every day of the range."""
        return (self.first + ONE_DAY * number for number in range((self.last - self.first).days + 1))


class CalendarYear(Content):
    """An operator's table of one year: days off beside weekends, weekend days that are worked, and its source."""

    year: Annotated[int, Field(ge=1950, le=2199)]
    holidays: Annotated[tuple[DayRange, ...], Field(min_length=1)]
    workdays: tuple[date, ...] = ()
    source: Annotated[str, Field(min_length=2)]

    @property
    def days_off(self) -> frozenset[date]:
        """Every day of the holidays."""
        return frozenset(day for part in self.holidays for day in part.days)

    @model_validator(mode="after")
    def days_fit(self) -> Self:
        """All days lie in the year; what is worked is a weekend day and no holiday."""
        if any(day.year != self.year for day in self.days_off | set(self.workdays)):
            raise ValueError(f"a day outside {self.year}")
        if any(part.last < part.first for part in self.holidays):
            raise ValueError("a holiday ends before it begins")
        if any(day.weekday() <= FRIDAY or day in self.days_off for day in self.workdays):
            raise ValueError("make-up working days are weekend days and no holidays")
        return self


@dataclass(frozen=True)
class WorkingDayCalendar:
    """Which days are worked in the years it covers; for other years it says so instead of guessing."""

    years: frozenset[int] = frozenset()
    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool | None:
        """Whether the day is worked; None when its year is not covered."""
        if day.year not in self.years:
            return None
        return day in self.workdays or (day.weekday() <= FRIDAY and day not in self.holidays)

    def nearest(self, day: date, step: timedelta) -> date | None:
        """The day itself or the first working day in the step's direction; None beyond the covered years."""
        while (worked := self.is_working_day(day)) is False:
            day += step
        return day if worked else None

    def count(self, after: date, until: date) -> int | None:
        """Working days after one day up to and with another; None when a year between is not covered."""
        if not set(range(after.year, until.year + 1)) <= self.years:
            return None
        days = (after + ONE_DAY * number for number in range(1, (until - after).days + 1))
        return sum(bool(self.is_working_day(day)) for day in days)

    @property
    def covered(self) -> str:
        """The covered years in words, such as 2004—2026年."""
        runs = [
            [year for _, year in run]
            for _, run in groupby(enumerate(sorted(self.years)), lambda p: p[1] - p[0])
        ]
        return "、".join(f"{run[0]}年" if len(run) == 1 else f"{run[0]}—{run[-1]}年" for run in runs)


def build_calendar(tables: Iterable[CalendarYear] = ()) -> WorkingDayCalendar:
    """The calendar package's years, with the operator's tables in place of its own and beyond them."""
    own = tuple(tables)
    stated = {table.year for table in own}
    packaged = _packaged()
    return WorkingDayCalendar(
        years=packaged.years | stated,
        holidays=frozenset().union(_other(packaged.holidays, stated), *(table.days_off for table in own)),
        workdays=frozenset().union(_other(packaged.workdays, stated), *(table.workdays for table in own)),
    )


def _other(days: frozenset[date], years: set[int]) -> frozenset[date]:
    return frozenset(day for day in days if day.year not in years)


@cache
def _packaged() -> WorkingDayCalendar:
    """What the calendar package knows; nothing when it is not installed."""
    try:
        from chinese_calendar import constants
    except ImportError:
        return WorkingDayCalendar()
    holidays, workdays = frozenset(constants.holidays), frozenset(constants.workdays)
    return WorkingDayCalendar(frozenset(day.year for day in holidays), holidays, workdays)
