"""Previews and listings: the forms that the contracts name."""

from datetime import date

import pytest

from knowledge.deadlines.due import Given
from knowledge.deadlines.listing import list_deadline
from knowledge.deadlines.preview import as_contract, preview
from knowledge.errors import UnknownIdError
from tests.knowledge.deadlines.samples import (
    BIRTH,
    BLANK,
    CALENDAR,
    HISTORIC,
    NOW,
    TIMES,
    make_book,
    make_rule,
)

CITED = [{"document": "CN1", "locator": "一.1"}]


def show(rule, **dates):
    """A rule's preview in the form of the contract."""
    return as_contract(preview(rule, Given(**dates), calendar=CALENDAR, times=TIMES, now=NOW))


def test_a_computed_rule():
    """Due date, formula, citations, and every stage with an aware instant."""
    told = show(make_rule(stages=["P30D", "P0D"], notes=["另有规定。"]), trigger=date(2026, 3, 1))
    assert (told["rule"], told["trigger"], told["due_on"]) == ("peixun.sample", "2026-03-01", "2027-03-01")
    assert told["formula"] == "2026-03-01 + 1年 = 2027-03-01"
    assert told["citations"] == CITED
    assert told["stages"] == [
        {"stage": "P30D", "at": "2027-01-30T09:00:00+08:00", "label": "提前30天", "past": False},
        {"stage": "P0D", "at": "2027-03-01T09:00:00+08:00", "label": "当天", "past": False},
    ]
    assert (told["schedulable"], told["reason"], told["refusal"]) == (True, None, None)
    assert told["notes"][-1] == "另有规定。"
    assert "对应日是最后一天" in told["convention"]


def test_a_past_due_date_says_so():
    """It is shown all the same, with its stages marked."""
    told = show(make_rule(), trigger=date(2024, 3, 1))
    assert told["notes"][-1] == "这一天已经过去。"
    assert all(stage["past"] for stage in told["stages"])


def test_a_range_reminds_of_both_ends():
    """The lower end first."""
    rule = make_rule(period="P2Y", shortest="P1Y", counting="expiry", stages=["P7D", "P0D"])
    told = show(rule, trigger=date(2026, 3, 1))
    assert [stage["stage"] for stage in told["stages"]] == ["min-P7D", "min-P0D", "P7D", "P0D"]
    assert [mark["on"] for mark in told["dates"]] == ["2027-03-01", "2028-03-01"]


def test_a_blank_rule():
    """No date, the reason, and what to enter; with an entered date it plans."""
    told = show(make_rule(**BLANK), trigger=date(2026, 3, 1))
    assert (told["due_on"], told["formula"], told["stages"]) == (None, None, [])
    assert (told["reason"], told["enter"]) == ("文件没有写几年。", "请填写期满日期。")
    assert told["schedulable"] is False
    assert show(make_rule(**BLANK), entered=date(2027, 3, 1))["stages"]


def test_history():
    """Answered and refused, not called overdue."""
    told = show(make_rule(**HISTORIC, hardness=None))
    assert (told["due_on"], told["stages"], told["hardness"]) == ("2005-12-31", [], None)
    assert told["refusal"] == "这是历史日期，早已过去，只供查询，不安排提醒。"
    assert told["notes"] == []


def test_a_closed_rule_gives_its_reason():
    """A date, but no reminders."""
    told = show(make_rule(closed="早已结束。"), trigger=date(2026, 3, 1))
    assert (told["due_on"], told["stages"], told["refusal"]) == ("2027-03-01", [], "早已结束。")


def test_a_chosen_day_has_no_arithmetic():
    """The convention does not speak of corresponding days."""
    told = show(make_rule(period="P0D", counting="before"), trigger=date(2027, 3, 1))
    assert told["formula"] == "以2027-03-01当天为准"
    assert told["convention"] == "要在这一天之前办好。日期由您给出，系统不另加天数。"


def test_listing():
    """The contract's fields, then what only some rules have."""
    rules = [
        make_rule(region="某地"),
        make_rule(**BLANK),
        make_rule(**HISTORIC),
        make_rule(period="P2Y", shortest="P1Y", counting="expiry"),
        make_rule(
            trigger=BIRTH,
            period="P55Y",
            counting="completed",
            also={"trigger": {"id": "work_start", "words": "参加工作日期"}, "period": "P20Y"},
        ),
    ]
    plain, blank, historic, ranged, twice = (list_deadline(make_book(rule), rule) for rule in rules)
    assert {"id", "title", "trigger", "period", "hardness", "scope", "citations"} <= plain.keys()
    assert (plain["trigger"], plain["period"], plain["hardness"]) == ("提任日期", "P1Y", "H")
    assert plain["scope"]["region"] == "某地"
    assert (blank["period"], blank["scope"]["region"]) == (None, "全国")
    assert blank["blank"]["reason"] == "文件没有写几年。"
    assert (historic["period"], historic["trigger"], historic["schedulable"]) == (None, None, False)
    assert historic["historic"]["ends"] == "2005-12-31"
    assert (ranged["period"], ranged["period_min"]) == ("P2Y", "P1Y")
    assert twice["also"] == {"trigger": "参加工作日期", "period": "P20Y"}


def test_unknown_rules():
    """A lookup by id is strict."""
    with pytest.raises(UnknownIdError, match="no deadline rule"):
        make_book().rule("no.rule")
