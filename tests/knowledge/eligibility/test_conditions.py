"""Conditions as YAML spells them."""

from fractions import Fraction

import pytest
from pydantic import ValidationError

from knowledge.eligibility.conditions import (
    AllOf,
    AnyOf,
    Blank,
    FactTest,
    If,
    Moment,
    Not,
    Reference,
    SomeOf,
    walk,
)
from tests.knowledge.eligibility.samples import is_true, make_rule

LEAF = is_true("a")


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        (LEAF, FactTest),
        ({"blank": "没有写", "text": "年数"}, Blank),
        ({"all": [LEAF]}, AllOf),
        ({"any": [LEAF, LEAF]}, AnyOf),
        ({"not": LEAF}, Not),
        ({"at_least": 1, "of": [LEAF, LEAF]}, SomeOf),
        ({"if": LEAF, "then": LEAF}, If),
        ({"rule": "topic.other"}, Reference),
    ],
)
def test_one_key_tells_the_kind(written, kind):
    """Every operator, and a model that is validated again stays what it is."""
    condition = make_rule(written).condition
    assert type(condition) is kind
    assert make_rule(condition).condition == condition
    assert len(walk(condition)) == str(written).count("'fact'") + (kind is not FactTest)


@pytest.mark.parametrize(
    "written",
    [
        {"fact": "a", "text": "x"},
        {"fact": "age", "text": "x", "at_least": 1, "at_most": 2},
        {"fact": "age", "text": "x", "above": 2},
        {"fact": "age", "at_least": 2},
        {"all": []},
        {"any": [LEAF]},
        {"python": "age > 3"},
        "age > 3",
    ],
)
def test_nothing_else_is_a_condition(written):
    """No test, two tests, unknown operators, tests without words, empty groups, code."""
    with pytest.raises(ValidationError):
        make_rule(written)


@pytest.mark.parametrize(
    ("written", "value"), [("2/3", Fraction(2, 3)), ("60%", Fraction(3, 5)), (1.5, Fraction(3, 2))]
)
def test_ratios_are_exact(written, value):
    """Fractions, percentages and decimals are read exactly."""
    condition = make_rule({"fact": "age", "text": "x", "at_least": written}).condition
    assert condition.operand == value


def test_moments():
    """A fact's name stands for its day, with a period for a day after it; today is always known."""
    condition = make_rule({"fact": "ended", "text": "x", "before": "begun"}).condition
    assert condition.operand == Moment(fact="begun")
    assert condition.fact_ids == ("ended", "begun")
    condition = make_rule(
        {"fact": "ended", "text": "x", "within": {"fact": "today", "plus": "P1Y"}}
    ).condition
    assert condition.fact_ids == ("ended",)
