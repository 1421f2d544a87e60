"""The clock that can be set forward."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import MovableClock, real_now
from bot.rehearsal import next_monday
from bot.rendering.clock import render_clock
from tests.reminding import ZONE

NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
DAY = timedelta(days=1)


def test_forward_and_back(tmp_path):
    """It runs ahead by as much as it was moved, never backwards, until it is reset."""
    clock = MovableClock(tmp_path / "clock.json", lambda: NOW)
    clock.move_to(NOW + 30 * DAY)
    clock.move_to(NOW + 3 * DAY)
    assert (clock(), clock.ahead) == (NOW + 30 * DAY, 30 * DAY)
    clock.reset()
    assert clock() == NOW
    assert not (tmp_path / "clock.json").exists()


def test_it_is_remembered(tmp_path):
    """Another one on the same file runs ahead by as much."""
    path = tmp_path / "clock.json"
    MovableClock(path, lambda: NOW).move_to(NOW + 7 * DAY)
    assert MovableClock(path, lambda: NOW + DAY)() == NOW + 8 * DAY


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"seconds": "x"}', '{"seconds": 1e99}', "null"])
def test_nonsense_is_no_time(tmp_path, content):
    """A file that says nothing leaves the real time."""
    path = tmp_path / "clock.json"
    path.write_text(content, encoding="utf-8")
    assert MovableClock(path, lambda: NOW)() == NOW


def test_the_real_clock_is_aware():
    """In UTC, as everything that is stored."""
    assert real_now().tzinfo is UTC


@pytest.mark.parametrize(
    ("now", "day"),
    [("2026-11-22T10:00", 23), ("2026-11-23T10:00", 23), ("2026-11-23T20:00", 30), ("2026-11-24T00:10", 30)],
)
def test_the_next_monday_evening(now, day):
    """This week's while it is to come, else next week's."""
    at = next_monday(datetime.fromisoformat(now).replace(tzinfo=ZONE), ZONE)
    assert (at.day, at.hour, at.weekday()) == (day, 20, 0)


def test_what_the_clock_says():
    """The difference is rounded to hours, so that a second more or less is not told."""
    said = render_clock(NOW, 30 * DAY - timedelta(seconds=2)).plain
    assert "快30天0小时" in said
    assert "和真实时间一致" in render_clock(NOW, timedelta()).plain
