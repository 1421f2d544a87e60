"""The rulebook: lookups, and the facts that a rule takes."""

import pytest

from knowledge.eligibility.facts import FactError
from knowledge.errors import UnknownIdError
from tests.knowledge.eligibility.samples import TODAY, is_true, make_book, make_rule

RULE = make_rule({"fact": "age", "at_most": 45, "text": "x"}, premises=[is_true("a")])
BOOK = make_book(RULE)


def test_unknown_rules():
    """A rule that is not there is a fault."""
    with pytest.raises(UnknownIdError, match=r"no rule 'no\.rule'"):
        BOOK.rule("no.rule")


def test_accepted_facts():
    """The facts of the conditions, then the premises, then the dates they follow from, and the region."""
    assert list(BOOK.accepted(RULE)) == ["age", "a", "born", "region"]
    assert BOOK.accepted(RULE) is BOOK.accepted(RULE)
    assert BOOK.fact("region").label == "地区"


def test_reading_facts():
    """Null is not known, a foreign name is refused with the names that are taken, contradictions are found."""
    assert BOOK.read_facts(RULE, {"age": "45岁", "a": None}, TODAY) == {"age": 45}
    with pytest.raises(FactError, match=r"b: .*可以填的是 age、a、born、region"):
        BOOK.read_facts(RULE, {"b": True}, TODAY)
    with pytest.raises(FactError, match="不一致"):
        BOOK.read_facts(RULE, {"age": 45, "born": "1980-11-22"}, TODAY)
