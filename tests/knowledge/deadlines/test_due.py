"""Due dates of rules: two starts, ranges, rolling, remarks, and dates that can't be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.deadlines.due import DeadlineError, Given, find_due
from knowledge.eligibility.durations import Period
from tests.knowledge.deadlines.samples import BIRTH, BLANK, CALENDAR, HISTORIC, NOWHERE, TODAY, make_rule

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
TWICE = make_rule(
    trigger=BIRTH,
    period="P55Y",
    counting="completed",
    also={"trigger": {"id": "work_start", "words": "参加工作日期"}, "period": "P20Y"},
)


def due(rule, *, calendar=CALENDAR, **dates):
    """The due date of a rule for these dates."""
    return find_due(rule, Given(**dates), today=TODAY, calendar=calendar)


@given(DAYS, DAYS, st.integers(0, 600))
def test_due_dates_grow_with_the_trigger(one, other, months):
    """A later trigger is never due earlier, and nothing is due before its trigger."""
    rule = make_rule(period=Period(months), counting="within")
    first, second = sorted((one, other))
    assert first <= due(rule, trigger=first).on <= due(rule, trigger=second).on


def test_the_later_of_two_counts():
    """Both must be complete; the formula shows both."""
    found = due(TWICE, trigger=date(1972, 3, 1), also=date(2008, 7, 1))
    assert found.on == date(2028, 7, 1)
    assert found.formula == (
        "1972-03-01 + 55年 = 2027-03-01；2008-07-01 + 20年 = 2028-07-01；两项都要满，取较晚的2028-07-01"
    )


def test_a_second_count_without_its_start():
    """One count is computed, the other one named."""
    found = due(TWICE, trigger=date(1972, 3, 1))
    assert found.on == date(2027, 3, 1)
    assert "还要自参加工作日期起满20年" in found.notes[0]


def test_a_range_has_two_dates():
    """The longest is due, both are shown, with one formula for both."""
    rule = make_rule(period="P2Y", shortest="P1Y", counting="expiry")
    found = due(rule, trigger=date(2025, 3, 1))
    assert found.on == date(2027, 3, 1)
    assert found.formula == "2025-03-01 + 1年 = 2026-03-01；2025-03-01 + 2年 = 2027-03-01"
    assert [(mark.label, mark.on) for mark in found.marks] == [
        ("最早", date(2026, 3, 1)),
        ("最迟", date(2027, 3, 1)),
    ]


def test_an_age_limit_shows_both_readings():
    """The birthday is due; the inclusive reading runs to the eve of the next."""
    found = due(make_rule(trigger=BIRTH, period="P45Y", counting="age_limit"), trigger=date(1984, 2, 29))
    assert found.on == date(2029, 2, 28)
    assert found.marks[0].on == date(2030, 2, 27)
    assert found.marks[0].formula.endswith("前一天为2030-02-27")


@pytest.mark.parametrize(
    ("roll", "day", "words"),
    [
        ("keep", date(2026, 10, 1), "前一个工作日是2026-09-30"),
        ("previous", date(2026, 9, 30), "调整为2026-09-30"),
        ("next", date(2026, 10, 8), "调整为2026-10-08"),
    ],
)
def test_rolling(roll, day, words):
    """A due date in a holiday stays with a remark, or moves with the formula."""
    found = due(make_rule(roll=roll), trigger=date(2025, 10, 1))
    assert found.on == day
    assert words in "".join([found.formula, *found.notes])


@pytest.mark.parametrize("roll", ["keep", "previous", "next"])
def test_beyond_the_calendar_the_date_stays(roll):
    """Whatever the roll, with a sentence that names the covered years."""
    found = due(make_rule(roll=roll), trigger=date(2029, 10, 1))
    assert found.on == date(2030, 10, 1)
    assert found.notes == (
        "2030年的放假和调休安排没有收录（现收录2004—2026年），不能判断这一天是不是工作日，日期不变。",
    )


def test_without_any_calendar():
    """The sentence stands without years."""
    assert "没有收录，不能判断" in due(make_rule(), trigger=date(2025, 10, 1), calendar=NOWHERE).notes[0]


def test_rolling_out_of_the_calendar_keeps_the_date():
    """The last days of the covered years may have no next working day that is known."""
    found = due(make_rule(roll="previous"), trigger=date(2003, 1, 1))
    assert found.on == date(2004, 1, 1)
    assert "不能判断" in found.notes[0]


def test_a_working_day_needs_no_remark():
    """Nothing to say, nothing said."""
    assert due(make_rule(), trigger=date(2025, 11, 23)).notes == ()


def test_a_blank_rule_takes_the_entered_date():
    """Without one nothing is computed."""
    assert due(make_rule(**BLANK), trigger=TODAY).on is None
    found = due(make_rule(**BLANK), entered=date(2026, 10, 3))
    assert found.on == date(2026, 10, 3)
    assert found.formula == "2026-10-03（由您填写，原文没有写期限）"
    assert "不是工作日" in found.notes[0]


def test_history_is_told_in_the_documents_words():
    """With the derivation where the words need one, and the start where there is one."""
    found = due(make_rule(**HISTORIC))
    assert (found.on, found.formula) == (date(2005, 12, 31), "原文写的是“今年底前”，即2005年12月31日前")
    open_end = due(make_rule(historic={"words": "2007年始", "starts": "2007-01-01"}))
    assert (open_end.on, open_end.formula, open_end.marks[0].on) == (
        None,
        "原文写的是“2007年始”",
        date(2007, 1, 1),
    )


@pytest.mark.parametrize(
    ("rule", "dates", "words"),
    [
        (make_rule(), {}, "请给出提任日期"),
        (make_rule(), {"trigger": date(1899, 12, 31)}, "1900年到2199年"),
        (make_rule(), {"trigger": date(9999, 12, 31)}, "1900年到2199年"),
        (make_rule(**BLANK), {"entered": date(2200, 1, 1)}, "1900年到2199年"),
        (make_rule(), {"trigger": TODAY, "also": TODAY}, "只需要一个日期"),
        (make_rule(), {"trigger": TODAY, "entered": TODAY}, "不用另填到期日"),
        (make_rule(**HISTORIC), {"entered": TODAY}, "不用另填到期日"),
        (TWICE, {"trigger": date(2026, 11, 23)}, "在今天以后"),
    ],
)
def test_dates_that_cannot_be(rule, dates, words):
    """Missing, not wanted, out of range, or born tomorrow: one sentence."""
    with pytest.raises(DeadlineError, match=words):
        due(rule, **dates)


def test_born_today():
    """Today is no future."""
    assert due(TWICE, trigger=TODAY).on == date(2081, 11, 22)
