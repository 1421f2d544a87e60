"""Questions in between."""

import pytest

from bot.asides import is_question


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("试用期多长？", True),
        ("怎么填呢", True),
        ("能不能补训", True),
        ("？", False),
        ("四十五岁", False),
        ("是", False),
    ],
)
def test_questions(text, asks):
    """What asks for something is told from an answer; a mark alone asks nothing."""
    assert is_question(text) is asks
