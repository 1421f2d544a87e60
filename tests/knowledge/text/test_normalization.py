"""One comparable form for what people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text.normalization import normalize, simplify, traditionalize


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("请问，试用期多长啊？", "试用期多长"),
        ("試用期多長", "试用期多长"),
        ("试用期（２年）", "试用期 2年"),
        ("Age Limit", "age limit"),
        ("谢谢", "谢谢"),
        ("三分之二、80%", "2/3 80%"),
    ],
)
def test_one_form(typed, normal):
    """Width, script, case, padding and punctuation do not matter."""
    assert normalize(typed) == normal


def test_ascii_needs_no_conversion():
    """Plain ASCII stays as it is."""
    assert simplify("abc 12") == "abc 12"


def test_traditional_output():
    """Simplified text can be shown in Traditional characters."""
    assert traditionalize("干部选拔任用") == "幹部選拔任用"


@given(st.text(max_size=60))
def test_any_text_is_accepted(text):
    """No text breaks normalization, and no runs of spaces remain."""
    assert "  " not in normalize(text)
