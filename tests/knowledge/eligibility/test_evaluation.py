"""How conditions become a verdict: hardness, routes, steps, blanks, proposals, scope."""

from datetime import date

import pytest

from knowledge.eligibility.evaluation import Applicability, evaluate
from knowledge.eligibility.rules import Verdict
from tests.knowledge.eligibility.samples import TODAY, check, is_true, make_book, make_rule

YES, MAYBE, NO, OPEN = Verdict.ELIGIBLE, Verdict.CONDITIONAL, Verdict.NOT_ELIGIBLE, Verdict.UNDETERMINED
VALUES = (True, False, None)


def verdicts(condition, **fields):
    """The verdicts of a condition on fact a: when it holds, when it does not, when it is not known."""
    return tuple(check(condition, {"a": value}, **fields).verdict for value in VALUES)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"hardness": "H"}, (YES, NO, OPEN)),
        ({"hardness": "S"}, (YES, NO, OPEN)),
        ({"hardness": "S", "exception": {"route": "报批"}}, (YES, MAYBE, OPEN)),
        ({"hardness": "P"}, (YES, MAYBE, OPEN)),
        ({"hardness": "G"}, (YES, MAYBE, OPEN)),
        ({"hardness": "X"}, (YES, MAYBE, OPEN)),
        ({"hardness": "T"}, (YES, MAYBE, OPEN)),
        ({"hardness": "M"}, (YES, MAYBE, OPEN)),
        ({"hardness": "M", "required": True}, (YES, NO, OPEN)),
        ({"hardness": "Z"}, (OPEN, OPEN, OPEN)),
        ({"step": True}, (YES, MAYBE, MAYBE)),
        ({"presumed": True}, (YES, NO, MAYBE)),
    ],
)
def test_hardness(fields, expected):
    """What holding, failing and not knowing a condition comes to."""
    assert verdicts(is_true("a", **fields)) == expected


def test_structure_decides_for_teams():
    """A structure target that no person fails is failed by a team."""
    assert verdicts(is_true("a", hardness="T"), kind="structure") == (YES, NO, OPEN)


def test_a_blank_stays_open():
    """What the document leaves open is undetermined, unless something else fails."""
    condition = {"all": [is_true("a"), {"blank": "没有写", "fact": "age", "text": "年数"}]}
    assert verdicts(condition) == (OPEN, NO, OPEN)
    assert check(condition, {"a": True}).missing == ()


@pytest.mark.parametrize(("special", "verdict"), [(True, MAYBE), (False, NO), (None, OPEN)])
def test_a_route_for_some(special, verdict):
    """A route that is not for all helps those whom it is for."""
    result = check(
        is_true("a", exception={"when": is_true("b"), "route": "补办"}), {"a": False, "b": special}
    )
    assert result.verdict is verdict
    assert result.missing == (("b",) if special is None else ())
    assert result.trace.opens_route is (special is True)


@pytest.mark.parametrize(
    ("facts", "verdict", "missing"),
    [
        ({"a": False}, MAYBE, ("done",)),
        ({"a": False, "done": True}, YES, ()),
        ({"a": False, "done": False}, MAYBE, ()),
        ({"a": True}, YES, ()),
        ({}, OPEN, ("a",)),
    ],
)
def test_a_route_taken(facts, verdict, missing):
    """An approval that was granted makes up for the condition it is for."""
    result = check(is_true("a", exception={"route": "报批", "granted": "done"}), facts)
    assert (result.verdict, result.missing) == (verdict, missing)


def test_if_asks_only_those_it_is_for():
    """A condition behind an if is open as long as it is not known whom it is for."""
    condition = {"if": is_true("a"), "then": is_true("b")}
    assert check(condition, {"a": False}).verdict is YES
    assert check(condition, {"a": True, "b": False}).verdict is NO
    assert check(condition, {"b": True}).verdict is YES
    assert check(condition, {}).missing == ("a", "b")


def test_not_and_at_least():
    """Negation looks at the bare facts; so many of several conditions."""
    assert verdicts({"not": is_true("a")}) == (NO, YES, OPEN)
    assert check({"not": is_true("a")}, {}).missing == ("a",)
    some = {"at_least": 2, "of": [is_true("a"), is_true("b"), is_true("c")]}
    assert check(some, {"a": True, "b": True}).verdict is YES
    assert check(some, {"a": False, "b": False}).verdict is NO
    assert check(some, {"a": True, "b": False}).missing == ("c",)


def test_references():
    """Another rule's condition counts as if it stood here, and its facts are asked for."""
    other = make_rule(is_true("a"), "topic.other")
    rule = make_rule({"all": [{"rule": "topic.other"}, is_true("b")]})
    book = make_book(rule, other)
    assert [fact.id for fact in book.facts_of(rule)] == ["a", "b"]
    assert book.references(rule) == (other,)
    assert evaluate(book, rule, {"a": True, "b": True}, today=TODAY).verdict is YES
    assert evaluate(book, rule, {"a": False, "b": True}, today=TODAY).verdict is NO
    assert evaluate(book, rule, {"b": True}, today=TODAY).missing == ("a",)


@pytest.mark.parametrize(
    ("test", "holds"),
    [
        ({"at_least": 45}, {44: False, 45: True, 46: True}),
        ({"at_most": 45}, {44: True, 45: True, 46: False}),
        ({"more_than": 45}, {44: False, 45: False, 46: True}),
        ({"less_than": 45}, {44: True, 45: False, 46: False}),
    ],
)
def test_thresholds(test, holds):
    """Exactly at a threshold, one below, one above."""
    found = {age: check({"fact": "age", "text": "x"} | test, {"age": age}).verdict for age in holds}
    assert found == {age: YES if truth else NO for age, truth in holds.items()}


@pytest.mark.parametrize(
    ("test", "holds"),
    [
        ({"before": "begun"}, (True, False, False)),
        ({"not_after": "begun"}, (True, True, False)),
        ({"after": "begun"}, (False, False, True)),
        ({"not_before": "begun"}, (False, True, True)),
        ({"before": date(2023, 3, 5)}, (True, False, False)),
        ({"within": {"fact": "begun", "plus": "P0M1D"}}, (True, True, True)),
    ],
)
def test_dates_against_dates(test, holds):
    """The day before, the day itself, the day after."""
    days = ("2023-03-04", "2023-03-05", "2023-03-06")
    facts = {"begun": "2023-03-05"} if "fact" in str(test) or "begun" in str(test) else {}
    found = [check({"fact": "ended", "text": "x"} | test, {"ended": day} | facts).verdict for day in days]
    assert found == [YES if truth else NO for truth in holds]


def test_around_never_fails():
    """Reaching an approximate target is clear; missing it is not a failure but a gap."""
    condition = {"fact": "part", "around": {"fact": "whole", "times": "60%"}, "text": "x", "hardness": "T"}
    assert check(condition, {"whole": 10, "part": 6}, kind="structure").verdict is YES
    result = check(condition, {"whole": 10, "part": 4}, kind="structure")
    assert result.verdict is OPEN
    assert result.trace.outcome
    assert result.trace.outcome.gap == 2


@pytest.mark.parametrize(
    ("whole", "part", "gap"), [(100, 66, 1), (90, 58, 2), (90, 60, None), (None, 60, None)]
)
def test_the_gap_in_heads(whole, part, gap):
    """A gap counts whole heads, and there is none when the target is met or not known."""
    condition = {"fact": "part", "at_least": {"fact": "whole", "times": "2/3"}, "text": "x"}
    outcome = check(condition, {"whole": whole, "part": part}).trace.outcome
    assert outcome
    assert outcome.gap == gap


@pytest.mark.parametrize(
    ("facts", "today", "fields", "applies"),
    [
        ({"region": "宁夏银川"}, TODAY, {}, Applicability.APPLIES),
        ({"region": "全国"}, TODAY, {}, Applicability.APPLIES),
        ({"region": "舟山"}, TODAY, {}, Applicability.OTHER_REGION),
        ({"region": "舟山"}, TODAY, {"document": "CN1"}, Applicability.APPLIES),
        ({}, date(2016, 10, 7), {}, Applicability.TOO_EARLY),
        ({}, date(2016, 10, 8), {}, Applicability.APPLIES),
        ({}, date(2019, 12, 31), {"since": date(2020, 1, 1)}, Applicability.TOO_EARLY),
        ({"b": False}, TODAY, {"premises": [is_true("b")]}, Applicability.OTHER_CASE),
        ({"b": True}, TODAY, {"premises": [is_true("b")]}, Applicability.APPLIES),
        ({}, TODAY, {"premises": [is_true("b")]}, Applicability.APPLIES),
    ],
)
def test_scope(facts, today, fields, applies):
    """Outside its region, its time or its premises a rule decides nothing."""
    result = check(is_true("a"), {"a": True} | facts, today, **fields)
    assert result.applicability is applies
    assert result.verdict is (YES if applies is Applicability.APPLIES else OPEN)
    assert result.missing == ()
