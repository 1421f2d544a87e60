"""Interviews with somebody who knows the facts of a case, and answers 不知道 to everything else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from knowledge.eligibility.bundles import Bundle, Group
from knowledge.eligibility.derivation import complete
from knowledge.eligibility.facts import Value
from knowledge.eligibility.interview import Step, next_step
from knowledge.eligibility.rulebook import Rulebook
from knowledge.eligibility.rules import EligibilityRule


@dataclass
class Interview:
    """How an interview went: what was asked, and what is known in the end."""

    knows: Mapping[str, Value]
    known: dict[str, Value] = field(default_factory=dict)
    declined: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    one_by_one: bool = False

    def answer(self, step: Step) -> None:
        """Answer a question, about one fact or about several."""
        facts = step.group.facts if step.group else (step.fact,)
        names = [fact.id for fact in facts if fact]
        self.asked.append("+".join(names))
        if isinstance(step.group, Bundle):
            self._answer_bundle(step.group, names)
            return
        for name in names:
            self._answer_one(name)

    def _answer_one(self, name: str) -> None:
        if name in self.knows:
            self.known[name] = self.knows[name]
        else:
            self.declined.add(name)

    def _answer_bundle(self, bundle: Group, names: list[str]) -> None:
        """Name the first item that differs, or say that all are alike; who isn't sure is asked one by one."""
        alike, *others = bundle.answers
        odd = next((answer for answer in others if answer.items() <= self.knows.items()), None)
        if odd is None and not set(names) <= self.knows.keys():
            self.one_by_one = True
        else:
            self.known |= alike if odd is None else odd


def conduct(
    book: Rulebook, rule: EligibilityRule, raw: Mapping[str, Any], today: date, *, one_by_one: bool = False
) -> tuple[Interview, Step]:
    """The interview with somebody who knows these facts, and the step at which it ended."""
    knows = complete(book.accepted(rule), book.read_facts(rule, raw, today), today)
    interview = Interview(knows, one_by_one=one_by_one)
    while True:
        step = next_step(
            book,
            rule,
            interview.known,
            today=today,
            declined=interview.declined,
            one_by_one=interview.one_by_one,
        )
        if step.fact is None:
            return interview, step
        interview.answer(step)
