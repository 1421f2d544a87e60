"""Dates that may be what a rule counts from."""

from datetime import date

from bot.deadlines.dates import KnownDate, dates_in, fitting
from knowledge.deadlines.rules import Trigger


def test_dates_among_stored_facts():
    """Only what is a date."""
    facts = {"appointed_on": "2026-03-01", "age": 42, "kind": "正职", "open": None, "yes": True}
    assert dates_in(facts) == {"appointed_on": date(2026, 3, 1)}


def test_the_same_date_under_another_name():
    """The record's word for a date and the rule's."""
    known = {"trial_start": date(2026, 3, 1), "birth_date": date(1980, 1, 1)}
    trigger = Trigger(id="probation_start", words="试用开始日期")
    assert fitting(trigger, known) == [KnownDate("trial_start", date(2026, 3, 1))]
    assert fitting(Trigger(id="work_start", words="参加工作日期"), known) == []
