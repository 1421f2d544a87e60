"""Chinese numerals in one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text.numerals import find_numbers, fold_numerals, to_int

SPELLED = {
    "四十五": 45,
    "十": 10,
    "二十": 20,
    "一百零三": 103,
    "两千": 2000,
    "三万二千": 32000,
    "廿五": 25,
    "二〇一六": 2016,
}


@pytest.mark.parametrize(("numeral", "value"), SPELLED.items())
def test_values(numeral, value):
    """Numerals of every shape have their value."""
    assert to_int(numeral) == value


@pytest.mark.parametrize("numeral", ["", "甲", "十甲"])
def test_no_numeral(numeral):
    """What is no numeral is refused, not guessed."""
    with pytest.raises(ValueError, match="numeral"):
        to_int(numeral)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("四十五周岁", "45周岁"),
        ("三分之二以上", "2/3以上"),
        ("百分之二十", "20%"),
        ("一至两年", "1-2年"),
        ("一两年", "1-2年"),
        ("5—10年", "5-10年"),
        ("半年", "6个月"),
        ("二〇一六年", "2016年"),
        ("三年多", "3年多"),
        ("一把手", "一把手"),
        ("第一书记", "第一书记"),
        ("三荐一议一审查", "三荐一议一审查"),
        ("第三年", "第三年"),
    ],
)
def test_folding(text, folded):
    """Quantities are folded; numerals inside names are left alone."""
    assert fold_numerals(text) == folded


def test_numbers():
    """Fractions and percentages count as one number."""
    assert find_numbers("2/3以上，20%，45周岁，1-2年，3.5") == ("2/3", "20%", "45", "1", "2", "3.5")


@given(st.integers(min_value=1, max_value=9999))
def test_folding_is_stable(value):
    """Folding a folded text changes nothing."""
    folded = fold_numerals(f"{value}年和三分之二")
    assert fold_numerals(folded) == folded
