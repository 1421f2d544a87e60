"""The counts of a team as they come together."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from bot.structure.survey import ContradictionError, Survey, read_survey
from tests.rosters import shipped_base

TODAY = date(2026, 11, 22)
BASE = shipped_base()


def begin(team="city-courts", **fields):
    """A survey of a kind of team."""
    return Survey(BASE.rulebook, BASE.teams[team], TODAY, **fields)


def test_answers_in_order():
    """Each answer leads to the next question, and the last to the report."""
    survey = begin()
    asked = []
    while survey.asked:
        asked.append(survey.asked.id)
        survey = survey.take(2)
    assert asked == ["team_nonparty", "reserve_heads", "heads", "reserve_deputies", "deputies"]
    assert survey.take(3) is survey
    assert survey.decline() is survey
    assert [fact.id for fact, _ in survey.known] == asked


def test_what_nobody_knows_can_be_asked_again():
    """Declined facts are left out until somebody wants to fill in the rest."""
    survey = begin().decline().finish()
    assert survey.asked is None
    assert survey.resume().asked.id == "team_nonparty"


def test_back():
    """Back forgets the last answer, or leaves a correction."""
    survey = begin()
    assert survey.back().answered == ()
    survey = survey.take(1).decline()
    assert survey.back().asked.id == "reserve_heads"
    assert survey.back().back().counts == {}
    assert survey.correct(0).back().asked.id == survey.asked.id


def test_a_correction_comes_back_to_the_report():
    """And one that declines takes the count away."""
    survey = begin().take(1).finish()
    corrected = survey.correct(0).take(3)
    assert (corrected.asked, corrected.counts) == (None, {"team_nonparty": 3})
    assert survey.correct(0).decline().counts == {}
    assert survey.correct(1) is None


def test_contradictions():
    """A part above its whole is refused with the whole's figure."""
    survey = begin("city-staff").take(5)
    with pytest.raises(ContradictionError, match="在职干部数是5人"):
        survey.take(6)


def test_the_kind_of_team_says_something_itself():
    """It is not asked, and counts for the rules."""
    survey = begin("national-organ", counts={"team_size": 4, "team_grassroots_leaders": 1})
    assert survey.left == ()
    assert survey.findings[0].applies
    assert survey.findings[0].result.verdict == "not_eligible"


def test_kept_and_read_again():
    """A survey survives in the chat's state; without its team, or with other facts, it is gone."""
    counts = {"team_size": 3, "average_age_now": Fraction(91, 2)}
    survey = begin("city-town", counts=counts, answered=("team_size",), declined=frozenset({"young_now"}))
    survey = replace(survey, asking="team_size", rows=3, version=7)
    assert read_survey(BASE, survey.to_json()) == survey
    assert read_survey(BASE, survey.to_json() | {"asking": "gone"}).asking is None
    for change in ({"team": "gone"}, {"counts": {"gone": 1}}, {"counts": {"team_size": "x"}}):
        assert read_survey(BASE, survey.to_json() | change) is None
