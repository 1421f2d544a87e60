"""Grids of months with marked days: due, overdue, today, off, worked instead."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.pictures.canvas import ACCENT, ALARM, FAINT, INK, PAPER, SHADE, Box, Canvas
from bot.rendering import picture_texts as texts
from bot.rendering.days import WEEKDAYS
from knowledge.deadlines.calendar import WorkingDayCalendar

WEEK = 7
SATURDAY = 5
HEAD, WEEKDAY_ROW, ROW = 44, 34, 46
WEEKS = 6
HEIGHT = HEAD + WEEKDAY_ROW + WEEKS * ROW


@dataclass(frozen=True)
class Days:
    """What is known of days: how many deadlines end on each, which day is today, which days are worked."""

    due: Counter[date]
    today: date
    calendar: WorkingDayCalendar


def draw_month(canvas: Canvas, box: Box, first: date, days: Days) -> None:
    """Draw the month that begins on a day."""
    width = box.width / WEEK
    canvas.write((box.x + 6, box.y + HEAD / 2), texts.MONTH.format(day=first), size=26, align="left")
    for column, name in enumerate(WEEKDAYS):
        canvas.write(
            (box.x + (column + 0.5) * width, box.y + HEAD + WEEKDAY_ROW / 2), name, size=20, color=FAINT
        )
    for day in month_days(first):
        row = (day.day + first.weekday() - 1) // WEEK
        top = box.y + HEAD + WEEKDAY_ROW + row * ROW
        _draw_day(canvas, Box(box.x + day.weekday() * width + 3, top + 3, width - 6, ROW - 6), day, days)


def month_days(first: date) -> list[date]:
    """The days of the month that begins on a day."""
    return [day for day in (first + timedelta(days=n) for n in range(31)) if day.month == first.month]


def _draw_day(canvas: Canvas, box: Box, day: date, days: Days) -> None:
    count, is_worked = days.due[day], days.calendar.is_working_day(day)
    is_weekend = day.weekday() >= SATURDAY
    is_off = is_worked is False and not is_weekend
    color = FAINT if is_weekend and not is_worked else INK
    if count:
        canvas.fill(box, ALARM if day < days.today else ACCENT)
        color = PAPER
    elif is_off:
        canvas.fill(box, SHADE)
    if day == days.today:
        canvas.fill(box, "none", edge=INK, width=2)
    canvas.write(box.middle, str(day.day), size=22, color=color)
    sign = _sign(count, is_late=day < days.today) or (
        texts.OFF if is_off else texts.WORKED if is_weekend and is_worked else ""
    )
    canvas.write((box.right - 4, box.y + 9), sign, size=13, color=PAPER if count else INK, align="right")


def _sign(count: int, *, is_late: bool) -> str:
    """What says beside the color that something is overdue, or how many are due."""
    return (texts.OVERDUE_SIGN if count and is_late else "") + (
        texts.SEVERAL.format(count=count) if count > 1 else ""
    )


def draw_legend(canvas: Canvas, at: tuple[float, float], days: Days, *, years: Sequence[int]) -> None:
    """What the marks mean, and the years whose days off are not known."""
    x, y = at
    samples = (
        ("8", ACCENT, PAPER, "", texts.LEGEND_DUE),
        ("8", ALARM, PAPER, texts.OVERDUE_SIGN, texts.LEGEND_OVERDUE),
        ("8", "none", INK, "", texts.TODAY),
        ("8", SHADE, INK, texts.OFF, texts.LEGEND_OFF),
        ("8", PAPER, INK, texts.WORKED, texts.LEGEND_WORKED),
    )
    for number, fill, color, sign, words in samples:
        box = Box(x, y - 18, 40, 36)
        canvas.fill(box, fill, edge=INK if fill == "none" else "none", width=2)
        canvas.write(box.middle, number, size=20, color=color)
        canvas.write((box.right - 3, box.y + 9), sign, size=13, color=color, align="right")
        canvas.write((box.right + 8, y), words, size=20, align="left")
        x = box.right + 8 + 20 * len(words) + 28
    unknown = [texts.YEAR.format(year=year) for year in years if year not in days.calendar.years]
    if unknown:
        canvas.write(
            (x, y), texts.NOT_COVERED.format(years="、".join(unknown)), size=18, color=FAINT, align="left"
        )
