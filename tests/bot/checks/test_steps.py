"""Steps of an interview, and cases read from stored answers."""

from datetime import date
from fractions import Fraction

import pytest

from bot.checks.case import Case, assigned, plain_value, read_case
from bot.checks.replies import Understood
from bot.checks.steps import STEPS, opened, take
from knowledge.eligibility.facts import FactError
from storage.tables import Assessment
from tests.checking import TODAY, make_checking_base

BOOK = make_checking_base().rulebook


def make_case(facts=None, **fields):
    """A case of the rule about moving."""
    values = {"rule": "lungang.move", "version": 3, "status": "finished" if fields.get("verdict") else "open"}
    row = Assessment(id=1, facts=facts or {}, proposed=fields.pop("proposed", {}), **values | fields)
    case = read_case(BOOK, row, TODAY)
    assert isinstance(case, Case)
    return case


def test_values_are_stored_as_json_and_read_back():
    """Dates and fractions are texts in the row."""
    assert [
        plain_value(value) for value in (True, 3, Fraction(3), Fraction(5, 2), date(2024, 3, 5), "其他")
    ] == [
        True,
        3,
        3,
        "5/2",
        "2024-03-05",
        "其他",
    ]
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
