"""Finding deadline rules in the shipped content."""

import pytest

from bot.deadlines.finding import (
    can_remind,
    rule_key,
    rule_of_key,
    rules_for,
    rules_of,
    search_rules,
    subject_of,
)
from bot.rendering.deadline_texts import SUBJECTS
from knowledge.loader import load_knowledge

BASE = load_knowledge()
BOOK = BASE.deadline_book


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("试用期", "shiyongqi.city-end"),
        ("我的试用期什么时候到", "shiyongqi.city-end"),
        ("转正", "shiyongqi.city-end"),
        ("培训", "peixun.province-before-post"),
        ("下乡", "duanlian.city-within-three-years"),
        ("退休", "tuixiu.city-thirty-years"),
        ("公示", "gongshi.province-days"),
        ("村官", "cunguan.national-township"),
        ("民主生活会", "shenghuohui.province-check"),
        ("試用期", "shiyongqi.city-end"),
    ],
)
def test_what_people_type_finds_its_rule(words, first):
    """Terms of the documents, everyday words, whole sentences, Traditional characters."""
    assert search_rules(BOOK, words)[0].id == first


@pytest.mark.parametrize("words", ["", "？", "天气", "红烧肉怎么做", "干部轮岗要满几年"])
def test_what_is_no_deadline_finds_nothing(words):
    """Such a text is answered as a question instead."""
    assert search_rules(BOOK, words) == ()


def test_history_comes_after_what_can_remind():
    """It is found, too, so that it can be answered."""
    found = search_rules(BOOK, "换届")
    assert [can_remind(rule) for rule in found] == sorted((can_remind(rule) for rule in found), reverse=True)
    assert not can_remind(found[-1])


def test_keys_lead_back():
    """Each rule has a key of its own, and a stale one leads nowhere."""
    keys = {rule_key(rule) for rule in BOOK.rules.values()}
    assert len(keys) == len(BOOK.rules)
    assert all(rule_of_key(BOOK, rule_key(rule)) is rule for rule in BOOK.rules.values())
    assert rule_of_key(BOOK, "nothing") is None


def test_every_rule_that_reminds_has_a_subject():
    """None hides under “other”, and the menu shows them all."""
    shown = [rule.id for subject in SUBJECTS for rule in rules_of(BOOK, subject)]
    assert sorted(shown) == sorted(rule.id for rule in BOOK.rules.values() if can_remind(rule))
    assert "other" not in {subject_of(rule) for rule in BOOK.rules.values() if can_remind(rule)}


def test_answers_lead_to_deadlines():
    """An entry that a rule names offers the rule; one that no rule names offers nothing."""
    for name in ("shiyongqi-zhi.length", "shiyongqi-zhi.who"):
        (offered,) = rules_for(BOOK, BASE.entries[name])
        assert offered.id == "shiyongqi.city-end"
    assert rules_for(BOOK, BASE.entries["houbei-ganbu.ratio"]) == ()
