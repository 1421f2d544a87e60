"""The shipped rules: every due date that an officer wrote down, and what is blank or history."""

import pytest

from knowledge.deadlines.due import Given, find_due
from knowledge.deadlines.preview import preview
from knowledge.loader import load_deadlines
from tests.knowledge.deadlines.samples import CALENDAR, NOW, TIMES, TODAY, read_cases

BOOK = load_deadlines()
RULES = list(BOOK.rules.values())
ROWS = [(group["rule"], row) for group in read_cases("deadlines.yaml") for row in group["cases"]]
THROUGH = "按足岁、含本数的读法，最后一天"


def named(pair):
    """A case's name for the report."""
    return f"{pair[0]}: {pair[1]['name']}"


@pytest.mark.parametrize("pair", ROWS, ids=named)
def test_due_date(pair):
    """The due date, the further days, and the remark about a short month are those written down."""
    name, row = pair
    given = Given(row["trigger"], row.get("also"))
    found = find_due(BOOK.rule(name), given, today=TODAY, calendar=CALENDAR)
    days = {mark.label: mark.on for mark in found.marks}
    assert found.on == row["due"]
    assert days.get("最早") == row.get("earliest")
    assert days.get(THROUGH) == row.get("through")
    assert ("取月末" in found.formula) is bool(row.get("clamped"))


def test_enough_cases():
    """At least 120 dates are written down, and every rule that computes has one."""
    computing = {rule.id for rule in RULES if rule.period}
    assert len(ROWS) >= 120
    assert computing == {name for name, _ in ROWS}


def test_every_row_of_the_inventory_has_its_rule():
    """D01 to D80, each once."""
    assert sorted(row for rule in RULES for row in rule.covers) == [f"D{n:02d}" for n in range(1, 81)]


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.blank], ids=lambda rule: rule.id)
def test_what_is_blank_computes_nothing(rule):
    """The reason is said, nothing is planned, until a person enters the date."""
    told = preview(rule, Given(TODAY), calendar=CALENDAR, times=TIMES, now=NOW)
    assert (told.due.on, told.stages, told.reason) == (None, (), rule.blank.reason)
    assert told.refusal
    own = preview(rule, Given(TODAY, entered=TODAY), calendar=CALENDAR, times=TIMES, now=NOW)
    assert own.due.on == TODAY
    assert own.can_schedule
    assert own.stages


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.historic], ids=lambda rule: rule.id)
def test_history_is_never_scheduled(rule):
    """The date is answered, and refused with a sentence."""
    told = preview(rule, Given(), calendar=CALENDAR, times=TIMES, now=NOW)
    assert told.due.on is None or told.due.on < TODAY
    assert told.stages == ()
    assert "不安排提醒" in told.refusal


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.period], ids=lambda rule: rule.id)
def test_what_computes_is_planned_or_says_why_not(rule):
    """Each reminder has its own name and stands in order."""
    told = preview(rule, Given(TODAY), calendar=CALENDAR, times=TIMES, now=NOW)
    names = [one.stage for one in told.stages]
    assert bool(names) is not bool(rule.closed)
    assert len(names) == len(set(names))
    assert "P0D" in names or rule.closed


@pytest.mark.parametrize("row", read_cases("deadlines-calendar.yaml"), ids=lambda row: row["name"])
def test_working_day(row):
    """Worked or not, and the nearest working days."""
    from knowledge.deadlines.calendar import ONE_DAY

    assert CALENDAR.is_working_day(row["day"]) is row["worked"]
    assert CALENDAR.nearest(row["day"], -ONE_DAY) == row["previous"]
    assert CALENDAR.nearest(row["day"], ONE_DAY) == row["next"]
