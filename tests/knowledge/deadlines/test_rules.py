"""Deadline rules: what the schema refuses."""

import pytest
from pydantic import ValidationError

from tests.knowledge.deadlines.samples import BIRTH, BLANK, HISTORIC, make_rule

SECOND = {"trigger": {"id": "work_start", "words": "参加工作日期"}, "period": "P20Y"}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"period": "P1Y", "counting": "within", **BLANK}, "exactly one"),
        ({"period": None}, "exactly one"),
        ({"trigger": None}, "a trigger unless"),
        ({**HISTORIC, "trigger": BIRTH}, "a trigger unless"),
        ({"hardness": None}, "no hardness"),
        ({"hardness": "Q"}, "hardness"),
        ({"period": "P1Y"}, "needs its counting"),
        ({**BLANK, "counting": "within"}, "go with a period"),
        ({**BLANK, "shortest": "P1Y"}, "go with a period"),
        ({**BLANK, "also": SECOND}, "go with a period"),
        ({"period": "P45Y", "counting": "age_limit"}, "date of birth"),
        ({"period": "P1Y", "shortest": "P12M", "counting": "expiry"}, "must be shorter"),
        ({"period": "P101Y", "counting": "within"}, "century"),
        ({"stages": ["P7D", "P30D"]}, "get shorter"),
        ({"stages": ["P1Y", "P365D"]}, "get shorter"),
        ({"stages": []}, "stages"),
        ({"overdue": {"every": "P0D", "times": 2}}, "need a distance"),
        ({"overdue": {"every": "P7D", "times": 0}}, "times"),
        ({"id": "No_Kebab"}, "id"),
        ({"cite": []}, "cite"),
        ({"unknown": 1}, "unknown"),
    ],
)
def test_refused(fields, words):
    """Each contradiction is named."""
    with pytest.raises(ValidationError, match=words):
        make_rule(**fields)


def test_ordinary_rules_pass():
    """Computed, blank, historic, with two counts."""
    assert make_rule().document == "CN1"
    assert make_rule(**BLANK).period is None
    assert make_rule(**HISTORIC, hardness=None).trigger is None
    assert make_rule(trigger=BIRTH, period="P55Y", counting="completed", also=SECOND).also


@pytest.mark.parametrize(
    ("counting", "can_be_missed"),
    [("within", True), ("expiry", True), ("completed", False), ("limit", False)],
)
def test_what_can_be_missed(counting, can_be_missed):
    """A count that is complete, and a limit that is reached, oblige nobody."""
    assert make_rule(period="P1Y", counting=counting).can_be_missed is can_be_missed
