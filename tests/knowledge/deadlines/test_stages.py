"""Reminder instants: hours, quiet hours, zones, and stages that have passed."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.deadlines.rules import Overdue
from knowledge.deadlines.stages import QuietHours, SendTimes, plan_earliest, plan_stages
from knowledge.eligibility.durations import Period
from tests.knowledge.deadlines.samples import NOW, TIMES, read_cases

OVERDUE = Overdue(every=Period(days=7), times=3)
DUE = date(2026, 11, 25)


def stages(*periods):
    """Periods from their ISO form."""
    return tuple(Period.parse(period) for period in periods)


def read_quiet(text):
    """Quiet hours as a case writes them."""
    return QuietHours(*(time.fromisoformat(part) for part in text.split("-"))) if text else None


@pytest.mark.parametrize("row", read_cases("deadlines-stages.yaml"), ids=lambda row: row["name"])
def test_instant(row):
    """The local time of a stage, with its offset."""
    zone = ZoneInfo(row.get("zone", "Asia/Shanghai"))
    times = SendTimes(zone, row.get("hour", 9), read_quiet(row.get("quiet")))
    own = stages(row["stage"]) if not row["stage"].startswith("+") else stages("P0D")
    planned = plan_stages(row["due"], own, OVERDUE, times=times, now=NOW)
    assert {one.stage: one.at.isoformat() for one in planned}[row["stage"]] == row["at"]


def test_past_stages_are_marked_and_kept():
    """An instant that is exactly now counts as past; none is left out."""
    now = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    planned = plan_stages(DUE, stages("P30D", "P1D", "P0D"), OVERDUE, times=TIMES, now=now)
    assert [(one.stage, one.label, one.is_past) for one in planned] == [
        ("P30D", "提前30天", True),
        ("P1D", "提前1天", True),
        ("P0D", "当天", False),
        ("+P7D", "逾期7天", False),
        ("+P14D", "逾期14天", False),
        ("+P21D", "逾期21天", False),
    ]


def test_without_overdue_reminders():
    """A right that nobody has to use is not chased."""
    assert len(plan_stages(DUE, stages("P30D", "P0D"), None, times=TIMES, now=NOW)) == 2


def test_the_lower_end_of_a_range():
    """Its first and last stage, with names of their own; a single stage once."""
    planned = plan_earliest(DUE, stages("P30D", "P7D", "P0D"), times=TIMES, now=NOW)
    assert [(one.stage, one.label) for one in planned] == [
        ("min-P30D", "最早期满日：提前30天"),
        ("min-P0D", "最早期满日：当天"),
    ]
    assert [one.stage for one in plan_earliest(DUE, stages("P0D"), times=TIMES, now=NOW)] == ["min-P0D"]


@given(st.integers(0, 23), st.times(), st.times())
def test_nothing_is_sent_in_quiet_hours(hour, start, end):
    """Whatever the hours, a time of the same day is found outside them."""
    quiet = QuietHours(start, end)
    assert not quiet.covers(quiet.move(time(hour)))


@pytest.mark.parametrize("hour", [-1, 24])
def test_an_hour_is_one_of_a_day(hour):
    """Anything else is a fault of the caller."""
    with pytest.raises(ValueError, match="no hour of a day"):
        SendTimes(ZoneInfo("Asia/Shanghai"), hour)
