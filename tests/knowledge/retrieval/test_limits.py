"""A person's age in a question, held against the limit that the answer states."""

import pytest

from knowledge.eligibility.facts import Fact
from knowledge.eligibility.rules import EligibilityRule
from knowledge.retrieval import wording
from knowledge.retrieval.limits import limit_note
from tests.knowledge.samples import REVIEWED, make_base, make_entry

FACTS = tuple(
    Fact.model_validate(fact)
    for fact in (
        {"id": "age", "label": "年龄", "type": "integer", "unit": "岁", "question": "多大？"},
        {"id": "years", "label": "年限", "type": "number", "unit": "年", "question": "几年？"},
        {"id": "sex", "label": "性别", "type": "enum", "choices": ["男", "女"], "question": "男还是女？"},
    )
)
ENTRY = make_entry(answer="不超过45周岁，以前是40周岁。\n\n重新调任的，不超过55周岁。")
UPPER = {"fact": "age", "at_most": 45, "hardness": "S", "text": "不超过45周岁"}
LOWER = {"fact": "age", "at_least": 45, "text": "年满45周岁"}
WAY = {"exception": {"route": "报批后可以办理"}}


def make_rule(number=1, **fields):
    """A rule about the entry's provision."""
    defaults = {
        "id": f"diaoren.rule-{number}",
        "title": "年龄",
        "question": "年龄够不够？",
        "topic": "diaoren",
        "document": "CN1",
        "persons": "干部",
        "cite": ["CN1 一.1"],
        "condition": UPPER,
        "reviewed_on": REVIEWED,
    }
    return EligibilityRule.model_validate(defaults | fields)


def note(question, *conditions, **fields):
    """What is said first of a question about the entry, where rules of these conditions hold."""
    rules = [make_rule(number, condition=one, **fields) for number, one in enumerate(conditions)]
    base = make_base(
        [ENTRY], rules={rule.id: rule for rule in rules}, facts={fact.id: fact for fact in FACTS}
    )
    return limit_note(question, ENTRY, base)


@pytest.mark.parametrize(
    ("condition", "question", "expected"),
    [
        (UPPER | WAY, "我46了还能调任吗", "46岁超过了45周岁的上限；但文件留有余地：报批后可以办理。"),
        (UPPER, "四十六岁能调任吗", "46岁超过了45周岁的上限，一般不符合这一条。"),
        (UPPER | {"hardness": "H"}, "我今年四十六，能调任吗", "46岁超过了45周岁的上限，不符合这一条。"),
        (LOWER, "我44岁行不行", "44岁没有达到45周岁的下限，不符合这一条。"),
        (UPPER, "我44了还行吗", "44岁没有超过45周岁的上限，年龄这一条符合；其他条件请看下面。"),
        (LOWER, "我老公四十八，行吗", "48岁达到了45周岁的下限，年龄这一条符合；其他条件请看下面。"),
        ({"all": [UPPER, {"fact": "sex", "is": "男", "text": "男性"}]}, "我47岁呢", "47岁超过了45周岁的上限"),
    ],
    ids=["a way beyond", "soft", "hard", "too young", "within", "old enough", "one of all"],
)
def test_what_is_said_first(condition, question, expected):
    """The comparison, and what follows from it."""
    assert note(question, condition).startswith(expected)


@pytest.mark.parametrize(
    ("question", "conditions"),
    [
        ("调任有年龄限制吗", [UPPER]),
        ("我45岁，能调任吗", [UPPER]),
        ("46岁以上能调任吗", [UPPER]),
        ("我46岁，他48岁，能调任吗", [UPPER]),
        ("46岁以上的行，我46岁行吗", [UPPER]),
        ("我46岁", []),
        ("我46岁", [UPPER, LOWER]),
        ("我46岁", [UPPER | {"at_most": 55}]),
        ("我46岁", [UPPER | {"hardness": "G"}]),
        ("我46岁", [{"any": [UPPER, {"fact": "sex", "is": "男", "text": "男性"}]}]),
        ("我46岁", [{"fact": "years", "at_least": 45, "text": "满45年"}]),
    ],
    ids=[
        "no age",
        "the limit to the year",
        "only bounded",
        "two ages",
        "bounded and not",
        "no rule",
        "two limits",
        "not in the first paragraph",
        "only a goal",
        "one way of several",
        "no age is asked",
    ],
)
def test_nothing_is_said_in_doubt(question, conditions):
    """One certain age, one certain limit, or nothing."""
    assert note(question, *conditions) is None


def test_rules_of_other_provisions_and_duties_do_not_count():
    """Neither what another provision sets, nor whom a duty is for, limits anybody here."""
    assert note("我46岁", UPPER, cite=["NX1 二.1"]) is None
    assert note("我46岁", UPPER, kind="duty") is None


def test_no_way_for_some_only():
    """A way that is open to some is not told to all."""
    special = {"route": "可以放宽", "when": {"fact": "sex", "is": "女", "text": "女性"}}
    said = note("我46岁", UPPER | {"hardness": "H", "exception": special})
    assert said.endswith(wording.BEYOND_SOFT)
