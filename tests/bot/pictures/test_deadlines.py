"""The picture of the coming months: drawn for any number of deadlines, and what is where in it."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from matplotlib.image import imread

from bot.local.images import image_size
from bot.pictures.bars import Axis, Line, fitting
from bot.pictures.canvas import ACCENT, ALARM, Canvas
from bot.pictures.deadlines import MAX_LINES, WIDTH, draw_deadlines
from knowledge.deadlines.calendar import build_calendar
from storage.tables import Script

TODAY = date(2026, 11, 22)
CALENDAR = build_calendar()
LONG = "一个特别特别长的期限名称，长到图上的一行无论如何也放不下，只能在后面省略"


def make_lines(count, *, first=-40, step=11):
    """Deadlines from some time ago on, one every so many days."""
    return [
        Line(f"{LONG}{n}", TODAY + timedelta(days=first + n * step), TODAY - timedelta(days=n * 90), "王芳")
        for n in range(count)
    ]


def count_pixels(picture, color):
    """How many pixels have a color."""
    wanted = tuple(int(color[at : at + 2], 16) for at in (1, 3, 5))
    pixels = (imread(BytesIO(picture))[..., :3] * 255).round().astype(int)
    return int((pixels == wanted).all(axis=-1).sum())


@pytest.mark.parametrize("count", [0, 1, 5, 25])
def test_any_number_of_deadlines(count):
    """A PNG of one width, that grows with the lines up to a limit."""
    rows = max(min(count, MAX_LINES), 1) + (count > MAX_LINES)
    picture = draw_deadlines(make_lines(count), today=TODAY, calendar=CALENDAR)
    assert image_size(picture) == (WIDTH, 618 + 52 * rows)


def test_what_is_overdue_is_red_and_what_comes_is_blue():
    """Each adds to its own color beside the samples of the legend, and not to the other."""
    pictures = [
        draw_deadlines(lines, today=TODAY, calendar=CALENDAR)
        for lines in (
            [],
            [Line("逾期", TODAY - timedelta(days=3))],
            [Line("到期", TODAY + timedelta(days=3))],
        )
    ]
    red, blue = ([count_pixels(picture, color) for picture in pictures] for color in (ALARM, ACCENT))
    assert red[0] == red[2] < red[1]
    assert blue[0] == blue[1] < blue[2]


def taken_down(monkeypatch):
    """What is written on a canvas, instead of only drawn."""
    written = []
    write = Canvas.write

    def note(self, at, text, **how):
        written.append(text)
        write(self, at, text, **how)

    monkeypatch.setattr(Canvas, "write", note)
    return written


def test_the_words(monkeypatch):
    """Days beyond the picture, lateness, signs beside the colors, days off, and years that are not known."""
    written = taken_down(monkeypatch)
    lines = [
        Line("甲", date(2026, 7, 1)),
        Line("乙", date(2026, 8, 2)),
        Line("丙", date(2026, 8, 2)),
        Line("丁", date(2026, 9, 10)),
        Line("戊", date(2027, 3, 1), date(2026, 8, 1), "王芳"),
    ]
    draw_deadlines(lines, today=date(2026, 8, 20), calendar=CALENDAR)
    for words in (
        "◀ 2026年7月1日，逾期50天",
        "8月2日，逾期18天",
        "9月10日",
        "2027年3月1日 ▶",
        "!×2",
        "王芳 · 戊",
    ):
        assert words in written
    # The national holiday has five days off beside the weekend, and each legend shows one of a kind.
    assert written.count("休") == 7
    assert written.count("班") == 3
    assert not [text for text in written if "没有标出" in text]
    written.clear()
    draw_deadlines(lines * 4, today=TODAY, calendar=CALENDAR)
    assert "2027年的放假安排还没有公布或收录，没有标出。" in written
    assert "还有4项没有画出，请看列表。" in written


def test_traditional_characters():
    """The picture is in the characters that the person reads."""
    plain = draw_deadlines([], today=TODAY, calendar=CALENDAR)
    assert draw_deadlines([], today=TODAY, calendar=CALENDAR, script=Script.TRADITIONAL) != plain


def test_a_label_that_is_too_long_is_cut():
    """With an ellipsis; digits take less room."""
    assert fitting("短") == "短"
    assert fitting(LONG).endswith("…")
    assert len(fitting("1" * 100)) > len(fitting("一" * 100))


def test_days_outside_lie_on_the_edge():
    """The axis keeps everything inside."""
    axis = Axis(100, 200, date(2026, 11, 1), date(2026, 11, 21))
    assert [axis.at(day) for day in (date(2026, 1, 1), date(2026, 11, 11), date(2027, 1, 1))] == [
        100,
        200,
        300,
    ]
