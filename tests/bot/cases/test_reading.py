"""Reading what is typed about a step."""

from datetime import date
from fractions import Fraction

import pytest

from bot.cases.naming import propose_name, read_name
from bot.cases.reading import is_about, read_inputs, read_value
from knowledge.checklists.inputs import Input
from knowledge.eligibility.facts import FactError
from tests.casework import make_casework_base

TODAY = date(2026, 11, 22)
EXPECTED = Input(id="expected", label="应参加人数", short="应到", type="integer", unit="人")
ATTENDED = Input(id="attended", label="实际参加人数", short="实到", type="integer", unit="人", maximum=1000)
HELD_ON = Input(id="held_on", label="会议日期", type="date")
VOTED = Input(id="voted", label="已经投票", type="boolean")
RESULT = Input(id="result", label="推荐结果", type="choice", choices=("人选集中", "人选分散"))
YEARS = Input(id="years", label="任职年数", type="number", unit="年")
WHY = Input(id="why", label="情况说明", type="text")


@pytest.mark.parametrize(
    ("asked", "text", "value"),
    [
        (EXPECTED, "90", 90),
        (EXPECTED, "共90人", 90),
        (EXPECTED, "九十", 90),
        (EXPECTED, "９０人。", 90),
        (YEARS, "1.5年", Fraction(3, 2)),
        (HELD_ON, "2026-3-5", date(2026, 3, 5)),
        (HELD_ON, "二〇二六年三月五日", date(2026, 3, 5)),
        (HELD_ON, "昨天开的", date(2026, 11, 21)),
        (VOTED, "", True),
        (VOTED, "：是", True),
        (VOTED, "已完成", True),
        (VOTED, "没有", False),
        (VOTED, "否", False),
        (RESULT, "人选集中", "人选集中"),
        (RESULT, "集中", "人选集中"),
        (WHY, " 人多   地方小 ", "人多 地方小"),
    ],
)
def test_values(asked, text, value):
    """Numbers, dates, yes and no, choices and words in the forms that people use."""
    assert read_value(asked, text, TODAY) == value


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        (EXPECTED, "很多"),
        (EXPECTED, "90到100"),
        (EXPECTED, "大概90"),
        (EXPECTED, "-5"),
        (ATTENDED, "1001"),
        (HELD_ON, "2026年3月"),
        (HELD_ON, "2026年2月30日"),
        (HELD_ON, "快了"),
        (VOTED, "看情况"),
        (RESULT, "人选"),
        (RESULT, ""),
        (WHY, "字" * 501),
    ],
)
def test_what_is_no_value(asked, text):
    """Vague, impossible and ambiguous words are asked for again."""
    with pytest.raises(FactError):
        read_value(asked, text, TODAY)


def test_several_at_once_by_their_words():
    """In any order, with and without separators, by label or short word, also of another step."""
    for text in ("应到90 实到58", "实到58人，应到90人", "应参加人数：90；实际参加人数：五十八"):
        reading = read_inputs([ATTENDED], [EXPECTED, HELD_ON], text, TODAY)
        assert reading.values == {"expected": 90, "attended": 58}, text


def test_several_at_once_in_order():
    """Bare values go to the inputs in their order when there are as many of them."""
    assert read_inputs([EXPECTED, ATTENDED], [], "90 58", TODAY).values == {"expected": 90, "attended": 58}
    assert read_inputs([EXPECTED, ATTENDED], [], "90 58 3", TODAY).is_empty
    assert read_inputs([EXPECTED, ATTENDED], [], "58", TODAY).is_empty
    known = read_inputs([EXPECTED, ATTENDED], [], "58", TODAY, known={"expected"})
    assert known.values == {"attended": 58}


def test_one_value_finds_its_input():
    """The one that is typed and not pressed, the choice that is said in full, the one that was asked for."""
    own = [HELD_ON, VOTED, RESULT]
    assert read_inputs(own, [], "3月5日", TODAY).values == {"held_on": date(2026, 3, 5)}
    assert read_inputs(own, [], "人选分散", TODAY).values == {"result": "人选分散"}
    assert read_inputs([], [EXPECTED], "否", TODAY, only=VOTED).values == {"voted": False}


def test_what_is_wrong_does_not_spoil_the_rest():
    """The good value is kept, the other is named with the words."""
    reading = read_inputs([EXPECTED, ATTENDED], [], "应到90 实到一大半", TODAY)
    assert reading.values == {"expected": 90}
    assert reading.wrong == ((ATTENDED, "一大半"),)


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("90", True),
        ("实到58", True),
        ("2026年3月5日", True),
        ("是", True),
        ("应到多少才够", False),
        ("提拔要满3年", False),
        ("你好", False),
        ("实到不足怎么办？", False),
    ],
)
def test_what_is_typed_below_a_card(text, ours):
    """Only what can't be anything else is taken without being asked for."""
    assert is_about([EXPECTED, ATTENDED], text) is ours


def test_names():
    """The proposal is the first that is free, without the region; a typed one loses personal numbers."""
    base = make_casework_base()
    template = base.checklists["tuijian.demo"].model_copy(update={"title": "调任（某市）"})
    assert propose_name(template, (), TODAY) == "2026-11 调任（1）"
    assert propose_name(template, {"2026-11 调任（1）", "别的"}, TODAY) == "2026-11 调任（2）"
    assert read_name(" 县直 选拔\n13800138000 ") == "县直 选拔 〔电话号码〕"
    assert read_name("") is None
    assert read_name("长" * 61) is None
