"""Versions of a template: what differs between two of them, and how a situation is carried over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.checklists.inputs import Input
from knowledge.checklists.moves import reopen_blocked
from knowledge.checklists.progress import Situation
from knowledge.checklists.stored_values import read_stored
from knowledge.checklists.templates import ChecklistTemplate, TemplateItem
from knowledge.eligibility.facts import Value, plain_values

# What a person who carries out a procedure wants to know of; ids and coverage are the editors' own matter.
HEAD_PARTS = ("title", "about", "documents", "order", "who", "facts", "notes")
ITEM_PARTS = (
    "title",
    "do",
    "who",
    "records",
    "inputs",
    "when",
    "gate",
    "opens",
    "deadlines",
    "hardness",
    "historic",
    "blanks",
    "cite",
)


@dataclass(frozen=True)
class ItemChange:
    """An item that both versions have, and the names of its parts that differ."""

    old: TemplateItem
    new: TemplateItem
    parts: tuple[str, ...]


@dataclass(frozen=True)
class InputChange:
    """An input that both versions have, and that asks for something else now."""

    old: Input
    new: Input


@dataclass(frozen=True)
class Difference:
    """What differs between two versions of a template; `reordered` when items that both have changed places."""

    head: tuple[str, ...]
    added: tuple[TemplateItem, ...]
    removed: tuple[TemplateItem, ...]
    changed: tuple[ItemChange, ...]
    inputs_added: tuple[Input, ...]
    inputs_removed: tuple[Input, ...]
    inputs_changed: tuple[InputChange, ...]
    reordered: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs that a person would notice."""
        return self == NO_DIFFERENCE


NO_DIFFERENCE = Difference((), (), (), (), (), (), (), reordered=False)


@dataclass(frozen=True)
class Carried:
    """A situation under another version: what no longer fits is dropped, what was done on it is open again.

    `removed` are the items with a state that the new version has no longer.
    """

    situation: Situation
    dropped: Mapping[str, Value]
    reopened: tuple[str, ...]
    removed: tuple[str, ...]


def compare(old: ChecklistTemplate, new: ChecklistTemplate) -> Difference:
    """What differs between two versions of a template."""
    before, after = ({item.id: item for item in one.items} for one in (old, new))
    kept = [name for name in before if name in after]
    return Difference(
        head=_parts(old, new, HEAD_PARTS),
        added=tuple(item for item in new.items if item.id not in before),
        removed=tuple(item for item in old.items if item.id not in after),
        changed=tuple(change for name in kept if (change := _change(before[name], after[name])).parts),
        inputs_added=tuple(one for name, one in new.inputs.items() if name not in old.inputs),
        inputs_removed=tuple(one for name, one in old.inputs.items() if name not in new.inputs),
        inputs_changed=tuple(_changed_inputs(old, new)),
        reordered=kept != [name for name in after if name in before],
    )


def _change(old: TemplateItem, new: TemplateItem) -> ItemChange:
    return ItemChange(old, new, _parts(old, new, ITEM_PARTS))


def _parts(old: Any, new: Any, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if getattr(old, name) != getattr(new, name))


def _changed_inputs(old: ChecklistTemplate, new: ChecklistTemplate) -> list[InputChange]:
    pairs = ((one, new.inputs[name]) for name, one in old.inputs.items() if name in new.inputs)
    return [InputChange(before, after) for before, after in pairs if before != after]


def carry_over(new: ChecklistTemplate, situation: Situation, *, today: date) -> Carried:
    """The situation under the new version.

    What was done stays done, as long as the new version has the item and its gate lets the values pass. Documents
    that the new version follows itself are followed from now on.
    """
    values = read_stored(new, plain_values(situation.values), today)
    names = {item.id for item in new.items}
    states = {name: state for name, state in situation.states.items() if name in names}
    moved = Situation(values, states, _followed(new, situation))
    settled = reopen_blocked(new, moved)
    return Carried(
        situation=settled,
        dropped={name: value for name, value in situation.values.items() if name not in values},
        reopened=tuple(name for name, state in states.items() if settled.states[name] is not state),
        removed=tuple(name for name in situation.states if name not in names),
    )


def _followed(new: ChecklistTemplate, situation: Situation) -> frozenset[str] | None:
    if situation.documents is None:
        return None
    known = {name for item in new.items for name in item.documents}
    return (situation.documents & known) | {*new.documents}
