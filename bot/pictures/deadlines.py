"""The picture of the coming three months: a calendar with marked days, and one bar a deadline."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from bot.pictures.bars import AXIS, ROW, Line, draw_bars
from bot.pictures.canvas import FAINT, Box, Canvas
from bot.pictures.months import HEIGHT, Days, draw_legend, draw_month
from bot.rendering import picture_texts as texts
from knowledge.deadlines.calendar import WorkingDayCalendar
from knowledge.eligibility.durations import add_months, show_date
from storage.tables import Script

WIDTH, MARGIN, GAP = 1280, 36, 30
MONTHS = 3
TITLE, LEGEND = 84, 64
MAX_LINES = 16


def draw_deadlines(
    lines: Sequence[Line], *, today: date, calendar: WorkingDayCalendar, script: Script = Script.SIMPLIFIED
) -> bytes:
    """The picture as PNG; what is overdue or due next comes first, and what has no room is counted."""
    shown = sorted(lines, key=lambda line: (line.due_on, line.title))[:MAX_LINES]
    first = [add_months(today.replace(day=1), number) for number in range(MONTHS)]
    top = MARGIN + TITLE + HEIGHT + LEGEND
    bars = AXIS + ROW * max(len(shown), 1)
    canvas = Canvas(WIDTH, top + bars + (ROW if len(lines) > MAX_LINES else 0) + MARGIN, script)
    _draw_head(canvas, first, today)
    days = Days(Counter(line.due_on for line in lines), today, calendar)
    width = (WIDTH - 2 * MARGIN - (MONTHS - 1) * GAP) / MONTHS
    for number, day in enumerate(first):
        draw_month(canvas, Box(MARGIN + number * (width + GAP), MARGIN + TITLE, width, HEIGHT), day, days)
    years = sorted({day.year for day in first})
    draw_legend(canvas, (MARGIN, MARGIN + TITLE + HEIGHT + LEGEND / 2), days, years=years)
    if shown:
        draw_bars(canvas, Box(MARGIN, top, WIDTH - 2 * MARGIN, bars), shown, first=first, today=today)
    else:
        canvas.write((WIDTH / 2, top + bars / 2), texts.NOTHING, size=24, color=FAINT)
    if len(lines) > MAX_LINES:
        more = texts.MORE.format(count=len(lines) - MAX_LINES)
        canvas.write((MARGIN, top + bars + ROW / 2), more, size=20, color=FAINT, align="left")
    return canvas.png()


def _draw_head(canvas: Canvas, first: Sequence[date], today: date) -> None:
    """What is shown, for which months, as of which day."""
    canvas.write((MARGIN, MARGIN + 24), texts.TITLE, size=36, align="left")
    span = texts.SPAN.format(first=first[0], last=first[-1])
    canvas.write((MARGIN + 36 * len(texts.TITLE) + 24, MARGIN + 28), span, size=22, color=FAINT, align="left")
    canvas.write(
        (WIDTH - MARGIN, MARGIN + 28), texts.TODAY_IS.format(day=show_date(today)), size=22, align="right"
    )
