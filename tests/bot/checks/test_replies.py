"""Replies in words to the questions of an interview."""

from datetime import date
from fractions import Fraction

import pytest

from bot.checks.case import Case, read_case
from bot.checks.replies import Understood, options, understand, word_of
from knowledge.eligibility.facts import FactError
from knowledge.loader import load_rulebook
from tests.checking import TODAY, make_checking_base, make_row

BOOK = make_checking_base().rulebook
SHIPPED = load_rulebook()


def asking(name, facts=None):
    """A case that asks for one fact, with these answers of before."""
    rule = next(rule for rule in BOOK.rules.values() if name in BOOK.accepted(rule))
    row = make_row(rule.id, facts=facts or {}, asking=name)
    case = read_case(BOOK, row, TODAY)
    assert isinstance(case, Case)
    return case


def asking_group(rule):
    """A case of a shipped rule, at its first question."""
    case = read_case(SHIPPED, make_row(rule), TODAY)
    assert isinstance(case, Case)
    return case


def read(name, text, facts=None):
    """What a reply to the question for a fact is understood as."""
    return understand(asking(name, facts), text)


@pytest.mark.parametrize(
    ("fact", "text", "facts", "is_plain"),
    [
        ("age", "42", {"age": 42}, True),
        ("age", "42周岁。", {"age": 42}, True),
        ("age", "四十二岁", {"age": 42}, False),
        ("age", "1984年3月", {"birth_date": date(1984, 3, 1)}, False),
        ("age", "1984-03-01", {"birth_date": date(1984, 3, 1)}, True),
        ("post_years", "3年", {"post_years": Fraction(3)}, True),
        ("post_years", "两年半", {"post_years": Fraction(5, 2)}, False),
        ("post_years", "去年三月", {"post_start": date(2025, 3, 1)}, False),
        ("birth_date", "85年6月5日", {"birth_date": date(1985, 6, 5)}, False),
        ("approved", "是的", {"approved": True}, True),
        ("approved", "已经批了", {"approved": True}, True),
        ("approved", "还没有", {"approved": False}, True),
        ("approved", "不是", {"approved": False}, True),
        ("target", "其他", {"target": "其他"}, True),
        ("target", "科级", {"target": "科级领导职务"}, False),
        ("target", "是處級領導職務吧", {"target": "处级领导职务"}, False),
        ("age", "不知道", {}, True),
        ("approved", "记不清", {}, True),
        ("team", "9人", {"team": 9}, True),
        ("age", "我今年42岁", {"age": 42}, False),
        ("post_years", "大概三年吧", {"post_years": Fraction(3)}, False),
    ],
)
def test_what_is_understood(fact, text, facts, is_plain):
    """Numbers, dates, yes and no, choices in part: what may be read otherwise is confirmed first."""
    understood = read(fact, text)
    assert (understood.facts, understood.is_plain) == (facts, is_plain)


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("age", "很大"),
        ("age", "300"),
        ("post_years", "不到3年"),
        ("age", "42还是43"),
        ("approved", "随便吧，怎样都行"),
        ("target", "领导职务"),
        ("target", "科员"),
        ("birth_date", "那年"),
    ],
)
def test_what_is_not_understood(fact, text):
    """Nonsense, out of range, and what fits several choices or none."""
    with pytest.raises(FactError):
        read(fact, text)


def test_a_correction_may_mean_an_answer_of_before():
    """Who says 不对 to a question that takes no date means the date given before."""
    case = asking("approved", {"post_start": "2019-07-01", "age": 40})
    assert understand(case, "不对，是2018年") == Understood({"post_start": date(2018, 1, 1)}, is_plain=False)
    assert understand(asking("approved"), "不对，是2018年").facts == {"approved": False}


def test_facts_said_along_with_the_answer_are_confirmed():
    """A reply that says more than was asked for is confirmed as a whole."""
    assert read("post_years", "3年，我今年42岁") == Understood({"post_years": 3, "age": 42}, is_plain=False)


ALL_OF = "cizhi.city-blame"
ANY_OF = "cizhi.city-ordered"
PAIR = "minzhu-tuijian.province-quorum"


@pytest.mark.parametrize(
    ("rule", "text", "facts", "is_plain"),
    [
        (ALL_OF, "都符合", {"grave_fault": True, "major_loss": True}, True),
        (ALL_OF, "全部都满足", {"grave_fault": True, "major_loss": True}, True),
        (ALL_OF, "第2项不符合", {"major_loss": False}, False),
        (ALL_OF, "①不是", {"grave_fault": False}, False),
        (ALL_OF, "第二项没有", {"major_loss": False}, False),
        (ALL_OF, "不知道", {}, True),
        (ANY_OF, "都没有", {"identified_unfit": False, "found_unsuitable": False}, True),
        (ANY_OF, "有第2项", {"found_unsuitable": True}, False),
        (ANY_OF, "被认定不胜任", {"identified_unfit": True}, False),
        (PAIR, "实到60人，应到90人", {"attended": 60, "expected": 90}, False),
        (PAIR, "90，60", {"expected": 90, "attended": 60}, False),
        (PAIR, "60/90", {"expected": 90, "attended": 60}, False),
        (PAIR, "90人", {"expected": 90}, True),
    ],
)
def test_replies_to_a_question_about_several_facts(rule, text, facts, is_plain):
    """All of them, one of them, or two numbers in the order asked."""
    understood = understand(asking_group(rule), text)
    assert (understood.facts, understood.is_plain) == (facts, is_plain)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (ALL_OF, "第3项不符合"),
        (ALL_OF, "第1项是"),
        (ALL_OF, "不符合"),
        (PAIR, "不到9人"),
        (PAIR, "1，2，3"),
        (PAIR, "很多"),
    ],
)
def test_replies_that_do_not_say_which(rule, text):
    """The question is asked again."""
    with pytest.raises(FactError):
        understand(asking_group(rule), text)


def test_options_have_buttons():
    """Yes and no, the choices, or the common numbers."""
    assert options(BOOK.fact("approved")) == (True, False)
    assert options(BOOK.fact("target")) == ("科级领导职务", "处级领导职务", "其他")
    assert options(BOOK.fact("age")) == (40, 45, 50)
    assert options(BOOK.fact("birth_date")) == ()


@pytest.mark.parametrize(
    ("text", "step"), [("对。", "yes"), ("是的", "yes"), ("不對", "no"), ("错了！", "no"), ("42", None)]
)
def test_words_that_confirm(text, step):
    """Where something waits to be confirmed, a word does what its button does."""
    assert word_of(text) == step
