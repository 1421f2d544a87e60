"""Counts that can't exceed others."""

from fractions import Fraction

import pytest

from knowledge.eligibility.evaluation import evaluate
from knowledge.eligibility.facts import Fact, FactError
from knowledge.eligibility.wholes import check_wholes, exceeds, find_excess
from knowledge.loader import load_rulebook
from tests.knowledge.eligibility.samples import TODAY

DUE = Fact(id="due", label="应到人数", type="integer", unit="人", question="应到多少人？")
CAME = Fact(
    id="came", label="实到人数", type="integer", unit="人", question="实到多少人？", at_most=("due", "other")
)
FACTS = {"due": DUE, "came": CAME}


@pytest.mark.parametrize(
    "values", [{}, {"came": 96}, {"due": 90}, {"due": 90, "came": 90}, {"due": None, "came": 96}, {"due": 0}]
)
def test_what_goes_together(values):
    """A part up to its whole, and anything where one of them is not known."""
    assert find_excess(FACTS, values) is None
    check_wholes(FACTS, values)


def test_more_than_there_can_be():
    """The message names both counts; it is the part that is asked for again."""
    assert find_excess(FACTS, {"due": 90, "came": 96}) == ("came", "due")
    with pytest.raises(FactError) as refused:
        check_wholes(FACTS, {"due": 90, "came": 96})
    assert refused.value.fact_id == "came"
    assert refused.value.reason == "“实到人数”填的是96人，不能比“应到人数”的90人还多，请核对"


def test_only_numbers_exceed():
    """Fractions are held against whole numbers; words are not."""
    assert exceeds(Fraction(5, 2), 2)
    assert not exceeds("多", 2)


def test_a_rule_refuses_more_people_than_were_due():
    """Neither an interview nor a batch gets a verdict from figures that can't be."""
    book = load_rulebook()
    rule = book.rule("minzhu-tuijian.province-quorum")
    with pytest.raises(FactError, match="实际参加人数"):
        evaluate(book, rule, {"expected": 90, "attended": 96}, today=TODAY)
