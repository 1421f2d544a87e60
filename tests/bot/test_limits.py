"""Limits of a replica: pace and heavy jobs."""

from datetime import timedelta

from bot import limits
from bot.limits import ACTIONS, WINDOW, Limits, Pace


def test_the_first_beyond_the_limit_is_told_once(now):
    """Then there is silence until the window is over; others are not concerned."""
    guard = Limits()
    paces = [guard.pace(1, now=now) for _ in range(ACTIONS + 3)]
    assert paces == [Pace.FINE] * ACTIONS + [Pace.TOO_FAST] + [Pace.STILL_TOO_FAST] * 2
    assert guard.pace(2, now=now) is Pace.FINE
    assert guard.pace(1, now=now + WINDOW) is Pace.FINE


def test_windows_that_are_over_are_forgotten(now, monkeypatch):
    """The memory does not grow with everybody who ever wrote."""
    monkeypatch.setattr(limits, "MANY", 3)
    guard = Limits()
    for number in range(3):
        guard.pace(number, now=now)
    guard.pace(9, now=now + WINDOW + timedelta(seconds=1))
    assert set(guard._windows) == {9}


def test_one_heavy_job_a_person(now):
    """The place is given back."""
    guard = Limits()
    assert [guard.take_place(1), guard.take_place(1), guard.take_place(2)] == [True, False, True]
    guard.leave_place(1)
    assert guard.take_place(1)
    assert guard.pace(1, now=now) is Pace.FINE


def test_a_clock_that_was_set_back_opens_a_new_window(now):
    """Nobody is silenced until the real time has caught up."""
    guard = Limits()
    for _ in range(ACTIONS):
        guard.pace(1, now=now + WINDOW * 1000)
    assert guard.pace(1, now=now) is Pace.FINE
