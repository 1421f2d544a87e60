"""What structure rules say about counts: figures, targets, gaps, and what decides nothing."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from knowledge.eligibility.conditions import Reference
from knowledge.eligibility.evaluation import evaluate
from knowledge.eligibility.rules import RuleKind
from knowledge.loader import load_rulebook
from knowledge.rosters.findings import Standing, find, find_all, standing_of

TODAY = date(2026, 11, 22)
BOOK = load_rulebook()


def requirement(rule, at=0, **facts):
    """One requirement of a rule on these counts."""
    return find(BOOK, evaluate(BOOK, BOOK.rule(f"jiegou.{rule}"), facts, today=TODAY)).requirements[at]


@pytest.mark.parametrize(
    ("rule", "facts", "target", "gap", "standing"),
    [
        ("s12-bachelor", {"team_bachelor": 7, "team_size": 9}, 9, 2, Standing.SHORT),
        ("s12-bachelor", {"team_bachelor": 9, "team_size": 9}, 9, None, Standing.REACHED),
        ("s02-two-year-cadres", {"cadres_grassroots_2y": 6, "cadres_total": 9}, 6, None, Standing.REACHED),
        ("s02-two-year-cadres", {"cadres_grassroots_2y": 5, "cadres_total": 9}, 6, 1, Standing.SHORT),
        ("s15-under-40", {"team_under_40": 5, "team_size": 9}, 6, 1, Standing.OPEN),
        ("s19-town-under-30", {"team_under_30": 0}, 1, 1, Standing.SHORT),
        ("s29-reserve-heads", {"reserve_heads": 3, "heads": 2}, 4, 1, Standing.SHORT),
        ("s09-leader-posts", {"actual_posts": 9, "approved_posts": 7}, 7, 2, Standing.SHORT),
        ("s24-women-heads-more", {"heads_women": 3, "heads_women_before": 3}, 3, 1, Standing.SHORT),
        ("s24-women-heads-more", {"heads_women": 4, "heads_women_before": 3}, 3, None, Standing.REACHED),
        ("s42-zhoushan-recruits", {"recruits_from_below": 1, "recruits_total": 10}, 2, 1, Standing.OPEN),
        ("s42-zhoushan-recruits", {"recruits_from_below": 2, "recruits_total": 10}, 2, None, Standing.OPEN),
        ("s12-bachelor", {"team_bachelor": 7}, None, None, Standing.MISSING),
        ("s04-recruit-ratio", {"ratio_published": True}, None, None, Standing.REACHED),
        ("s04-recruit-ratio", {"ratio_published": False}, None, None, Standing.SHORT),
    ],
)
def test_figures(rule, facts, target, gap, standing):
    """Targets are whole heads, gaps say how many; vague and proposed requirements decide nothing."""
    found = requirement(rule, **facts)
    assert (found.target, found.gap, standing_of(found)) == (target, gap, standing)


def test_shares():
    """A part of a whole has a share; reserves are no part of those whose reserves they are."""
    found = requirement("s12-bachelor", team_bachelor=7, team_size=9)
    assert (found.share, found.times, found.is_share) == (Fraction(7, 9), Fraction(9, 10), True)
    assert requirement("s12-bachelor", team_bachelor=0, team_size=0).share is None
    found = requirement("s30-reserve-deputies", reserve_deputies=5, deputies=4)
    assert (found.share, found.is_share, found.target) == (None, False, 4)


def test_averages():
    """The difference of an average is no number of heads."""
    found = requirement("s14-average-age", average_age_now=Fraction(91, 2), average_age_before=Fraction(45))
    assert (found.gap, found.target) == (Fraction(1, 2), Fraction(45))


def test_blanks():
    """What the document leaves open shows the count, where the rule names one."""
    found = requirement("s13-graduate", 1, team_graduate=2)
    assert (found.blank, found.value, standing_of(found)) == ("一定数量是多少，没有写", 2, Standing.BLANK)
    assert requirement("s31-nonparty-number").value is None


def test_elsewhere():
    """A rule whose premise fails is for other teams."""
    found = requirement("s32-nonparty-departments", team_nonparty=0, department_nonparty=False)
    assert standing_of(found) is Standing.ELSEWHERE


def test_all_structure_rules():
    """Every structure rule gives its requirements on no counts at all, each with a citation."""
    rules = [rule for rule in BOOK.rules.values() if rule.kind is RuleKind.STRUCTURE]
    findings = find_all(BOOK, rules, {}, TODAY)
    assert [finding.rule for finding in findings] == rules
    assert all(item.citations for finding in findings for item in finding.requirements)
    assert all(finding.applies for finding in findings)


def test_what_is_no_count():
    """A leaf that tests nothing is a fault of the rule."""
    result = evaluate(BOOK, BOOK.rule("jiegou.s12-bachelor"), {}, today=TODAY)
    with pytest.raises(TypeError, match="tests counts"):
        find(BOOK, replace(result, trace=replace(result.trace, condition=Reference(rule="none"))))
