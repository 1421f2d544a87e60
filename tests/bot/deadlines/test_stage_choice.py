"""Choosing when to be reminded."""

from bot.deadlines.stage_choice import chosen, toggled
from knowledge.eligibility.durations import Period

YEAR, MONTH, WEEK, DAY = Period(months=12), Period(days=30), Period(days=7), Period()


def test_the_usual_days():
    """Which of them are among the stages."""
    assert chosen([YEAR, MONTH, DAY]) == {30: True, 7: False, 1: False, 0: True}


def test_one_more_or_less():
    """In order, with the further ones of the rule untouched, and never none at all."""
    assert toggled([YEAR, MONTH, DAY], 7) == (YEAR, MONTH, WEEK, DAY)
    assert toggled([YEAR, MONTH, DAY], 30) == (YEAR, DAY)
    assert toggled([DAY], 0) is None
