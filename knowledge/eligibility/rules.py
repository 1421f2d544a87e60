"""Eligibility rules: one question each, with the conditions a document sets and the words for each outcome."""

from collections import Counter
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import Field

from knowledge.eligibility.conditions import Condition, FactTest, Hardness, Stated, walk
from knowledge.entries import Derived
from knowledge.sources import Citation, Content


class Verdict(StrEnum):
    """The outcome of a check; the words are those of the result contract."""

    ELIGIBLE = "eligible"
    CONDITIONAL = "conditional"
    NOT_ELIGIBLE = "not_eligible"
    UNDETERMINED = "undetermined"


class RuleKind(StrEnum):
    """What a rule asks, and so how its verdict reads: 符合, 必须, 达到, 享有优先."""

    QUALIFICATION = "qualification"
    DUTY = "duty"
    COMPLIANCE = "compliance"
    PREFERENCE = "preference"
    STRUCTURE = "structure"


class Note(Content):
    """Something the document says, or leaves open, around the conditions; it does not decide."""

    text: str
    hardness: Hardness
    cite: tuple[Citation, ...] = ()


class EligibilityRule(Content):
    """One rule: whom it is for, its conditions, what follows, and what the document leaves open.

    `premises` are what the check takes for granted (that the person is a leader, that the post is of the kind the
    document speaks of): known to be otherwise, the rule does not apply. `covers` names rows of the inventory,
    `cite` stands for conditions without citations of their own, `asks` are words by which people ask for the check,
    `related` are the checklists and deadlines that take the matter further, `derived` explains figures that no
    provision states.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*$")]
    title: str
    question: str
    topic: str
    kind: RuleKind = RuleKind.QUALIFICATION
    document: str
    persons: str
    since: date | None = None
    cite: Annotated[tuple[Citation, ...], Field(min_length=1)]
    premises: tuple[FactTest, ...] = ()
    condition: Condition
    outcomes: dict[Verdict, str] = Field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    next_steps: tuple[str, ...] = ()
    warning: str | None = None
    asks: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    derived: tuple[Derived, ...] = ()
    reviewed_on: date

    @property
    def conditions(self) -> tuple[Stated, ...]:
        """Premises, conditions and exceptions, flat and in order."""
        return (*self.premises, *walk(self.condition))

    def condition_id(self, condition: Stated) -> str:
        """The lasting name of a condition: the fact it tests, numbered from the second test of the same fact on.

        What tests no fact is named by its kind. Names change neither with the wording nor with a threshold.
        """
        return self._condition_ids[id(condition)]

    @cached_property
    def _condition_ids(self) -> dict[int, str]:
        """Names by the object: two conditions may be equal."""
        seen: Counter[str] = Counter()
        names = {}
        for part in self.conditions:
            name = str(getattr(part, "fact", None) or type(part).__name__.lower())
            seen[name] += 1
            names[id(part)] = name if seen[name] == 1 else f"{name}-{seen[name]}"
        return names

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Everything the rule rests on, each once."""
        cited = [c for part in self.conditions for c in part.cite]
        ways = [part.exception for part in self.conditions if isinstance(part, FactTest)]
        cited += [c for way in ways if way for c in way.cite]
        cited += [c for note in self.notes for c in note.cite]
        return tuple(dict.fromkeys([*self.cite, *cited]))
