"""What a team has against what is asked for: a bar a requirement, the largest gap first.

How a requirement stands is told by the words at its end and by the make of its bar, not by color alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bot.pictures.canvas import ACCENT, ALARM, ALARM_SOFT, FAINT, INK, PAPER, RULE, SHADE, Box, Canvas
from bot.rendering import structure_texts as texts
from bot.rendering.structure import amount, goal, percent
from bot.structure.report import Report
from knowledge.eligibility.durations import show_date
from knowledge.rosters.findings import Requirement, Standing, standing_of
from storage.tables import Script

WIDTH, MARGIN = 1200, 40
HEAD, SECTION, ROW, FOOT = 118, 64, 74, 92
LABELS, BARS = 390, 430
BAR = 26
LABEL_SIZE, SIGNS_A_LINE = 21, 17
LINE_HEIGHT = 27
DRAWN = (Standing.SHORT, Standing.OPEN, Standing.REACHED)
FULL = Fraction(1)
STYLES = {
    Standing.SHORT: (ALARM_SOFT, ALARM),
    Standing.OPEN: (SHADE, FAINT),
    Standing.REACHED: (ACCENT, ACCENT),
}


@dataclass(frozen=True)
class _Bar:
    """A requirement as it is drawn: how long its bar is, and where its target lies, of the length of the axis."""

    item: Requirement
    length: Fraction
    target: Fraction

    @property
    def order(self) -> tuple[int, Fraction]:
        """Missed ones first, then the part of the target that is there."""
        return standing_of(self.item), self.length / self.target if self.target else FULL


def render_chart(report: Report, script: Script = Script.SIMPLIFIED) -> bytes | None:
    """The picture; None when there is nothing to draw."""
    sections = [
        (name, bars)
        for name, bars in (
            (texts.CHART_SHARES, _shares(report.standing(*DRAWN))),
            (texts.CHART_COUNTS, _counts(report.standing(*DRAWN))),
        )
        if bars
    ]
    if not sections:
        return None
    height = HEAD + FOOT + sum(SECTION + ROW * len(bars) for _, bars in sections)
    canvas = Canvas(WIDTH, height, script)
    _draw_head(canvas, report)
    top = HEAD
    for name, bars in sections:
        canvas.write((MARGIN, top + SECTION / 2), name, size=24, align="left")
        _draw_section(canvas, top + SECTION, bars)
        top += SECTION + ROW * len(bars)
    _draw_foot(canvas, report, top + 34, drawn=sum(len(bars) for _, bars in sections))
    return canvas.png()


def _shares(items: Iterable[Requirement]) -> list[_Bar]:
    """Those that ask for a part of a whole; the axis is the whole."""
    found = [
        _Bar(item, min(item.share, FULL), min(item.times, FULL))
        for item in items
        if item.share is not None and item.times is not None
    ]
    return sorted(found, key=lambda bar: bar.order)


def _counts(items: Iterable[Requirement]) -> list[_Bar]:
    """Those that ask for a number; each has an axis of its own, as long as the larger of the two."""
    found = []
    for item in items:
        value, target = _figure(item.value), _figure(item.target)
        if item.is_share or value is None or not target or item.test == "less_than":
            continue
        # Four fifths at most: where the target lies is to be seen, too.
        longest = max(value, target) * Fraction(5, 4)
        found.append(_Bar(item, value / longest, target / longest))
    return sorted(found, key=lambda bar: bar.order)


def _figure(value: object) -> Fraction | None:
    return Fraction(value) if isinstance(value, int | Fraction) and not isinstance(value, bool) else None


def _draw_head(canvas: Canvas, report: Report) -> None:
    canvas.write((MARGIN, 42), texts.CHART_TITLE.format(title=report.title), size=30, align="left")
    day = show_date(report.today)
    canvas.write((MARGIN, 82), texts.CHART_SUB.format(day=day), size=20, color=FAINT, align="left")
    left: float = WIDTH - MARGIN - 545
    for standing, words in texts.CHART_LEGEND.items():
        _draw_bar(canvas, Box(left, 70, 34, 20), standing)
        canvas.write((left + 44, 80), words, size=20, align="left")
        left += 72 + 20 * len(words)
    canvas.line((left, 66), (left, 94), color=INK, width=3)
    canvas.write((left + 12, 80), texts.CHART_TARGET, size=20, align="left")


def _draw_section(canvas: Canvas, top: float, bars: Sequence[_Bar]) -> None:
    left = MARGIN + LABELS
    for number, bar in enumerate(bars):
        middle = top + ROW * (number + 0.5)
        canvas.line((MARGIN, middle - ROW / 2), (WIDTH - MARGIN, middle - ROW / 2), color=RULE)
        _write_lines(canvas, MARGIN, middle, bar.item.text)
        canvas.fill(Box(left, middle - BAR / 2, BARS, BAR), PAPER, edge=RULE, width=1, radius=3)
        length = float(BARS * bar.length)
        _draw_bar(canvas, Box(left, middle - BAR / 2, max(length, 3), BAR), standing_of(bar.item))
        target = left + float(BARS * bar.target)
        canvas.line((target, middle - BAR / 2 - 8), (target, middle + BAR / 2 + 8), color=INK, width=3)
        figures, words = _words(bar.item)
        canvas.write((left + BARS + 22, middle - LINE_HEIGHT / 2), figures, size=19, align="left")
        color = STYLES[standing_of(bar.item)][1] if standing_of(bar.item) is not Standing.OPEN else INK
        canvas.write((left + BARS + 22, middle + LINE_HEIGHT / 2), words, size=19, color=color, align="left")


def _draw_bar(canvas: Canvas, box: Box, standing: Standing) -> None:
    """A full bar where the target is reached, an outlined one where it is not, a grey one where nothing is decided."""
    fill, edge = STYLES[standing]
    canvas.fill(box, fill, edge=edge, width=2, radius=3)


def _write_lines(canvas: Canvas, left: float, middle: float, text: str) -> None:
    """A label on two lines at most."""
    lines = [text[:SIGNS_A_LINE], text[SIGNS_A_LINE : 2 * SIGNS_A_LINE]]
    if len(text) > 2 * SIGNS_A_LINE:
        lines[1] = f"{lines[1][:-1]}…"
    lines = [line for line in lines if line]
    for number, line in enumerate(lines):
        at = middle + LINE_HEIGHT * (number - (len(lines) - 1) / 2)
        canvas.write((left, at), line, size=LABEL_SIZE, align="left")


def _words(item: Requirement) -> tuple[str, str]:
    """The figures, and how it stands with the gap."""
    value, target = amount(item, item.value), amount(item, item.target)
    if item.share is not None and item.times is not None:
        figures = texts.CHART_ROW.format(
            value=value, share=percent(item.share), target=target, goal=goal(item.times)
        )
    else:
        figures = texts.CHART_ROW_COUNT.format(
            value=value, target=texts.TARGETS[item.test].format(target=target)
        )
    words = texts.CHART_LEGEND[standing_of(item)]
    gap = texts.GAPS.get(item.test, texts.GAP).format(gap=amount(item, item.gap)) if item.gap else ""
    return figures, "，".join(part for part in (words, gap) if part)


def _draw_foot(canvas: Canvas, report: Report, top: float, *, drawn: int) -> None:
    rest = sum(standing_of(item) is not Standing.ELSEWHERE for item in report.requirements) - drawn
    documents = "、".join(document.short for document in report.documents)
    lines = [texts.CHART_LEFT_OUT.format(count=rest)] if rest else []
    for number, line in enumerate([*lines, texts.CHART_GUIDANCE.format(documents=documents)]):
        canvas.write((MARGIN, top + LINE_HEIGHT * number), line, size=18, color=FAINT, align="left")
