"""One bar a deadline, from its start to its due day, along the time that the picture covers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.pictures.canvas import ACCENT, ACCENT_SOFT, ALARM, ALARM_SOFT, FAINT, INK, RULE, Box, Canvas
from bot.pictures.months import month_days
from bot.rendering import picture_texts as texts
from knowledge.eligibility.durations import show_date

AXIS, ROW, BAR = 44, 52, 20
LABELS = 416
LABEL_SIZE = 22
LATE_ROOM = 190
# A month's name that would stand under the word for today is left out.
NEAR_TODAY = 70


@dataclass(frozen=True)
class Line:
    """A deadline in the picture."""

    title: str
    due_on: date
    start_on: date | None = None
    who: str | None = None

    @property
    def label(self) -> str:
        """The title, after the name of whom it concerns."""
        return texts.WITH_NAME.format(who=self.who, title=self.title) if self.who else self.title


@dataclass(frozen=True)
class Axis:
    """The days from the first to the last, along a width."""

    left: float
    width: float
    first: date
    last: date

    def at(self, day: date) -> float:
        """Where a day lies; one outside lies on the edge."""
        days = (min(max(day, self.first), self.last) - self.first).days
        return self.left + self.width * days / (self.last - self.first).days


def draw_bars(canvas: Canvas, box: Box, lines: Sequence[Line], *, first: Sequence[date], today: date) -> None:
    """Draw the lines below each other, under the months that begin on these days."""
    last = month_days(first[-1])[-1] + timedelta(days=1)
    axis = Axis(box.x + LABELS, box.width - LABELS, first[0], last)
    bottom = box.y + AXIS + ROW * len(lines)
    for day in first:
        canvas.line((axis.at(day), box.y + AXIS - 8), (axis.at(day), bottom))
        if not 0 <= axis.at(today) - axis.at(day) + NEAR_TODAY / 3 < NEAR_TODAY:
            words = texts.SHORT_MONTH.format(day=day)
            canvas.write((axis.at(day) + 6, box.y + AXIS / 2), words, size=20, color=FAINT, align="left")
    for number, line in enumerate(lines):
        middle = box.y + AXIS + ROW * (number + 0.5)
        canvas.line((box.x, middle + ROW / 2), (box.right, middle + ROW / 2), color=RULE)
        canvas.write((box.x, middle), fitting(line.label), size=LABEL_SIZE, align="left")
        _draw_bar(canvas, axis, middle, line, today)
    canvas.line(
        (axis.at(today), box.y + AXIS - 8), (axis.at(today), bottom), color=INK, width=1.5, dashes=True
    )
    canvas.write((axis.at(today), box.y + AXIS / 2), texts.TODAY, size=20)


def fitting(label: str, width: float = LABELS - 16) -> str:
    """The label, cut where its column ends; Latin letters and digits are half as wide."""
    room = width / LABEL_SIZE
    for number, sign in enumerate(label):
        room -= 0.58 if sign.isascii() else 1
        if room < 0:
            return f"{label[: number - 1]}…"
    return label


def _draw_bar(canvas: Canvas, axis: Axis, middle: float, line: Line, today: date) -> None:
    is_late = line.due_on < today
    start, end = axis.at(line.start_on or min(today, line.due_on)), axis.at(today if is_late else line.due_on)
    soft = ALARM_SOFT if is_late else ACCENT_SOFT
    canvas.fill(Box(start, middle - BAR / 2, max(end - start, 2), BAR), soft, radius=4)
    if axis.first <= line.due_on <= axis.last:
        canvas.diamond((axis.at(line.due_on), middle), ALARM if is_late else ACCENT)
    words = _words(axis, line, today)
    if is_late:
        canvas.write((axis.at(today) + 14, middle), words, size=20, color=ALARM, align="left")
    elif axis.at(line.due_on) > axis.left + axis.width - LATE_ROOM:
        canvas.write(
            (min(axis.at(line.due_on), axis.left + axis.width) - 14, middle),
            words,
            size=20,
            color=ACCENT,
            align="right",
        )
    else:
        canvas.write((axis.at(line.due_on) + 14, middle), words, size=20, color=ACCENT, align="left")


def _words(axis: Axis, line: Line, today: date) -> str:
    """The due day; where it lies outside, in which direction."""
    if line.due_on > axis.last:
        return texts.BEYOND.format(day=show_date(line.due_on))
    day = texts.SHORT_DATE.format(day=line.due_on)
    if line.due_on < axis.first:
        day = texts.BEFORE.format(day=show_date(line.due_on))
    days = (today - line.due_on).days
    return texts.LATE.format(day=day, days=days) if days > 0 else day
