"""Choosing when to be reminded: the usual days can be taken or left, further ones of a rule stay."""

from collections.abc import Iterable, Sequence
from datetime import date

from knowledge.deadlines.arithmetic import subtract
from knowledge.eligibility.durations import Period

CHOICES = (30, 7, 1, 0)
SOME_DAY = date(2001, 1, 1)


def chosen(stages: Iterable[Period]) -> dict[int, bool]:
    """Which of the usual days are among the stages."""
    present = set(stages)
    return {days: Period(days=days) in present for days in CHOICES}


def toggled(stages: Sequence[Period], days: int) -> tuple[Period, ...] | None:
    """The stages with one of the usual days more or less, the earliest first; None when none would be left."""
    stage = Period(days=days)
    changed = [one for one in stages if one != stage]
    if len(changed) == len(stages):
        changed.append(stage)
    return tuple(sorted(changed, key=lambda one: subtract(SOME_DAY, one))) or None
