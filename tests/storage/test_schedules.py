"""What a deadline says before it becomes a row."""

from datetime import date

import pytest

from knowledge.deadlines.due import Given
from knowledge.deadlines.preview import preview
from storage.preferences import get_preferences, mark_preferences
from storage.schedules import fields_of, get_times, schedule_of, slots_of
from storage.tables import Deadline, Origin, Reminder
from storage.words import is_word
from tests.knowledge.deadlines.samples import BLANK, CALENDAR, NOW, TIMES, make_rule
from tests.population import NORTH_OFFICIAL

ZONE = "Asia/Shanghai"
TRIGGER = date(2026, 11, 1)


def shown(given=None, **changes):
    """The preview of a rule."""
    given = given or Given(trigger=TRIGGER)
    return preview(make_rule(**changes), given, calendar=CALENDAR, times=TIMES, now=NOW)


def test_a_preview_becomes_a_deadline():
    """Its dates, formula and stages are kept, and give the very instants that it showed."""
    before = shown(shortest="P6M", overdue={"every": "P7D", "times": 2}, stages=["P30D", "P0D"])
    fields = fields_of(before, content_version="v1", zone=ZONE, origin=Origin.ASSESSMENT, origin_id=3)
    assert (fields.rule, fields.due_on, fields.trigger_on) == ("peixun.sample", date(2027, 11, 1), TRIGGER)
    assert (fields.origin, fields.origin_id, fields.formula) == ("assessment", 3, before.due.formula)
    row = Deadline(user_id=1, created_at=NOW, changed_at=NOW, **fields.columns)
    assert schedule_of(row) == fields.schedule
    slots = slots_of(row, times=TIMES, now=NOW)
    told = [(one.stage, one.at, one.is_past) for one in before.stages]
    assert [(slot.stage, slot.due_at, slot.is_past) for slot in slots][:-1] == told
    assert (slots[-1].stage, slots[-1].send_on) == ("staff", date(2027, 11, 22))


def test_what_may_not_be_scheduled_is_refused():
    """The reason is that of the preview."""
    with pytest.raises(ValueError, match="原文没有写期限"):
        fields_of(shown(given=Given(), **BLANK), content_version="v1", zone=ZONE)


def test_times_are_those_of_the_person(database, population):
    """The defaults for nobody and for who chose nothing."""
    user_id = population.users[NORTH_OFFICIAL]
    with database.write() as session:
        wishes = get_preferences(session, user_id=user_id)
        wishes.send_hour = 15
        mark_preferences(session, preferences=wishes)
        hours = [get_times(session, user_id=number, zone=ZONE).hour for number in (user_id, None)]
    assert hours == [15, 9]


def test_only_the_programs_own_words_are_written_into_statements():
    """Anything with a quote or a blank is refused."""
    with pytest.raises(ValueError, match="own words"):
        is_word(Reminder.status, "' OR 1=1")
