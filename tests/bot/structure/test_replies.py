"""Counts in words."""

from datetime import date
from fractions import Fraction

import pytest

from bot.structure.replies import is_question, read_answer
from knowledge.eligibility.facts import Fact, FactError

TODAY = date(2026, 11, 22)
HEADS = Fact(id="heads", label="正职数", type="integer", unit="人", maximum=100, question="正职多少人？")
AGE = Fact(id="age", label="平均年龄", type="number", unit="岁", question="平均多少岁？")
LISTED = Fact(id="listed", label="列名", type="boolean", question="列名吗？")
LEVEL = Fact(id="level", label="层级", type="enum", choices=("市级", "县级"), question="哪一级？")


@pytest.mark.parametrize(
    ("fact", "text", "value"),
    [
        (HEADS, "3", 3),
        (HEADS, "一共3人。", 3),
        (HEADS, "三", 3),
        (HEADS, "十二人", 12),
        (HEADS, "不清楚", None),
        (AGE, "45.5岁", Fraction(91, 2)),
        (LISTED, "是", True),
        (LISTED, "不是", False),
        (LEVEL, "市级", "市级"),
    ],
)
def test_answers(fact, text, value):
    """Numbers in digits and in words, yes and no, choices, and not knowing."""
    assert read_answer(fact, text, TODAY) == value


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        (HEADS, "大概3人"),
        (HEADS, "3到5人"),
        (HEADS, "很多"),
        (HEADS, "1e99999999"),
        (HEADS, "101"),
        (LISTED, "也许"),
        (LEVEL, "村级"),
    ],
)
def test_no_answers(fact, text):
    """What is vague, several numbers, or out of range is no answer."""
    with pytest.raises(FactError):
        read_answer(fact, text, TODAY)


@pytest.mark.parametrize(
    ("text", "is_one"), [("轮岗要满几年？", True), ("党外干部怎么算", True), ("3人", False), ("？", False)]
)
def test_questions(text, is_one):
    """A question in between is told from an answer."""
    assert is_question(text) is is_one
