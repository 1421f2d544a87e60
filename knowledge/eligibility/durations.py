"""Calendar arithmetic of conditions: periods, completed months, and elapsed time.

A period ends on the corresponding day: 2020-03-05 + P3Y = 2023-03-05. Where the month is too short its last day
stands in: 31 January + 1 month = the last of February, and who was born on 29 February completes a year on
28 February of common years.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

ISO_PERIOD = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?")
MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Period:
    """A length of calendar time; written `P3Y`, `P6M` or `P1Y6M` in YAML."""

    months: int = 0
    days: int = 0

    @classmethod
    def parse(cls, text: object) -> Self:
        """Read an ISO 8601 period; raises ValueError for anything else."""
        found = ISO_PERIOD.fullmatch(text) if isinstance(text, str) else None
        if found is None or not any(found.groups()):
            raise ValueError(f"no period such as P3Y: {text!r}")
        years, months, days = (int(part or 0) for part in found.groups())
        return cls(years * MONTHS_A_YEAR + months, days)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let content models hold periods."""
        return core_schema.no_info_plain_validator_function(
            lambda value: value if isinstance(value, cls) else cls.parse(value),
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        )

    def __str__(self) -> str:
        years, months = divmod(self.months, MONTHS_A_YEAR)
        parts = ((years, "Y"), (months, "M"), (self.days, "D"))
        return "P" + "".join(f"{count}{unit}" for count, unit in parts if count)

    @property
    def words(self) -> str:
        """The length as people write it: 3年, 1年6个月."""
        return show_months(self.months) + (f"{self.days}天" if self.days else "")

    def after(self, start: date) -> date:
        """The corresponding day after `start`."""
        return add_months(start, self.months) + timedelta(days=self.days)


def show_months(months: int) -> str:
    """A number of months as years and months: 1年6个月; nothing for none."""
    years, rest = divmod(months, MONTHS_A_YEAR)
    return (f"{years}年" if years else "") + (f"{rest}个月" if rest else "")


def show_date(day: date) -> str:
    """A day as people write it: 2024年3月5日."""
    return f"{day.year}年{day.month}月{day.day}日"


def add_months(start: date, months: int) -> date:
    """The same day some months later, or the last day of a month that is too short."""
    year, month = divmod(start.year * MONTHS_A_YEAR + start.month - 1 + months, MONTHS_A_YEAR)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def completed_months(start: date, end: date) -> int:
    """How many months are complete on `end`."""
    months = (end.year - start.year) * MONTHS_A_YEAR + end.month - start.month
    return months - 1 if add_months(start, months) > end else months


def elapsed_months(start: date, end: date) -> Fraction:
    """Months with the part of the running one, so that a day too many shows: three years and a day exceed 36."""
    months = completed_months(start, end)
    begun, ending = add_months(start, months), add_months(start, months + 1)
    return months + Fraction((end - begun).days, (ending - begun).days)
