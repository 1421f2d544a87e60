"""What is wrong with a rule is found before anybody is shown it."""

from dataclasses import replace

import pytest

from knowledge.eligibility.checks import find_broken_rules, find_loose_rules, find_ungrounded_rules
from tests.knowledge.eligibility.samples import is_true, make_book, make_rule


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"condition": is_true("nobody")}, "unknown fact nobody"),
        ({"condition": is_true("a", exception={"route": "x", "granted": "nobody"})}, "unknown fact nobody"),
        ({"condition": {"rule": "topic.none"}}, "unknown rule topic.none"),
        ({"condition": {"rule": "topic.rule"}}, "refers to itself"),
        (
            {"condition": {"fact": "a", "at_least": 1, "text": "x"}},
            "at_least needs a count, and a is of type boolean",
        ),
        ({"condition": {"fact": "age", "before": "born", "text": "x"}}, "before needs a date"),
        ({"condition": {"fact": "sex", "is": True, "text": "x"}}, "True is no value of sex"),
        ({"condition": {"fact": "a", "is": "男", "text": "x"}}, "'男' is no value of a"),
        ({"condition": {"fact": "sex", "in": ["男", "中"], "text": "x"}}, "'中' is no choice of sex"),
        ({"condition": {"fact": "today", "at_least": 1, "text": "x"}}, "today is a date"),
        ({"condition": is_true("a"), "cite": ["NX1 九.9"]}, "unknown provision NX1 九.9"),
        ({"condition": is_true("a"), "cite": ["XX 一.1"]}, "unknown provision XX 一.1"),
        ({"condition": is_true("a"), "cite": ["NX1 一"]}, "NX1 一 is a bare heading"),
        ({"condition": is_true("a"), "document": "XX"}, "unknown document XX"),
    ],
)
def test_broken(fields, reason):
    """Each problem is named with its rule."""
    found = list(find_broken_rules(make_book(make_rule(**fields))))
    assert ("topic.rule" in {name for name, _, _ in found}) is True
    assert any(reason in words for _, _, words in found), found


def test_whole_rules_are_not_broken():
    """Rules that refer to each other, tests that fit, dates against today."""
    first = make_rule({"all": [{"rule": "topic.other"}, {"fact": "age", "at_most": 45, "text": "x"}]})
    second = make_rule({"fact": "today", "before": "begun", "text": "x"}, "topic.other")
    assert list(find_broken_rules(make_book(first, second))) == []


def test_facts_that_derive_from_nothing():
    """A count of years needs a date to count from."""
    book = make_book()
    wrong = replace(book, facts={**book.facts, "age": book.facts["age"].model_copy(update={"since": "sex"})})
    assert list(find_broken_rules(wrong)) == [("age", "since", "sex is no date fact")]


def test_counts_that_could_exceed_nothing():
    """What a count can't exceed is a count, too, and one that there is."""
    book = make_book()
    for whole in ("sex", "nothing"):
        age = book.facts["age"].model_copy(update={"at_most": (whole,)})
        wrong = replace(book, facts={**book.facts, "age": age})
        assert list(find_broken_rules(wrong)) == [
            ("age", "at_most", f"{whole} is no count that age could exceed")
        ]


def test_loose_facts():
    """Facts that no rule uses."""
    names = {
        name
        for name, _, _ in find_loose_rules(make_book(make_rule({"fact": "age", "at_most": 4, "text": "x"})))
    }
    assert "a" in names
    assert not {"age", "born"} & names


def test_figures_must_be_in_the_provisions():
    """A figure in the words of a rule stands in what it cites, on the document's card, or is derived."""
    derived = [{"figure": "24", "derivation": "两年合24个月"}]
    rule = make_rule(is_true("a", text="满45岁、24个月、36个月"), title="2009年的规则", derived=derived)
    found = list(find_ungrounded_rules(make_book(rule), {"NX1 一.1": "不超过45周岁"}))
    assert found == [("topic.rule", "text", "36 is not in the cited provisions: 满45岁、24个月、36个月")]
