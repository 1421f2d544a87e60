"""Date arithmetic of deadlines, with each calculation as a formula that a reader can check.

The calendar itself is that of eligibility: a period ends on the corresponding day, or on the last of a month that
is too short. P1Y and P12M are the same length.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.deadlines import wording
from knowledge.eligibility.durations import MONTHS_A_YEAR, Period, add_months


@dataclass(frozen=True)
class Sum:
    """A start and a period added up."""

    start: date
    period: Period

    @property
    def end(self) -> date:
        """The corresponding day, or the last of a month that is too short."""
        return self.period.after(self.start)

    @property
    def is_clamped(self) -> bool:
        """Whether the month was too short for the start's day."""
        return add_months(self.start, self.period.months).day != self.start.day

    @property
    def formula(self) -> str:
        """Such as 2026-03-01 + 1年 = 2027-03-01."""
        if self.period == Period():
            return wording.SAME_DAY.format(day=self.start)
        told = f"{self.start} + {period_words(self.period)} = {self.end}"
        return told + wording.CLAMPED.format(day=self.start.day) if self.is_clamped else told


def subtract(end: date, period: Period) -> date:
    """The day that lies a period before `end`; the last of a month that is too short."""
    return add_months(end, -period.months) - timedelta(days=period.days)


def last_day_of_age(birth: date, years: int) -> Sum:
    """The count whose eve is the last day of an age: one is 45 until the eve of the 46th birthday."""
    return Sum(birth, Period(months=(years + 1) * MONTHS_A_YEAR))


def period_words(period: Period) -> str:
    """A period in Chinese, such as 1年6个月; no length at all is 0天."""
    years, months = divmod(period.months, MONTHS_A_YEAR)
    parts = ((years, "年"), (months, "个月"), (period.days, "天"))
    return "".join(f"{count}{unit}" for count, unit in parts if count) or "0天"


def iso(period: Period) -> str:
    """A period in ISO 8601; no length at all is P0D."""
    return "P0D" if period == Period() else str(period)
