"""Guards before and after the search."""

import pytest

from knowledge.retrieval import guards
from knowledge.retrieval.analysis import Query
from knowledge.retrieval.ranking import Ranked
from knowledge.retrieval.targets import Target
from tests.knowledge.samples import UNCOVERED, make_entry


def ranked(*entries):
    """Entries as candidates, each a tenth behind the one before."""
    return [Ranked(Target(e.id, e, (), ""), 3.0 - place / 10, {}) for place, e in enumerate(entries)]


def first(text, *entries, **fields):
    """The id of the first candidate after the guards, and whether they say that they changed it."""
    ordered, told = guards.prefer_scope(Query(text, {}, **fields), ranked(*entries))
    return ordered[0].target.id, bool(told)


ONE = make_entry("a.one")
BOTH = make_entry("a.both", citations=("CN1 一.1", "NX1 二.1"))
COMPARED = make_entry("a.compared", kind="comparison", citations=("CN1 一.1", "NX1 二.1"))


@pytest.mark.parametrize(
    ("entries", "fields", "expected"),
    [
        ((BOTH, ONE), {"named": frozenset({"CN1"})}, "a.one"),
        ((BOTH, ONE), {"named": frozenset({"CN1", "NX1"})}, "a.both"),
        ((BOTH, ONE), {"hinted": frozenset({"CN1"})}, "a.one"),
        ((BOTH, ONE), {"hinted": frozenset({"CN1", "NX1"})}, "a.both"),
        ((BOTH, ONE), {}, "a.both"),
        ((COMPARED, ONE), {}, "a.one"),
        ((COMPARED, ONE), {"intents": frozenset({"differ"})}, "a.compared"),
    ],
)
def test_one_document(entries, fields, expected):
    """Who asks about one document gets what that one says; who asks for a difference gets the comparison."""
    assert first("试用期", *entries, **fields) == (expected, expected != entries[0].id)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("女的多大可以退", "a.women"),
        ("男的多大可以退", "a.men"),
        ("多大可以退", "a.men"),
        ("男的女的都多大", "a.men"),
    ],
)
def test_opposites(text, expected):
    """Whose entry it is decides between the sexes, levels and outcomes."""
    men, women = (
        make_entry("a.men", question="男干部多大可以退"),
        make_entry("a.women", question="女干部多大可以退"),
    )
    assert first(text, men, women)[0] == expected


def test_missing_aspects():
    """Who asks for a sum of money is not told something else; what lies outside is left alone."""
    money = make_entry("a.money", answer="每月补助的数额，文件留空没有写。")
    assert first("锻炼期间多少钱", ONE, money)[0] == "a.money"
    outside = Ranked(Target("uncovered:x", UNCOVERED[0], (), ""), 5.0, {})
    ordered, _ = guards.prefer_scope(Query("多少钱", {}), [outside, *ranked(ONE)])
    assert ordered[0] == outside
    assert guards.prefer_scope(Query("多少钱", {}), []) == ([], ())


def test_the_last_answer_gives_way():
    """Who goes on asking wants to know something else."""
    assert guards.prefer_fresh(ranked(ONE, BOTH), "a.one")[0].target.id == "a.both"


@pytest.mark.parametrize(
    ("message", "has_words", "is_foreign"),
    [
        ("？？！", False, False),
        ("👍👍", False, False),
        ("hello there", True, True),
        ("ok", True, False),
        ("abcdefg 试用期", True, False),
    ],
)
def test_what_can_be_read(message, has_words, is_foreign):
    """Signs alone are no words, and a longer text in another script is foreign."""
    assert guards.has_words(message) is has_words
    assert guards.is_foreign(message) is is_foreign


def test_figure_note():
    """The figure in question is named, in one form, when the answer has another one."""
    assert "2年" in guards.figure_note("试用期是两年吗？", ONE)
    assert guards.figure_note("试用期是一年吗？", ONE) is None
