"""Kinds of teams: the rules of each, what its roster needs, what is asked."""

from shutil import copytree

import pytest

from knowledge.eligibility.rules import RuleKind
from knowledge.errors import ContentError
from knowledge.loader import CONTENT, load_knowledge
from knowledge.rosters.counting import Group
from knowledge.rosters.teams import Team, columns_of, facts_of, find_broken_teams, open_facts, rules_of
from tests.rosters import shipped_base

BASE = shipped_base()
BOOK = BASE.rulebook


def make_team(**fields):
    """A kind of team with sensible defaults."""
    defaults = {
        "id": "demo",
        "label": "示例班子",
        "document": "CITY2009",
        "group": Group.MEMBERS,
        "rules": ("jiegou.s23-women-first", "jiegou.s12-bachelor"),
    }
    return Team(**(defaults | fields))


def test_every_structure_rule_belongs_to_a_team():
    """No structure check is left out, and the content has no broken kind of team."""
    rules = {rule.id for rule in BASE.rules.values() if rule.kind is RuleKind.STRUCTURE}
    assert {name for team in BASE.teams.values() for name in team.rules} == rules
    assert list(find_broken_teams(BOOK, BASE.teams.values())) == []


def test_a_whole_is_asked_before_its_parts():
    """In every team, and what decides whether a rule holds comes before its counts."""
    for team in BASE.teams.values():
        names = [fact.id for fact in facts_of(BOOK, team)]
        for part in names:
            for whole in set(BOOK.fact(part).at_most) & set(names):
                assert names.index(whole) < names.index(part), (team.id, part, whole)
        assert not set(names) & team.given.keys()
    assert next(fact.id for fact in facts_of(BOOK, make_team())) == "department_women_first"


def test_open_facts():
    """What is known is not asked, nor what only a rule for other teams needs."""
    team = make_team()
    assert [fact.id for fact in open_facts(BOOK, team, {"team_size": 5})] == [
        "department_women_first",
        "team_women",
        "team_bachelor",
    ]
    left = open_facts(BOOK, team, {"department_women_first": False})
    assert [fact.id for fact in left] == ["team_size", "team_bachelor"]


def test_columns():
    """A roster needs the columns that its counts come from; a team that is only counted needs none."""
    assert [column.heading for column in columns_of(BOOK, make_team())] == ["姓名", "职务", "性别", "学历"]
    assert columns_of(BOOK, make_team(group=Group.NOBODY)) == ()


def test_broken_teams():
    """Unknown documents, rules and facts, rules of other kinds or documents, and values that don't fit are found."""
    team = make_team(
        document="NONE",
        rules=("jiegou.none", "diaoren.national", "jiegou.s12-bachelor"),
        given={"none": True, "organ_level": "村"},
    )
    found = {(part, reason.partition(" ")[0]) for _, part, reason in find_broken_teams(BOOK, [team])}
    assert found == {
        ("document", "unknown"),
        ("rules", "no"),
        ("rules", "jiegou.s12-bachelor"),
        ("given", "unknown"),
        ("given", "organ_level:"),
    }
    assert [rule.id for rule in rules_of(BOOK, team)] == ["diaoren.national", "jiegou.s12-bachelor"]


def test_a_broken_team_is_a_finding(tmp_path):
    """The loader names the file and line."""
    folder = copytree(CONTENT, tmp_path / "content")
    file = folder / "teams.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("jiegou.s09-leader-posts", "jiegou.none"))
    with pytest.raises(ContentError, match=r"teams\.yaml:\d+: province-posts/rules: no structure rule"):
        load_knowledge(folder)
