"""Dates that are known already and may be what a rule counts from: of a record, or of a check."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.deadlines.rules import DeadlineRule, Trigger
from storage.tables import DateKind

# The dates of a record that mean what a trigger of another name means.
SAME = {
    "probation_start": DateKind.TRIAL,
    "appointment_start": DateKind.TERM,
    "exercise_on": DateKind.EXERCISE,
    "same_rank_start": DateKind.RANK,
}


@dataclass(frozen=True)
class KnownDate:
    """A date that is known: what it is, and the day."""

    kind: str
    on: date


def trigger_of(rule: DeadlineRule, name: str) -> Trigger | None:
    """The trigger that a draft's date of this name stands for."""
    return rule.trigger if name == "trigger" else rule.also.trigger if name == "also" and rule.also else None


def fitting(trigger: Trigger, known: Mapping[str, date]) -> list[KnownDate]:
    """The known dates that the trigger may mean."""
    kinds = dict.fromkeys((trigger.id, str(SAME.get(trigger.id, trigger.id))))
    return [KnownDate(kind, known[kind]) for kind in kinds if kind in known]


def dates_in(facts: Mapping[str, Any]) -> dict[str, date]:
    """The dates among stored facts."""
    found: dict[str, date] = {}
    for name, value in facts.items():
        if isinstance(value, str):
            try:
                found[name] = date.fromisoformat(value)
            except ValueError:
                continue
    return found
