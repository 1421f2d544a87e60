"""Preferences, consent and switches, on SQLite and PostgreSQL."""

import pytest
from sqlalchemy.exc import IntegrityError

from storage.preferences import (
    get_preferences,
    get_script,
    has_consent,
    is_quiet,
    mark_consent,
    mark_preferences,
)
from storage.switches import is_on, mark_switch
from storage.tables import Preferences, Script
from tests.population import NORTH_OFFICIAL


def test_defaults_until_something_is_chosen(database, population):
    """What was chosen is kept; what was not has its default."""
    number = population.users[NORTH_OFFICIAL]
    with database.write() as session:
        preferences = get_preferences(session, user_id=number)
        assert (preferences.send_hour, preferences.script, preferences.has_digest) == (9, "simplified", True)
        preferences.script = Script.TRADITIONAL
        mark_preferences(session, preferences=preferences)
    with database.read() as session:
        assert get_script(session, user_id=number) is Script.TRADITIONAL


@pytest.mark.parametrize(
    ("start", "end", "quiet", "loud"),
    [(21, 8, [21, 23, 0, 7], [8, 12, 20]), (12, 14, [12, 13], [14, 11]), (5, 5, [], [5, 4])],
)
def test_quiet_hours_may_run_over_midnight(start, end, quiet, loud):
    """From the first hour up to the second; the same twice is none."""
    preferences = Preferences(user_id=1, quiet_from=start, quiet_until=end)
    assert all(is_quiet(preferences, hour=hour) for hour in quiet)
    assert not any(is_quiet(preferences, hour=hour) for hour in loud)


def test_hours_are_of_the_day(database, population):
    """The database refuses the twenty-fifth."""

    def choose():
        with database.write() as session:
            mark_preferences(
                session, preferences=Preferences(user_id=population.users[NORTH_OFFICIAL], send_hour=24)
            )

    with pytest.raises(IntegrityError):
        choose()


def test_consent_is_given_and_taken_back(database, population, now):
    """Twice is once, either way."""
    number = population.users[NORTH_OFFICIAL]
    with database.write() as session:
        for is_given in (True, True, False, False, True):
            mark_consent(session, user_id=number, is_given=is_given, now=now)
            assert has_consent(session, user_id=number) is is_given


def test_a_switch_is_off_until_it_is_turned(database, now):
    """All replicas read the same row."""
    for turned_on in (True, False):
        with database.write() as session:
            mark_switch(session, turned_on=turned_on, now=now)
        with database.read() as session:
            assert is_on(session) is turned_on
    with database.read() as session:
        assert not is_on(session, name="other")
