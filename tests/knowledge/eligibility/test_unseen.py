"""Cases that were judged from the documents before the rules were looked at: verdict, decisive conditions, dates."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from knowledge.eligibility.evaluation import evaluate
from knowledge.eligibility.explanation import explain
from knowledge.loader import load_rulebook
from tests.knowledge.eligibility.cases import TODAY

BOOK = load_rulebook()
FILE = Path(__file__).parents[2] / "cases" / "eligibility_unseen.yaml"
CASES = yaml.safe_load(FILE.read_text(encoding="utf-8"))
LEAST = 60


def day_of(turn) -> date | None:
    """The day on which something turns."""
    return turn.day if turn else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['name']}-{case['rule']}")
def test_unseen(case):
    """The verdict, how the decisive conditions stand, and the days."""
    rule, today = BOOK.rule(case["rule"]), case.get("as_of", TODAY)
    result = evaluate(BOOK, rule, BOOK.read_facts(rule, case["facts"], today), today=today)
    told = explain(BOOK, result)
    assert result.verdict == case["verdict"], told.summary
    assert result.applicability == case.get("applies", "applies")
    assert list(result.missing) == case.get("missing", list(result.missing))
    for fact, status in case.get("reasons", {}).items():
        assert status in [reason.status for reason in told.reasons if fact in reason.facts], fact
    assert day_of(told.span.eligible_from) == case.get("from", day_of(told.span.eligible_from))
    assert day_of(told.span.eligible_until) == case.get("until", day_of(told.span.eligible_until))


def test_enough_of_them():
    """They spread over the rules."""
    assert len(CASES) >= LEAST
    assert len({case["rule"] for case in CASES}) >= LEAST
