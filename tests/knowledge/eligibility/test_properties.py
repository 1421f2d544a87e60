"""Properties of every shipped rule, on facts drawn at random."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.eligibility.evaluation import evaluate
from knowledge.eligibility.facts import FactType
from knowledge.eligibility.rules import Verdict
from knowledge.eligibility.wholes import find_excess
from knowledge.loader import load_rulebook
from tests.knowledge.eligibility.interviews import conduct
from tests.knowledge.eligibility.samples import TODAY

BOOK = load_rulebook()
RULES = list(BOOK.rules.values())
DECIDED = {Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE}
OPPOSITE = {Verdict.ELIGIBLE: Verdict.NOT_ELIGIBLE, Verdict.NOT_ELIGIBLE: Verdict.ELIGIBLE}
GOOD = [
    ("tuixiu.city-early", "service_years", range(40)),
    ("minzhu-tuijian.province-quorum", "attended", range(91)),
    ("zhaolu.national-two-years", "grassroots_years", range(5)),
    ("jiegou.s12-bachelor", "team_bachelor", range(11)),
]
BAD = [
    ("diaoren.ningxia-township-age", "age", range(30, 60)),
    ("renqi.city-renewal", "term_years", range(15)),
    ("zhishu.province-quota", "actual_posts", range(15)),
]
RANK = [Verdict.NOT_ELIGIBLE, Verdict.CONDITIONAL, Verdict.ELIGIBLE]


def values(fact):
    """Values of a fact around those that matter."""
    if fact.type is FactType.BOOLEAN:
        return st.booleans()
    if fact.type is FactType.ENUM:
        return st.sampled_from(fact.choices)
    if fact.type is FactType.DATE:
        return st.integers(0, 20000).map(lambda days: TODAY - timedelta(days))
    return st.integers(fact.minimum or 0, min(fact.maximum or 60, 60))


@st.composite
def complete_cases(draw):
    """A rule and a value for each of its facts, no part larger than its whole."""
    rule = draw(st.sampled_from(RULES))
    facts = {fact.id: draw(values(fact)) for fact in BOOK.facts_of(rule)}
    while excess := find_excess(BOOK.accepted(rule), facts):
        facts[excess[0]] = facts[excess[1]]
    return rule, facts


def verdict(rule, facts):
    """The verdict of the day."""
    return evaluate(BOOK, rule, facts, today=TODAY).verdict


@settings(max_examples=400, deadline=None)
@given(complete_cases(), st.data())
def test_what_is_not_known_never_decides_against_what_may_come(case, data):
    """If some facts are left out and the verdict is still decided, the full facts don't give the opposite."""
    rule, facts = case
    known = data.draw(st.sets(st.sampled_from(sorted(facts)))) if facts else set()
    partial = verdict(rule, {name: facts[name] for name in known})
    if partial in DECIDED:
        assert verdict(rule, facts) is not OPPOSITE[partial]


@settings(max_examples=200, deadline=None)
@given(complete_cases(), st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(case, random):
    """The same facts in another order give the same verdict and the same missing facts."""
    rule, facts = case
    shuffled = random.sample(sorted(facts), len(facts))
    first = evaluate(BOOK, rule, facts, today=TODAY)
    second = evaluate(BOOK, rule, {name: facts[name] for name in shuffled}, today=TODAY)
    assert (first.verdict, first.missing) == (second.verdict, second.missing)


@settings(max_examples=200, deadline=None)
@given(complete_cases(), st.data())
def test_what_is_not_asked_makes_no_difference(case, data):
    """An interview ends in the verdict on everything that the person knows, however it asks."""
    rule, facts = case
    names = data.draw(st.sets(st.sampled_from(sorted(facts)))) if facts else set()
    premises = {name for premise in rule.premises for name in premise.fact_ids}
    knows = {name: facts[name] for name in names - premises}
    for one_by_one in (True, False):
        _, step = conduct(BOOK, rule, knows, TODAY, one_by_one=one_by_one)
        assert step.result.verdict is verdict(rule, knows)


@settings(max_examples=200, deadline=None)
@given(complete_cases())
def test_nothing_is_missing_from_full_facts(case):
    """Once everything is known nothing is asked for any more."""
    rule, facts = case
    assert evaluate(BOOK, rule, facts, today=TODAY).missing == ()


@pytest.mark.parametrize(
    ("rule_id", "name", "span", "up"), [(*row, True) for row in GOOD] + [(*row, False) for row in BAD]
)
def test_monotone_facts(rule_id, name, span, up):
    """More service, more people present, more experience never make it worse; more age or terms never better."""
    rule = BOOK.rule(rule_id)
    base = {
        "expected": 90, "team_size": 10, "approved_posts": 9, "appointment": "委任制", "reappointed": "已重新任命",
        "sex": "男", "age": 56, "own_request": True, "authority_approved": True, "special_post": False,
    }  # fmt: skip
    given_facts = {key: value for key, value in base.items() if key in BOOK.accepted(rule) and key != name}
    ranks = [RANK.index(verdict(rule, given_facts | {name: value})) for value in span]
    assert ranks == sorted(ranks, reverse=not up)
    assert len(set(ranks)) > 1
