"""The same question in other order and politeness."""

from knowledge.text.sameness import sameness_of


def test_sameness():
    """Order, politeness and marks of terms don't matter; other words do."""
    assert sameness_of("甲 乙", ["甲", "乙", "~甲乙"]) == sameness_of("乙甲", ["乙", "甲", "=丙"])
    assert sameness_of("甲", ["甲"]) != sameness_of("乙", ["乙"])
    assert sameness_of("请问试用期？") == sameness_of("试用期")
