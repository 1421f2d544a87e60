"""Steps of an interview, and cases read from stored answers."""

from datetime import date
from fractions import Fraction

import pytest

from bot.checks.case import ONE_BY_ONE, Case, assigned, read_case
from bot.checks.replies import Understood
from bot.checks.steps import DONT_KNOW, STEPS, opened, take
from knowledge.eligibility.facts import FactError
from knowledge.loader import load_rulebook
from tests.checking import TODAY, make_checking_base, make_row

BOOK = make_checking_base().rulebook
SHIPPED = load_rulebook()


def make_case(facts=None, **fields):
    """A case of the rule about moving."""
    values = {"rule": "lungang.move", "version": 3, "status": "finished" if fields.get("verdict") else "open"}
    case = read_case(BOOK, make_row(**values | fields, facts=facts or {}), TODAY)
    assert isinstance(case, Case)
    return case


def test_stored_values_are_read_back():
    """Dates and fractions are texts in the row."""
    case = make_case({"post_years": "5/2", "birth_date": "1984-03-01", "age": None})
    assert case.known == {"post_years": Fraction(5, 2), "birth_date": date(1984, 3, 1)}
    assert case.declined == {"age"}


def test_answers_that_no_longer_fit_are_asked_again():
    """Facts that the rule dropped, values out of a new range, and dates that have no past are left out."""
    case = make_case({"gone": 1, "age": 200, "post_start": "2099-01-01", "approved": True})
    assert case.known == {"approved": True}
    assert [fact.id for fact, _ in case.answers] == ["approved"]


def test_a_date_and_its_count_replace_each_other():
    """Who gives the birth date no longer needs the age, and the other way round."""
    assert assigned(make_case({"age": 42}), {"birth_date": date(1980, 1, 1)}) == {"birth_date": "1980-01-01"}
    assert assigned(make_case({"birth_date": "1980-01-01"}), {"age": 42}) == {"age": 42}
    with pytest.raises(FactError):
        assigned(make_case(), {"birth_date": date(2090, 1, 1)})


def test_a_rule_of_which_nothing_is_open_is_finished_at_once():
    """Without a question there is a verdict right away."""
    assert opened(BOOK, BOOK.rule("lungang.move"), today=TODAY).verdict is None
    assert opened(BOOK, BOOK.rule("lungang.move"), today=date(2001, 1, 1)).verdict == "undetermined"


def test_the_last_answer_finishes():
    """The verdict comes with the last fact that could change it."""
    progress = STEPS["say"](make_case({"post_years": 6}), 0)
    assert progress
    assert (progress.facts, progress.verdict) == ({"post_years": 6, "age": 40}, "eligible")


def test_replies_that_wait_and_that_count():
    """A plain reply counts at once; another waits under the question that it answers; on a result it is tried out."""
    case = make_case()
    plain = take(case, Understood({"age": 44}))
    assert (plain.facts, plain.proposed) == ({"age": 44}, {})
    waiting = take(case, Understood({"age": 44}, is_plain=False))
    assert (waiting.facts, waiting.proposed, waiting.asking) == ({}, {"age": 44}, "age")
    tried = take(
        make_case({"age": 40}, verdict="eligible", asking="age"), Understood({"age": 50}, is_plain=False)
    )
    assert (tried.facts, tried.proposed, tried.verdict) == ({"age": 40}, {"age": 50}, "eligible")
    unknown = take(make_case({"age": 40}, verdict="eligible", asking="age"), Understood({}))
    assert (unknown.facts, unknown.proposed, unknown.asking) == ({"age": 40}, {}, None)


def test_a_no_asks_the_same_again():
    """The correction that was under way goes on; the next question needs no mark."""
    editing = make_case({"age": 44, "post_years": 3}, asking="post_years", proposed={"post_years": 4})
    progress = STEPS["no"](editing, 0)
    assert progress
    assert (progress.asking, progress.proposed) == ("post_years", {})
    following = STEPS["no"](make_case(asking="age", proposed={"age": 44}), 0)
    assert following
    assert following.asking is None


@pytest.mark.parametrize(
    ("act", "position", "fields"),
    [
        ("say", 9, {}),
        ("say", 0, {"verdict": "eligible"}),
        ("yes", 0, {}),
        ("yes", 0, {"proposed": {"birth_date": "2090-01-01"}}),
        ("drop", 0, {}),
        ("back", 0, {}),
        ("edit", 0, {}),
        ("try", 0, {}),
        ("try", 99, {"verdict": "eligible"}),
    ],
)
def test_steps_that_are_not_there(act, position, fields):
    """A step that the present state does not have leads nowhere."""
    assert STEPS[act](make_case(**fields), position) is None


def test_dropping_the_last_offer_begins_the_questions():
    """With nothing left to confirm the interview starts."""
    progress = STEPS["drop"](make_case(proposed={"age": 44}), 0)
    assert progress
    assert (progress.facts, progress.proposed) == ({}, {})


def make_shipped(rule, facts=None):
    """A case of a shipped rule, as far as these answers bring it."""
    case = read_case(SHIPPED, make_row(rule, facts=facts or {}), TODAY)
    assert isinstance(case, Case)
    return case


def test_several_facts_are_answered_with_one_button():
    """All of them, or the one that isn't so."""
    case = make_shipped("cizhi.city-blame")
    said = [STEPS["say"](case, position) for position in (0, 2)]
    assert [progress and (progress.facts, progress.verdict) for progress in said] == [
        ({"grave_fault": True, "major_loss": True}, "eligible"),
        ({"major_loss": False}, "not_eligible"),
    ]
    assert STEPS["say"](case, 3) is None


def test_who_is_not_sure_is_asked_one_by_one():
    """The group falls apart until somebody goes back."""
    progress = STEPS["say"](make_shipped("cizhi.city-blame"), DONT_KNOW)
    assert progress
    assert progress.facts == {ONE_BY_ONE: None}
    case = make_shipped("cizhi.city-blame", progress.facts)
    assert case.group is None
    assert case.asked == SHIPPED.fact("grave_fault")
    assert case.answers == ()
    back = STEPS["back"](case, 0)
    assert back
    assert make_shipped("cizhi.city-blame", back.facts).group is not None


def test_one_of_two_counts_may_be_unknown():
    """Then the other tells nothing and the check is done."""
    progress = STEPS["say"](make_shipped("minzhu-tuijian.province-quorum"), DONT_KNOW)
    assert progress
    assert (progress.facts, progress.verdict) == ({"expected": None}, "undetermined")
