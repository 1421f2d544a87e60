"""A roster's counts, as structure checks ask for them."""

from datetime import date
from fractions import Fraction
from typing import Any

from knowledge.eligibility.evaluation import evaluate
from knowledge.eligibility.roster import Member, count_members
from knowledge.eligibility.rules import Verdict
from knowledge.loader import load_rulebook

TODAY = date(2026, 11, 22)


def member(birth_date, sex="男", **fields):
    """A member with sensible defaults."""
    defaults: dict[str, Any] = {
        "party": "中共党员",
        "education": "大学本科",
        "is_head": False,
        "grassroots_years": 2,
    }
    return Member(birth_date, sex, **(defaults | {"grassroots_leadership": True} | fields))


TEAM = [
    member(date(1986, 11, 22), "女", is_head=True, education="硕士研究生"),
    member(date(1986, 11, 21), party="民革", grassroots_years=1.5),
    member(date(1991, 11, 22), education="大专", grassroots_leadership=False),
    member(date(1996, 11, 22), "女"),
]


def test_counts():
    """Ages count in completed years on the day, and limits include their own year."""
    assert count_members(TEAM, TODAY) == {
        "team_size": 4,
        "cadres_total": 4,
        "team_under_30": 1,
        "team_30_to_35": 2,
        "team_under_35": 2,
        "team_under_40": 4,
        "team_women": 2,
        "team_nonparty": 1,
        "team_bachelor": 3,
        "team_graduate": 1,
        "team_grassroots_leaders": 3,
        "cadres_grassroots_2y": 3,
        "heads": 1,
        "deputies": 3,
        "heads_women": 1,
        "average_age_now": Fraction(145, 4),
    }
    assert count_members(TEAM, date(2027, 11, 22))["team_under_40"] == 2


def test_what_is_not_known_is_not_counted():
    """A member without a birth date leaves the ages open, and nothing else; a man is no woman head in any case."""
    counts = count_members([*TEAM, Member(sex="男", is_head=None), Member(sex="女", is_head=False)], TODAY)
    assert counts == {"team_size": 6, "cadres_total": 6, "team_women": 3, "heads_women": 1}
    assert "heads_women" not in count_members([Member(sex="女")], TODAY)
    assert count_members([], TODAY)["team_size"] == 0


def test_counts_feed_the_checks():
    """The counts of a roster are facts of the structure rules."""
    book = load_rulebook()
    rule = book.rule("jiegou.s12-bachelor")
    result = evaluate(book, rule, count_members(TEAM, TODAY), today=TODAY)
    assert result.verdict is Verdict.NOT_ELIGIBLE
    assert result.trace.outcome
    assert result.trace.outcome.gap == 1
