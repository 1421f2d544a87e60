"""Paragraphs from printed lines: a line that fills the width of the page goes on in the next one."""

import unicodedata
from collections.abc import Sequence

from knowledge.originals.outline import MARKERS
from knowledge.text.normalization import simplify

# Counted in half widths: a Chinese character takes two.
NARROWEST, WIDEST = 36, 130
FULL_SHARE = 0.3
FEWEST_LINES = 8
SLACK = 6
STOPS = tuple("。!?！？")
PAUSES = tuple("；;：:")
INDENTS = ("\u3000", "  ", "\t")
FEWEST_INDENTS = 3


def unwrap(lines: Sequence[str]) -> list[str]:
    """Whole paragraphs, if the lines are those of a printed page; otherwise the lines as they are."""
    filled = [line for line in lines if line.strip()]
    width = find_width(filled)
    if width is None:
        return list(lines)
    is_indented = sum(line.startswith(INDENTS) for line in filled) >= FEWEST_INDENTS
    paragraphs: list[str] = []
    is_open = False
    for line in filled:
        if is_open and _continues(paragraphs[-1], line, is_indented=is_indented):
            paragraphs[-1] += line.strip()
        else:
            paragraphs.append(line.rstrip())
        is_open = columns(line.rstrip()) >= width - SLACK
    return paragraphs


def find_width(lines: Sequence[str]) -> int | None:
    """The width that the printed lines fill; None when paragraphs are on one line each."""
    if len(lines) < FEWEST_LINES:
        return None
    widths = sorted(columns(line.rstrip()) for line in lines)
    width = widths[len(widths) * 9 // 10]
    full = sum(width - SLACK <= size <= width + SLACK for size in widths)
    is_printed = (
        NARROWEST <= width <= WIDEST and widths[-1] <= width * 1.5 and full >= FULL_SHARE * len(widths)
    )
    return width if is_printed else None


def columns(line: str) -> int:
    """How wide a line is printed."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in line)


def _continues(before: str, line: str, *, is_indented: bool) -> bool:
    """Whether a line goes on with the paragraph whose last line is full."""
    if is_indented:
        return not line.startswith(INDENTS)
    if before.endswith(STOPS):
        return False
    start = simplify(line).strip()
    if not any(pattern.match(start) for pattern in MARKERS.values()):
        return True
    # 单|一、经历: what looks like a number may be the rest of a word, in the middle of running text.
    return "。" in before and not before.endswith(PAUSES)
