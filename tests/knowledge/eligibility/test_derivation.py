"""Facts that follow from dates."""

from datetime import date
from fractions import Fraction

import pytest

from knowledge.eligibility.derivation import complete
from knowledge.eligibility.facts import TODAY as NOW
from knowledge.eligibility.facts import FactError
from tests.knowledge.eligibility.samples import TODAY, make_book

FACTS = make_book().facts


def test_age_in_completed_years():
    """The day before the birthday and the birthday itself."""
    assert complete(FACTS, {"born": date(1980, 11, 23)}, TODAY)["age"] == 45
    assert complete(FACTS, {"born": date(1980, 11, 22)}, TODAY)["age"] == 46


def test_a_span_needs_both_dates():
    """Without its end a span between two dates stays open; with it the order is known, too."""
    assert complete(FACTS, {"begun": date(2020, 1, 1)}, TODAY).keys() == {NOW, "begun", "years"}
    found = complete(FACTS, {"begun": date(2020, 1, 1), "ended": date(2020, 7, 1)}, TODAY)
    assert (found["span"], found["earlier"]) == (Fraction(6), True)


def test_a_count_beside_its_date():
    """A stated age that agrees is fine; one that doesn't is named."""
    assert complete(FACTS, {"born": date(1980, 11, 22), "age": 46}, TODAY)["age"] == 46
    with pytest.raises(FactError, match="填的是45岁，按日期推算是46岁"):
        complete(FACTS, {"born": date(1980, 11, 22), "age": 45}, TODAY)


def test_a_date_in_the_future():
    """Nobody is born tomorrow."""
    with pytest.raises(FactError, match="born: 2026年11月23日在今天以后"):
        complete(FACTS, {"born": date(2026, 11, 23)}, TODAY)
