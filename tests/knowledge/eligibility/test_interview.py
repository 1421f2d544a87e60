"""The interview: it asks what can still change the verdict, and no more."""

import pytest

from knowledge.eligibility.facts import Value
from knowledge.eligibility.interview import next_step, telling_values
from knowledge.eligibility.rules import Verdict
from knowledge.loader import load_rulebook
from tests.knowledge.eligibility.cases import TODAY, read_cases
from tests.knowledge.eligibility.samples import is_true, make_book, make_rule

BOOK = load_rulebook()
DEVELOPMENT = [case for case in read_cases() if case.name.startswith("de")]


def asked(rule, answers, book=BOOK):
    """The facts asked for, in order, when everything not in the answers is 不知道."""
    known: dict[str, Value] = {}
    declined: set[str] = set()
    order: list[str] = []
    while True:
        step = next_step(book, rule, known, today=TODAY, declined=declined)
        if step.fact is None:
            return order, step
        assert step.left >= 1
        order.append(step.fact.id)
        if answers.get(step.fact.id) is None:
            declined.add(step.fact.id)
        else:
            known |= book.read_facts(rule, {step.fact.id: answers[step.fact.id]}, TODAY)


def test_the_deciding_fact_first():
    """A fact that settles the case alone is asked before those that need each other."""
    rule = make_rule({"any": [{"all": [is_true("a"), is_true("b")]}, is_true("c")]})
    order, step = asked(rule, {"c": True}, make_book(rule))
    assert order == ["c"]
    assert step.result.verdict is Verdict.ELIGIBLE


def test_what_no_longer_matters_is_not_asked():
    """One failure ends an interview; the branch that is not taken is never asked for."""
    rule = make_rule({"all": [{"if": is_true("a"), "then": is_true("b")}, is_true("c")]})
    assert asked(rule, {"a": False, "c": True}, make_book(rule))[0] == ["c", "a"]
    assert asked(rule, {"c": False}, make_book(rule))[0] == ["c"]


def test_not_knowing_is_an_answer():
    """A declined fact isn't asked again, and the verdict says what is missing."""
    rule = make_rule({"all": [is_true("a"), is_true("b")]})
    order, step = asked(rule, {"b": True}, make_book(rule))
    assert sorted(order) == ["a", "b"]
    assert (step.left, step.result.missing) == (0, ("a",))


def test_progress_shrinks():
    """The bound on what is left falls with every answer."""
    rule = BOOK.rule("tuixiu.city-early")
    known: dict[str, Value] = {}
    left: list[int] = []
    answers: dict[str, Value] = {
        "sex": "女",
        "age": 50,
        "service_years": 20,
        "own_request": True,
        "authority_approved": True,
    }
    while (step := next_step(BOOK, rule, known, today=TODAY)).fact:
        left.append(step.left)
        known[step.fact.id] = answers.get(step.fact.id, False)
    assert left == sorted(left, reverse=True)
    assert len(set(left)) == len(left)


def test_every_interview_ends_in_the_verdict_of_the_case():
    """On the development cases an interview comes to the same verdict, asking at most half of what a rule can take."""
    shares = []
    for case in DEVELOPMENT:
        rule = BOOK.rule(case.rule)
        order, step = asked(rule, case.facts)
        assert step.result.verdict is case.verdict, case
        shares.append(len(order) / len(BOOK.accepted(rule)))
    assert sum(shares) / len(shares) <= 0.5


@pytest.mark.parametrize(
    ("name", "test", "values"),
    [
        ("a", {"is": True}, (True, False)),
        ("sex", {"is": "男"}, ("男", "女")),
        ("age", {"at_most": 45}, (44, 45, 46)),
        ("ended", {"before": "begun"}, ()),
        ("part", {"at_least": {"fact": "whole"}}, ()),
    ],
)
def test_telling_values(name, test, values):
    """Both sides of every threshold, all choices, and nothing where only dates or other facts decide."""
    rule = make_rule({"fact": name, "text": "x"} | test)
    assert telling_values(rule, make_book(rule).fact(name)) == values
