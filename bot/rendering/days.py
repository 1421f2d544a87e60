"""Days with their weekdays; without, they are written as everywhere else in the knowledge."""

from datetime import date

from knowledge.eligibility.durations import show_date

WEEKDAYS = "一二三四五六日"


def long_day(day: date) -> str:
    """A day with its weekday: 2027年3月1日（星期一）."""
    return f"{show_date(day)}（星期{WEEKDAYS[day.weekday()]}）"
