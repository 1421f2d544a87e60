"""Reading the case files: verdicts that a policy officer wrote down, rule by rule."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from knowledge.eligibility.dates import find_span
from knowledge.eligibility.evaluation import evaluate
from knowledge.eligibility.rules import Verdict

FOLDER = Path(__file__).parents[2] / "cases" / "eligibility"
TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Case:
    """One case: the facts, the day, and what is expected."""

    rule: str
    name: str
    verdict: Verdict
    facts: dict[str, Any] = field(hash=False)
    today: date = TODAY
    starts: date | None = None
    until: date | None = None

    def __str__(self):
        return f"{self.rule}: {self.name}"

    def run(self, book, rule=None):
        """The result of the case, with the rulebook's rule or another one in its place."""
        rule = rule or book.rule(self.rule)
        facts = book.read_facts(rule, self.facts, self.today)
        return evaluate(book, rule, facts, today=self.today)

    def passes(self, book, rule=None):
        """Whether everything that the case expects comes out."""
        result = self.run(book, rule)
        span = find_span(book, result)
        found = {"starts": span.eligible_from, "until": span.eligible_until}
        days = {name: turn.day if turn else None for name, turn in found.items()}
        expected = {name: getattr(self, name) for name in days if getattr(self, name)}
        return result.verdict is self.verdict and all(days[name] == day for name, day in expected.items())


def read_cases():
    """All cases of all files."""
    return [case for path in sorted(FOLDER.glob("*.yaml")) for case in _read(path)]


def _read(path):
    for group in yaml.safe_load(path.read_text(encoding="utf-8")):
        for row in group["cases"]:
            yield Case(
                rule=group["rule"],
                name=row["name"],
                verdict=Verdict(row["verdict"]),
                facts=group.get("given", {}) | row.get("facts", {}),
                today=row.get("as_of", TODAY),
                starts=row.get("from"),
                until=row.get("until"),
            )
