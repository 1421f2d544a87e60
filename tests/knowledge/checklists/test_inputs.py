"""Inputs: what each takes, what each refuses, and how values are written."""

from datetime import date
from fractions import Fraction

import pytest
from pydantic import ValidationError

from knowledge.checklists.inputs import Input, InputType, from_fact
from knowledge.eligibility.facts import Fact, FactError

TODAY = date(2026, 11, 22)
COUNT = Input(id="attended", label="实到人数", type=InputType.INTEGER, unit="人", minimum=1, maximum=100)
NOTE = Input(id="note", label="备注")
KIND = Input(id="kind", label="类别", type=InputType.CHOICE, choices=("甲", "乙"))


@pytest.mark.parametrize(
    ("asked", "raw", "value", "shown"),
    [
        (COUNT, "58人", 58, "58人"),
        (COUNT, "五十八", 58, "58人"),
        (NOTE, "  某 单位 ", "某 单位", "某 单位"),
        (KIND, "甲", "甲", "甲"),
        (Input(id="ok", label="可以", type=InputType.BOOLEAN), "是", True, "是"),
        (Input(id="day", label="日期", type=InputType.DATE), "2026-03-01", date(2026, 3, 1), "2026年3月1日"),
        (Input(id="share", label="比例", type=InputType.NUMBER, unit="%"), "1.5", Fraction(3, 2), "1.5%"),
    ],
)
def test_reading_and_showing(asked, raw, value, shown):
    """The typed value, and the way an official writes it."""
    assert asked.read(raw, TODAY) == value
    assert asked.show(value) == shown


@pytest.mark.parametrize(
    ("asked", "raw"),
    [(COUNT, 0), (COUNT, 101), (COUNT, "很多"), (NOTE, " "), (NOTE, "长" * 501), (NOTE, 3), (KIND, "丙")],
)
def test_what_is_refused(asked, raw):
    """With the input's own name in the message."""
    with pytest.raises(FactError, match=asked.label):
        asked.read(raw, TODAY)


@pytest.mark.parametrize("fields", [{"choices": ["甲"]}, {"type": "choice"}, {"unit": "人"}, {"minimum": 1}])
def test_parts_that_do_not_fit(fields):
    """Choices only for choices, units and limits only for numbers."""
    with pytest.raises(ValidationError):
        Input.model_validate({"id": "a", "label": "某项"} | fields)


def test_a_shared_fact_becomes_an_input():
    """Label, type, choices and limits are the fact's; a region is free text."""
    fact = Fact(id="sex", label="性别", type="enum", choices=("男", "女"), question="性别？")
    assert from_fact(fact) == Input(
        id="sex", label="性别", type=InputType.CHOICE, choices=("男", "女"), help="性别？"
    )
    region = Fact(id="region", label="地区", type="region", question="哪里？", help="省名")
    assert (from_fact(region).type, from_fact(region).help) == (InputType.TEXT, "省名")
    assert (Input.model_validate("sex").is_bare, COUNT.is_bare) == (True, False)
    assert (COUNT.word, Input(id="a", label="甲乙", short="甲").word) == ("实到人数", "甲")
