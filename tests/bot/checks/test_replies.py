"""Replies in words to the questions of an interview."""

from datetime import date
from fractions import Fraction

import pytest

from bot.checks.replies import options, understand, word_of
from knowledge.eligibility.facts import FactError
from tests.checking import TODAY, make_checking_base

BOOK = make_checking_base().rulebook


def read(name, text):
    """What a reply to the question for a fact is understood as."""
    return understand(BOOK, BOOK.fact(name), text, TODAY)


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
        ("approved", "看情况吧我也说不好"),
        ("target", "领导职务"),
        ("target", "科员"),
        ("birth_date", "那年"),
    ],
)
def test_what_is_not_understood(fact, text):
    """Nonsense, out of range, and what fits several choices or none."""
    with pytest.raises(FactError):
        read(fact, text)


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
