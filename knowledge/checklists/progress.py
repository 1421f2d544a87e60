"""A case as a value: what is known and done, which items apply, what comes next, and how far it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from knowledge.checklists.branches import lacking, truth_of
from knowledge.checklists.gates import GateResult, check_gate
from knowledge.checklists.templates import ChecklistTemplate, Opening, TemplateItem
from knowledge.eligibility.facts import Value
from knowledge.eligibility.truth import Truth


class State(StrEnum):
    """Where an item stands."""

    OPEN = "open"
    WAITING = "waiting"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"


SETTLED = {State.DONE, State.NOT_APPLICABLE}


@dataclass(frozen=True)
class Situation:
    """What is known of a matter and where its items stand; items not named are open.

    `documents` are those whose items are followed (None: all), so that other regions' items are left out at once.
    """

    values: Mapping[str, Value] = field(default_factory=dict)
    states: Mapping[str, State] = field(default_factory=dict)
    documents: frozenset[str] | None = None

    def state(self, item: TemplateItem) -> State:
        """Where an item stands."""
        return self.states.get(item.id, State.OPEN)

    def follows(self, item: TemplateItem) -> bool:
        """Whether the item comes from a document that is followed."""
        return self.documents is None or bool(self.documents & {*item.documents})


@dataclass(frozen=True)
class Position:
    """An item in a case: whether it applies, what its branch lacks, where it stands, and what its gate says."""

    item: TemplateItem
    applies: Truth
    lacks: tuple[str, ...]
    state: State
    gate: GateResult

    @property
    def is_unsettled(self) -> bool:
        """Whether something is still to be done about it."""
        return self.applies is Truth.TRUE and self.state not in SETTLED


@dataclass(frozen=True)
class Progress:
    """How far a case is: `undecided` items wait for a fact, `ended_by` is the item whose gate ended the matter."""

    done: int
    total: int
    undecided: int
    ended_by: TemplateItem | None

    @property
    def is_finished(self) -> bool:
        """Whether nothing is left to do or to find out."""
        return self.done == self.total and not self.undecided


def lay_out(template: ChecklistTemplate, situation: Situation) -> tuple[Position, ...]:
    """Every item in order, with what is known of it."""
    return tuple(_place(template, item, situation) for item in template.items)


def _place(template: ChecklistTemplate, item: TemplateItem, situation: Situation) -> Position:
    followed = situation.follows(item)
    return Position(
        item=item,
        applies=truth_of(item.when, situation.values) if followed else Truth.FALSE,
        lacks=lacking(item.when, situation.values) if followed else (),
        state=situation.state(item),
        gate=check_gate(template, item, situation.values),
    )


def applying(template: ChecklistTemplate, situation: Situation) -> tuple[TemplateItem, ...]:
    """The items that surely apply, in order."""
    return tuple(one.item for one in lay_out(template, situation) if one.applies is Truth.TRUE)


def next_open(template: ChecklistTemplate, situation: Situation) -> TemplateItem | None:
    """The item to work on: the first open one, or the first that is waited for; None when there is none."""
    unsettled = [one for one in lay_out(template, situation) if one.is_unsettled]
    opened = (one.item for one in unsettled if one.state is State.OPEN)
    return next(opened, unsettled[0].item if unsettled else None)


def missing_facts(template: ChecklistTemplate, situation: Situation) -> tuple[str, ...]:
    """The facts of the template that keep branches or gates open: worth asking at once."""
    facts = {asked.id for asked in template.facts}
    names = (
        name
        for one in lay_out(template, situation)
        if one.applies is not Truth.FALSE
        for name in (*one.lacks, *one.gate.missing)
    )
    return tuple(dict.fromkeys(name for name in names if name in facts))


def progress(template: ChecklistTemplate, situation: Situation) -> Progress:
    """Counts over the items that apply."""
    positions = lay_out(template, situation)
    applied = [one for one in positions if one.applies is Truth.TRUE]
    ended = (one.item for one in applied if one.gate.ends and one.state is not State.NOT_APPLICABLE)
    return Progress(
        done=sum(one.state in SETTLED for one in applied),
        total=len(applied),
        undecided=sum(one.applies is Truth.UNKNOWN for one in positions),
        ended_by=next(ended, None),
    )


def opened(openings: tuple[Opening, ...], values: Mapping[str, Value]) -> Iterator[str]:
    """The ids of the checklists or deadlines that are opened, as far as the values tell."""
    return (one.id for one in openings if truth_of(one.when, values) is Truth.TRUE)
