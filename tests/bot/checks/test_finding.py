"""Finding checks: by key, link and words, and for an answer."""

import pytest

from bot.checks.finding import link_argument, rule_key, rule_of_key, rule_of_link, rules_for, search_rules
from knowledge.loader import load_rulebook
from tests.builders import make_entry
from tests.checking import make_checking_base

BOOK = make_checking_base().rulebook
MOVE = BOOK.rules["lungang.move"]


def ids(rules):
    """The ids of rules."""
    return [rule.id for rule in rules]


def test_keys_and_links_lead_back_to_their_rules():
    """Each rule of the real content has its own, short enough for a button and a link."""
    book = load_rulebook()
    for rule in book.rules.values():
        assert rule_of_key(book, rule_key(rule)) is rule
        assert rule_of_link(book, link_argument(rule)) is rule
        assert len(link_argument(rule)) <= 64
        assert link_argument(rule).replace("_", "").replace("-", "").isalnum()
    assert rule_of_key(book, "0123") is None
    assert rule_of_link(book, "check_nothing") is None


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("轮岗", ["lungang.move"]),
        ("女幹部比例", ["jiegou.women"]),
        ("能不能轮岗到县直机关", ["lungang.move"]),
        ("今天吃什么", []),
        ("？？", []),
        ("", []),
    ],
)
def test_searching_by_words(words, found):
    """Most of the characters must occur, in either script; nothing is found for nothing."""
    assert ids(search_rules(BOOK, words)) == found


def test_the_best_match_comes_first():
    """Of several rules with all the words, the one most like them leads."""
    found = search_rules(load_rulebook(), "挂职留任")
    assert found[0].id == "guazhi.ningxia-stay"


def test_checks_for_an_answer():
    """A question about oneself brings its check; an entry brings those of its provisions, and of its documents only."""
    entry = make_entry(question="轮岗到县直机关要够什么条件？")
    assert ids(rules_for(BOOK, text="我能不能轮岗到县直机关", entry=make_entry())) == ["lungang.move"]
    assert ids(rules_for(BOOK, text="条件呢", entry=entry)) == ["lungang.move"]
    assert ids(rules_for(BOOK, text="轮岗制度的由来", entry=make_entry(question="轮岗的由来"))) == []
    other = make_entry(citations=("DEMO2 一.2",))
    assert ids(rules_for(BOOK, text="我能不能轮岗到县直机关", entry=other)) == []


def test_checks_that_an_entry_names():
    """An entry may name a rule among what is related."""
    entry = make_entry(related=("jiegou.women",), citations=("DEMO2 一.2",))
    assert ids(rules_for(BOOK, text="比例", entry=entry)) == ["jiegou.women"]


def test_checks_for_a_question_without_an_answer():
    """What is not answered may still be checked, if it asks for oneself."""
    assert ids(rules_for(BOOK, text="我想轮岗去县直机关")) == ["lungang.move"]
    assert ids(rules_for(BOOK, text="县直机关轮岗史")) == []
