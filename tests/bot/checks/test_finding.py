"""Finding checks: by key, link and words, and for an answer."""

import pytest

from bot.checks.finding import link_argument, rule_key, rule_of_key, rule_of_link, rules_for, search_rules
from knowledge.loader import load_rulebook
from tests.builders import make_entry, make_knowledge
from tests.checking import make_checking_base
from tests.rosters import shipped_base

BASE = make_checking_base()
BOOK, ENGINE = BASE.rulebook, make_knowledge(BASE).engine
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
    """The telling words must occur, in either script; nothing is found for nothing."""
    assert ids(search_rules(ENGINE, words).fitting) == found


@pytest.fixture(scope="module")
def shipped():
    """The engine of the content."""
    return make_knowledge(shipped_base()).engine


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("挂职留任", "宁夏挂职干部留任"),
        ("试用期", "试用期"),
        ("调任年龄", "宁夏调任县乡科级领导职务的年龄条件"),
        ("转正", "试用期满"),
        ("大学生村官", "乡镇机关专门招考"),
        ("班子女干部比例", "配女干部的班子比例"),
        ("民主推建", "民主推荐"),
        ("三分之二", "民主推荐到会人数"),
    ],
)
def test_what_people_type_leads(shipped, words, first):
    """Of several rules with the words, the one most about them leads: by its names, what they mean, or its question."""
    leading, *_ = search_rules(shipped, words).fitting
    assert first in leading.title


@pytest.mark.parametrize(
    ("words", "among"),
    [("试用期", {"试用期"}), ("女干部", {"女干部", "选配女干部"}), ("公示", {"公示"}), ("辞职", {"辞职"})],
)
def test_nothing_that_is_loosely_related(shipped, words, among):
    """Every rule found has the word in its title."""
    found = search_rules(shipped, words).fitting
    assert found
    assert [rule.title for rule in found if not any(one in rule.title for one in among)] == []


@pytest.mark.parametrize("words", ["天气", "火星", "条件", "干部"])
def test_words_that_fit_nothing(shipped, words):
    """Nothing is found for words of other matters, nor for words that every rule is about."""
    assert search_rules(shipped, words).fitting == ()


def test_what_comes_near(shipped):
    """Where nothing has all the words, what has some of them is near."""
    found = search_rules(shipped, "试用期考核")
    assert found.fitting == ()
    assert "试用期" in found.near[0].title


@pytest.mark.parametrize(("words", "near"), [("票数", "民主推荐"), ("处分", "调整"), ("火星", None)])
def test_what_rests_on_the_answer_is_near(shipped, words, near):
    """Where no rule has any of the words, those on the provisions of the answer, or of what is nearest to one."""
    found = search_rules(shipped, words)
    assert found.fitting == ()
    assert any(near in rule.title for rule in found.near) if near else not found.near


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
