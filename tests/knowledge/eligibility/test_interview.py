"""The interview: it asks what can still change the verdict, and no more."""

import pytest

from knowledge.eligibility.bundles import Bundle, find_groups
from knowledge.eligibility.evaluation import evaluate
from knowledge.eligibility.facts import Value
from knowledge.eligibility.interview import next_step, telling_values
from knowledge.eligibility.relevance import facts_that_matter
from knowledge.eligibility.rules import Verdict
from knowledge.loader import load_rulebook
from tests.knowledge.eligibility.cases import TODAY, read_cases
from tests.knowledge.eligibility.interviews import conduct
from tests.knowledge.eligibility.samples import is_true, make_book, make_rule

BOOK = load_rulebook()
DEVELOPMENT = [case for case in read_cases() if case.name.startswith("de")]


def asked(rule, answers, book=BOOK, *, one_by_one=True):
    """The facts asked for, in order, when everything not in the answers is 不知道, and the last step."""
    interview, step = conduct(book, rule, answers, TODAY, one_by_one=one_by_one)
    return interview.asked, step


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


def test_what_cannot_help_any_more_is_not_asked():
    """Of two counts held against each other one is not known: the other tells nothing."""
    rule = make_rule({"fact": "part", "at_least": {"fact": "whole", "times": "1/2"}, "text": "一半"})
    order, step = asked(rule, {"part": 3}, make_book(rule))
    assert order == ["part", "whole"]
    assert asked(rule, {"whole": 3}, make_book(rule))[0] == ["part"]
    assert step.result.verdict is Verdict.UNDETERMINED


def test_conditions_side_by_side_are_one_question():
    """All of them hold, or one doesn't and settles it; who isn't sure is asked about each."""
    rule = make_rule({"all": [is_true("a"), is_true("b"), is_true("c", step=True)]})
    book = make_book(rule)
    first = next_step(book, rule, {}, today=TODAY)
    assert isinstance(first.group, Bundle)
    assert [item.text for item in first.group.items] == ["要有a", "要有b"]
    assert first.group.answers == ({"a": True, "b": True}, {"a": False}, {"b": False})
    assert asked(rule, {"a": True, "b": True, "c": True}, book, one_by_one=False)[0] == ["a+b", "c"]
    assert asked(rule, {"b": False}, book, one_by_one=False)[0] == ["a+b"]
    assert asked(rule, {"a": True}, book, one_by_one=False)[0] == ["a+b", "a", "b"]


def test_reasons_of_which_one_is_enough_are_one_question():
    """One of them holds, or none does."""
    rule = make_rule({"any": [is_true("a"), is_true("b")]})
    first = next_step(make_book(rule), rule, {}, today=TODAY)
    assert first.group
    assert first.group.answers == ({"a": False, "b": False}, {"a": True}, {"b": True})
    assert asked(rule, {"b": True}, make_book(rule), one_by_one=False)[0] == ["a+b"]


def test_two_counts_are_one_question():
    """A count and what it is held against come in one message."""
    rule = make_rule({"fact": "part", "at_least": {"fact": "whole", "times": "1/2"}, "text": "一半"})
    order, step = asked(rule, {"part": 3, "whole": 6}, make_book(rule), one_by_one=False)
    assert order == ["whole+part"]
    assert step.result.verdict is Verdict.ELIGIBLE


def test_a_follow_up_comes_first():
    """Whether an unmet condition may be unmet is asked before what has nothing to do with it."""
    soft = is_true("b", hardness="S", exception={"when": is_true("done"), "route": "报批"})
    rule = make_rule({"all": [is_true("a"), soft, is_true("c")]})
    step = next_step(make_book(rule), rule, {"b": False}, today=TODAY)
    assert step.fact
    assert step.fact.id == "done"


@pytest.mark.parametrize(
    ("condition", "declined", "asks"),
    [
        ({"not": {"all": [is_true("a"), is_true("b")]}}, {"a"}, ["b"]),
        ({"at_least": 2, "of": [is_true("a"), is_true("b"), is_true("c")]}, {"a"}, ["b", "c"]),
        ({"any": [is_true("a"), {"all": [is_true("a"), is_true("b")]}]}, {"a"}, []),
        ({"all": [is_true("a"), is_true("b", step=True)]}, {"a"}, []),
        ({"all": [is_true("a"), is_true("b", hardness="Z")]}, {"a"}, []),
        ({"rule": "topic.other"}, set(), ["d"]),
    ],
)
def test_what_can_still_matter(condition, declined, asks):
    """With some facts unknown for good only those are left that can change the verdict."""
    rule = make_rule(condition)
    book = make_book(rule, make_rule(is_true("d"), "topic.other"))
    result = evaluate(book, rule, {}, today=TODAY)
    assert list(facts_that_matter(result, declined)) == asks


def test_a_fact_is_in_one_group_only():
    """What is asked for in one group is not asked for in another."""
    rule = make_rule({"any": [{"all": [is_true("a"), is_true("b")]}, {"all": [is_true("b"), is_true("c")]}]})
    book = make_book(rule)
    groups = find_groups(book, evaluate(book, rule, {}, today=TODAY).trace, {"a", "b", "c"})
    assert [[fact.id for fact in group.facts] for group in groups] == [["a", "b"]]


@pytest.mark.parametrize("one_by_one", [True, False])
def test_progress_shrinks(one_by_one):
    """The bound on what is left falls with every answer, and the last question is announced as such."""
    rule = BOOK.rule("tiren.province-qualification")
    known: dict[str, Value] = {}
    left: list[int] = []
    while (step := next_step(BOOK, rule, known, today=TODAY, one_by_one=one_by_one)).fact:
        left.append(step.left)
        known |= step.group.answers[-1] if step.group else {step.fact.id: step.fact.id != "training_ok"}
    assert left == sorted(left, reverse=True)
    assert len(set(left)) == len(left)
    assert left[-1] == 1


@pytest.mark.parametrize("one_by_one", [True, False])
def test_every_interview_ends_in_the_verdict_of_the_case(one_by_one):
    """On the development cases an interview comes to the same verdict, whichever way it asks."""
    for case in DEVELOPMENT:
        _, step = asked(BOOK.rule(case.rule), case.facts, one_by_one=one_by_one)
        assert step.result.verdict is case.verdict, case


def test_at_most_half_of_the_facts_are_asked_for():
    """On the development cases the questions are at most half of the facts that their rules list."""
    rules = [BOOK.rule(case.rule) for case in DEVELOPMENT]
    questions = [
        asked(rule, case.facts, one_by_one=False)[0] for rule, case in zip(rules, DEVELOPMENT, strict=True)
    ]
    assert sum(map(len, questions)) <= sum(len(BOOK.facts_of(rule)) for rule in rules) / 2


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
