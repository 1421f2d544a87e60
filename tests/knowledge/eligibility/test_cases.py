"""The shipped rules: every written-down case, enough of them, and none that would not notice a change."""

from collections import Counter, defaultdict

import pytest

from knowledge.loader import load_rulebook
from tests.knowledge.eligibility.cases import read_cases
from tests.knowledge.eligibility.mutations import mutants

BOOK = load_rulebook()
CASES = read_cases()
BY_RULE = defaultdict(list)
for _case in CASES:
    BY_RULE[_case.rule].append(_case)
MIN_CASES = 4
INVENTORY = [
    f"{letter}{number:02d}" for letter, last in (("E", 52), ("S", 44)) for number in range(1, last + 1)
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case):
    """The verdict, and the dates where the case names them."""
    assert case.passes(BOOK), case.run(BOOK)


@pytest.mark.parametrize("rule", BOOK.rules.values(), ids=lambda rule: rule.id)
def test_enough_cases(rule):
    """Every rule has at least four cases with names of their own, one of them with something unknown."""
    names = Counter(case.name for case in BY_RULE[rule.id] if not case.name.startswith("de"))
    assert sum(names.values()) >= MIN_CASES
    assert max(names.values()) == 1
    assert any(case.verdict.value == "undetermined" for case in BY_RULE[rule.id])


@pytest.mark.parametrize("rule", BOOK.rules.values(), ids=lambda rule: rule.id)
def test_every_change_is_noticed(rule):
    """A threshold moved by one, a truth turned, a choice left out: some case fails."""
    unnoticed = [
        name for name, changed in mutants(rule) if all(c.passes(BOOK, changed) for c in BY_RULE[rule.id])
    ]
    assert unnoticed == []


def test_the_inventory_is_covered():
    """Every rule set and structure check of the inventory has a rule."""
    covered = {row for rule in BOOK.rules.values() for row in rule.covers}
    assert sorted(set(INVENTORY) - covered) == []


def test_cases_belong_to_rules():
    """No case is left over from a rule that is gone."""
    assert set(BY_RULE) <= set(BOOK.rules)
