"""A roster's counts, as structure checks ask for them."""

from datetime import date
from fractions import Fraction

import pytest

from knowledge.loader import load_rulebook
from knowledge.rosters.columns import FIELDS
from knowledge.rosters.counting import Group, ages_of_heads, count_roster, find_contradiction
from knowledge.rosters.members import Category, Education, Member, Source

TODAY = date(2026, 11, 22)


def member(birth_date, sex="男", **fields):
    """A member with sensible defaults."""
    defaults = {
        "category": Category.MEMBER,
        "is_minority": False,
        "is_nonparty": False,
        "education": Education.BACHELOR,
        "is_head": False,
        "grassroots_leadership": True,
    }
    return Member(birth_date=birth_date, sex=sex, **(defaults | fields))


TEAM = [
    member(date(1986, 11, 22), "女", is_head=True, education=Education.GRADUATE),
    member(date(1986, 11, 21), is_nonparty=True),
    member(date(1991, 11, 22), education=Education.COLLEGE, grassroots_leadership=False),
    member(date(1996, 11, 22), "女", is_minority=True),
]


def test_counts_of_a_team():
    """Ages count in completed years on the day, and limits include their own year."""
    assert count_roster(TEAM, Group.MEMBERS, TODAY) == {
        "team_size": 4,
        "team_under_30": 1,
        "team_30_to_35": 2,
        "team_under_35": 2,
        "team_under_40": 4,
        "team_women": 2,
        "minority_now": 1,
        "team_nonparty": 1,
        "team_bachelor": 3,
        "team_graduate": 1,
        "team_grassroots_leaders": 3,
        "heads": 1,
        "deputies": 3,
        "heads_women": 1,
        "average_age_now": Fraction(145, 4),
    }
    assert count_roster(TEAM, Group.MEMBERS, date(2027, 11, 22))["team_under_40"] == 2
    assert ages_of_heads(TEAM, TODAY) == (40,)


def test_what_is_not_known_is_not_counted():
    """A member without a birth date leaves the ages open, and nothing else; a man is no woman head in any case."""
    roster = [*TEAM, Member(sex="男", is_head=None), Member(sex="女", is_head=False)]
    assert count_roster(roster, Group.MEMBERS, TODAY) == {"team_size": 6, "team_women": 3, "heads_women": 1}
    assert "heads_women" not in count_roster([Member(sex="女")], Group.MEMBERS, TODAY)
    assert count_roster([], Group.MEMBERS, TODAY) == {}


def test_reserves_are_no_members():
    """They are counted by themselves, and only where the roster lists any."""
    reserve = [Member(category=kind) for kind in (Category.RESERVE_HEAD, *[Category.RESERVE_DEPUTY] * 2)]
    counts = count_roster([*TEAM, *reserve], Group.MEMBERS, TODAY)
    assert (counts["team_size"], counts["reserve_heads"], counts["reserve_deputies"]) == (4, 1, 2)
    assert count_roster(reserve, Group.MEMBERS, TODAY)["team_size"] == 0
    assert "reserve_heads" not in count_roster(TEAM, Group.MEMBERS, TODAY)


def test_several_teams():
    """Each line names its team; one of whom nothing is known leaves its team open, unless it has somebody anyway."""
    young, old, unknown = (
        member(date(1995, 1, 1), team="甲"),
        member(date(1970, 1, 1), "女", team="乙"),
        Member(team="甲"),
    )
    counts = count_roster([young, old], Group.MEMBERS, TODAY)
    assert (counts["teams_total"], counts["teams_with_women"], counts["teams_with_under_35"]) == (2, 1, 1)
    counts = count_roster([young, old, unknown], Group.MEMBERS, TODAY)
    assert counts["teams_with_under_35"] == 1
    assert "teams_with_women" not in counts


@pytest.mark.parametrize(
    ("group", "lines", "counts"),
    [
        (
            Group.CADRES,
            [Member(grassroots_years=Fraction(2)), Member(grassroots_years=Fraction(3, 2))],
            {"cadres_total": 2, "cadres_grassroots_2y": 1},
        ),
        (
            Group.RECRUITS,
            [Member(grassroots_years=Fraction(2), source=Source.COUNTY), Member(source=Source.OTHER)],
            {"recruits_total": 2, "recruits_from_below": 1},
        ),
        (
            Group.RESERVES,
            [Member(grassroots_years=Fraction(0)), Member(grassroots_years=Fraction(1, 2))],
            {"reserve_total": 2, "reserve_grassroots": 1},
        ),
        (Group.RESERVES, [Member()], {"reserve_total": 1}),
        (
            Group.PROMOTED,
            [Member(source=Source.RESERVE), Member(source=Source.VILLAGE)],
            {"promoted_total": 2, "promoted_from_reserve": 1},
        ),
        (Group.PROMOTED, [Member()], {"promoted_total": 1}),
        (
            Group.STAFF,
            [Member(is_trained=True), Member(is_trained=False)],
            {"staff_total": 2, "staff_trained": 1},
        ),
        (Group.NOBODY, [Member()], {}),
    ],
)
def test_other_lists(group, lines, counts):
    """Lists of cadres, recruits, reserves, promoted people and staff have counts of their own."""
    assert count_roster(lines, group, TODAY) == counts


def test_parts_and_wholes():
    """A part can't exceed its whole, whichever comes later."""
    facts = load_rulebook().facts
    assert find_contradiction(facts, {"team_size": 5}, "team_women", 5) is None
    assert find_contradiction(facts, {"team_size": 5}, "team_women", 6) == "team_size"
    assert find_contradiction(facts, {"team_women": 6}, "team_size", 5) == "team_women"
    assert find_contradiction(facts, {}, "average_age_now", Fraction(90, 2)) is None


def test_every_count_is_a_fact():
    """What a roster is counted for, and what its columns tell, are facts of the content."""
    facts = load_rulebook().facts
    counted = {name for group in Group for name in count_roster([*TEAM, Member(team="甲")], group, TODAY)}
    assert counted | FIELDS.keys() <= facts.keys()
