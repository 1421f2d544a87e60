"""Facts: every accepted form of a value, and friendly refusals of the rest."""

from datetime import date
from fractions import Fraction

import pytest
from pydantic import ValidationError

from knowledge.eligibility.facts import Fact, FactError, parse_value, plain_values
from knowledge.eligibility.rulebook import REGION_FACT
from tests.knowledge.eligibility.samples import TODAY, make_book

BOOK = make_book()


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        ("age", 45, 45),
        ("age", "45", 45),
        ("age", " 45岁 ", 45),
        ("age", "四十五周岁", 45),
        ("age", 45.0, 45),
        ("years", 1.5, Fraction(3, 2)),
        ("years", "1.5年", Fraction(3, 2)),
        ("years", "两年半", Fraction(5, 2)),
        ("span", "6个月", 6),
        ("a", True, True),
        ("a", "是", True),
        ("a", "没有", False),
        ("born", date(1981, 3, 5), date(1981, 3, 5)),
        ("born", "1981年3月5日", date(1981, 3, 5)),
        ("sex", " 女 ", "女"),
    ],
)
def test_values(name, raw, value):
    """The usual ways to give a value."""
    assert parse_value(BOOK.fact(name), raw, TODAY) == value


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (date(2026, 3, 5), "2026-03-05"),
        (Fraction(3, 2), "3/2"),
        (Fraction(6, 2), 3),
        (3, 3),
        (True, True),
        ("甲", "甲"),
    ],
)
def test_values_are_kept_as_plain_json(value, plain):
    """Dates and fractions as text, whole numbers as such."""
    assert plain_values({"x": value}) == {"x": plain}


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("age", "1e99999999", "要填整数"),
        ("years", "1/0", "要填数字"),
        ("age", "abc", "“年龄”要填整数（0至99岁）"),
        ("age", True, "要填整数"),
        ("age", 45.5, "要填整数"),
        ("age", "1/0", "要填整数"),
        ("age", None, "要填整数"),
        ("age", 100, "超出范围（0至99岁）"),
        ("age", -1, "超出范围"),
        ("years", "很久", "要填数字（不小于0年）"),
        ("a", "也许", "只能填 true（是）或 false（否）"),
        ("born", "2月30日", "要填日期，如 2024-03-05"),
        ("born", 1981, "要填日期"),
        ("sex", "不详", "只能是 男、女 之一"),
        ("sex", 1, "只能是 男、女 之一"),
    ],
)
def test_refusals(name, raw, words):
    """A refusal names the fact and what it takes."""
    with pytest.raises(FactError) as caught:
        parse_value(BOOK.fact(name), raw, TODAY)
    assert caught.value.fact_id == name
    assert words in caught.value.reason


def test_region():
    """A region is a short name."""
    assert parse_value(REGION_FACT, " 宁夏 ", TODAY) == "宁夏"
    for raw in ("", "很长" * 20, 3):
        with pytest.raises(FactError, match="地区"):
            parse_value(REGION_FACT, raw, TODAY)


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("age", 45, "45岁"),
        ("years", Fraction(5, 2), "2年6个月"),
        ("years", Fraction(23, 10), "2.3年"),
        ("years", Fraction(1079, 361), "2年11个多月"),
        ("years", Fraction(1085, 361), "3年多"),
        ("years", Fraction(1, 361), "不到1个月"),
        ("years", Fraction(0), "0年"),
        ("span", Fraction(18), "1年6个月"),
        ("a", False, "否"),
        ("a", True, "是"),
        ("born", date(1981, 3, 5), "1981年3月5日"),
        ("sex", "女", "女"),
    ],
)
def test_shown(name, value, shown):
    """Values are shown as officials write them."""
    assert BOOK.fact(name).show(value) == shown


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "enum"},
        {"type": "boolean", "choices": ["是"]},
        {"type": "integer", "unit": "人", "since": "born"},
        {"type": "integer", "affirms": ["有"]},
        {"type": "enum", "choices": ["男", "女"], "aliases": [["男的", "男士"]]},
    ],
)
def test_definitions_that_contradict_themselves(fields):
    """Choices belong to enums, derivations to counts of years or months."""
    with pytest.raises(ValidationError):
        Fact.model_validate({"id": "x", "label": "x", "question": "x？"} | fields)
