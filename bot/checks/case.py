"""An assessment read in the light of the rules: what is known, what is asked next, what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from knowledge.eligibility.bundles import Group
from knowledge.eligibility.derivation import complete
from knowledge.eligibility.evaluation import Result, evaluate
from knowledge.eligibility.facts import Fact, FactError, Value, parse_value, plain_value
from knowledge.eligibility.interview import Step, next_step
from knowledge.eligibility.rulebook import Rulebook
from knowledge.eligibility.rules import EligibilityRule
from storage.tables import Assessment, AssessmentStatus

ONE_BY_ONE = "one-by-one"  # kept among the answers, so that going back takes it back


@dataclass(frozen=True)
class Case:
    """An assessment with its rule, the answers that still fit, and the day.

    With `one_by_one` the person wants each question by itself, none of them in a group.
    """

    row: Assessment
    book: Rulebook
    rule: EligibilityRule
    today: date
    known: Mapping[str, Value]
    declined: frozenset[str]
    one_by_one: bool = False

    @cached_property
    def step(self) -> Step:
        """Where the interview stands, as it follows from the answers."""
        return next_step(
            self.book,
            self.rule,
            self.known,
            today=self.today,
            declined=self.declined,
            one_by_one=self.one_by_one,
        )

    @property
    def asked(self) -> Fact | None:
        """The fact that is asked for: the one out of turn, else the next."""
        if self.row.asking in self.book.accepted(self.rule):
            return self.book.fact(str(self.row.asking))
        return None if self.is_finished else self.step.fact

    @property
    def group(self) -> Group | None:
        """The facts that are asked for together, where the question is about more than one."""
        out_of_turn = self.row.asking in self.book.accepted(self.rule)
        return None if out_of_turn or self.is_finished else self.step.group

    @property
    def is_finished(self) -> bool:
        """Whether there is a result."""
        return self.row.status == AssessmentStatus.FINISHED

    @property
    def proposed(self) -> dict[str, Value]:
        """The values that wait to be confirmed or are tried out."""
        return read_values(self.book, self.rule, self.row.proposed, self.today)

    @property
    def answers(self) -> tuple[tuple[Fact, Value | None], ...]:
        """What was answered, in order; None for what is not known."""
        return tuple(
            (self.book.fact(name), self.known.get(name))
            for name in self.row.facts
            if name in self.known or name in self.declined
        )

    @cached_property
    def result(self) -> Result:
        """The result on what is known."""
        return evaluate(self.book, self.rule, self.known, today=self.today)

    def result_with(self, changes: Mapping[str, Value]) -> Result:
        """The result if some facts were different."""
        return self.with_facts(assigned(self, changes)).result

    def with_facts(self, facts: Mapping[str, Any]) -> "Case":
        """The same case with other answers."""
        known, declined = _read(self.book, self.rule, facts, self.today)
        return replace(self, known=known, declined=declined, one_by_one=ONE_BY_ONE in facts)


def read_case(book: Rulebook, row: Assessment, today: date) -> Case | None:
    """The case of an assessment; None when the content no longer has its rule."""
    rule = book.rules.get(row.rule)
    if rule is None:
        return None
    known, declined = _read(book, rule, row.facts, today)
    return Case(row, book, rule, today, known, declined, ONE_BY_ONE in row.facts)


def _read(
    book: Rulebook, rule: EligibilityRule, facts: Mapping[str, Any], today: date
) -> tuple[dict[str, Value], frozenset[str]]:
    """The answers as typed values, and those that are not known.

    What the present content does not understand any more is left out, and so asked again.
    """
    accepted = book.accepted(rule)
    declined = frozenset(name for name, raw in facts.items() if raw is None and name in accepted)
    known = read_values(book, rule, facts, today)
    while True:
        try:
            complete(accepted, known, today)
        except FactError as error:
            del known[error.fact_id]
        else:
            return known, declined


def read_values(
    book: Rulebook, rule: EligibilityRule, raw: Mapping[str, Any], today: date
) -> dict[str, Value]:
    """The stored values that the rule takes."""
    accepted = book.accepted(rule)
    values: dict[str, Value] = {}
    for name, value in raw.items():
        if name in accepted and value is not None:
            try:
                values[name] = parse_value(accepted[name], value, today)
            except FactError:
                continue  # the fact takes other values now
    return values


def assigned(case: Case, changes: Mapping[str, Value]) -> dict[str, Any]:
    """The stored answers with some changed.

    Raises FactError when the values contradict others that were given.
    """
    return merged(case.book, case.rule, facts=case.row.facts, changes=changes, today=case.today)


def merged(
    book: Rulebook,
    rule: EligibilityRule,
    *,
    facts: Mapping[str, Any],
    changes: Mapping[str, Value],
    today: date,
) -> dict[str, Any]:
    """Stored answers with some changed: a count gives way to the date it follows from, and the other way round.

    Raises FactError when the values contradict others.
    """
    accepted, stored = book.accepted(rule), dict(facts)
    for name, value in changes.items():
        for other in accepted.values():
            if name in {other.since, other.until} or other.id == book.fact(name).since:
                stored.pop(other.id, None)
        stored[name] = plain_value(value)
    complete(accepted, read_values(book, rule, stored, today), today)
    return stored
