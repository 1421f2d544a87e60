"""Facts stated in a question, replies in an interview, and the rules a question is about."""

from datetime import date
from fractions import Fraction

import pytest

from knowledge.eligibility.facts import FactError
from knowledge.eligibility.reading import find_rules, read_statements
from knowledge.eligibility.replies import read_pair, read_reply
from knowledge.loader import load_rulebook

BOOK = load_rulebook()
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("我42岁，在乡镇干了3年，能调到县里当科级领导吗", {"age": 42, "grassroots_years": 3}),
        ("我今年四十五周岁，工龄二十八年", {"age": 45, "service_years": 28}),
        (
            "女，1976年3月生，1998年7月参加工作",
            {"sex": "女", "birth_date": date(1976, 3, 1), "work_start": date(1998, 7, 1)},
        ),
        ("我是男同志，任现职两年半", {"sex": "男", "years_in_post": Fraction(5, 2)}),
        ("应到90人，实到60人", {"expected": 90, "attended": 60}),
        ("委任制干部能不能连任，已连任两届", {"appointment": "委任制", "terms_served": 2}),
        ("锻炼了一个半月", {"exercise_months": Fraction(3, 2)}),
        ("男女不限，第三届", {}),
        ("我300岁", {}),
        ("我今年99", {}),
        ("应到900000实到60", {"attended": 60}),
        ("等了3年", {}),
        ("调任年龄上限是多少", {}),
        ("我42岁，他50岁", {"age": 42}),
    ],
)
def test_statements(text, facts):
    """What a question states, each fact once, for confirmation."""
    assert {s.fact.id: s.value for s in read_statements(text, BOOK.facts.values(), TODAY)} == facts


def test_words_are_kept():
    """The words a value was read from are shown to whoever confirms it."""
    (statement,) = read_statements("我四十二岁了", BOOK.facts.values(), TODAY)
    assert statement.words == "42岁"


@pytest.mark.parametrize(
    ("name", "text", "facts", "exact"),
    [
        ("age", "45", {"age": 45}, True),
        ("age", "四十五", {"age": 45}, True),
        ("age", "81年3月", {"birth_date": date(1981, 3, 1)}, False),
        ("age", "1981年3月5日", {"birth_date": date(1981, 3, 5)}, True),
        ("service_years", "30年", {"service_years": 30}, True),
        ("service_years", "1996年7月", {"work_start": date(1996, 7, 1)}, False),
        ("years_to_exercise", "三年", {"years_to_exercise": 3}, True),
        ("hired_on", "去年八月", {"hired_on": date(2025, 8, 1)}, False),
        ("own_request", "是", {"own_request": True}, True),
        ("region", "宁夏", {"region": "宁夏"}, True),
    ],
)
def test_replies(name, text, facts, exact):
    """A reply is the value, or the date that it follows from; a date without a day is to be confirmed."""
    reply = read_reply(BOOK, BOOK.fact(name), text, TODAY)
    assert (reply.facts, reply.exact) == (facts, exact)


def test_two_counts_in_one_reply():
    """A number that belongs to something else is none of the two."""
    facts = (BOOK.fact("expected"), BOOK.fact("attended"))
    assert read_pair(facts, "90和60", TODAY).facts == {"expected": 90, "attended": 60}
    with pytest.raises(FactError):
        read_pair(facts, "第1次", TODAY)


def test_a_rule_without_words_goes_by_its_title():
    """Whoever types the title finds the rule."""
    assert find_rules(BOOK, "查一下镇女正职比例")[0].id == "jiegou.s26-town-women-heads"


def test_a_reply_that_is_neither():
    """What can't be understood says what is wanted."""
    with pytest.raises(FactError, match="要填日期"):
        read_reply(BOOK, BOOK.fact("hired_on"), "那年", TODAY)


@pytest.mark.parametrize(
    ("question", "rule"),
    [
        ("我42岁，在乡镇干了3年，能调到县里当科级领导吗", "diaoren.ningxia-township-age"),
        ("领导干部能不能提前退休", "tuixiu.city-early"),
        ("民主推荐到会人数要不要三分之二", "minzhu-tuijian.province-quorum"),
        ("破格提拔、越级提拔要什么手续", "tiren.province-exceptional"),
        ("大学生村官能报乡镇招考吗", "xiangzhen.national-recruit"),
    ],
)
def test_rules_asked_for(question, rule):
    """The rule that a question is about comes first."""
    assert find_rules(BOOK, question)[0].id == rule


def test_no_rule_is_asked_for():
    """One short word is not enough."""
    assert find_rules(BOOK, "年龄") == ()
    assert find_rules(BOOK, "今天天气怎么样") == ()
