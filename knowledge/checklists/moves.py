"""Moves of a case: filling in, finishing, waiting, leaving out, reopening. Each gives a new situation or a refusal."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from knowledge.checklists.gates import GateResult
from knowledge.checklists.progress import Position, Situation, State, lay_out
from knowledge.checklists.templates import ChecklistTemplate
from knowledge.eligibility.facts import Value
from knowledge.eligibility.truth import Truth


class Obstacle(StrEnum):
    """Why a move can't be made."""

    NO_SUCH_ITEM = "no_such_item"
    NO_SUCH_INPUT = "no_such_input"
    DOES_NOT_APPLY = "does_not_apply"
    SETTLED = "settled"
    NOT_SETTLED = "not_settled"
    GATE = "gate"


@dataclass(frozen=True)
class Refused:
    """A move that was not made; `gate` tells the shortfall where a gate stands in the way."""

    why: Obstacle
    gate: GateResult | None = None


def fill(
    template: ChecklistTemplate, situation: Situation, values: Mapping[str, Value | None]
) -> Situation | Refused:
    """Put values in (None takes one out); items that were done and whose gate no longer lets pass are open again."""
    if not values.keys() <= template.inputs.keys():
        return Refused(Obstacle.NO_SUCH_INPUT)
    merged = {**situation.values, **values}
    known = {name: value for name, value in merged.items() if value is not None}
    return reopen_blocked(template, replace(situation, values=known))


def reopen_blocked(template: ChecklistTemplate, situation: Situation) -> Situation:
    """Open the items again that were done and whose gate does not let the values pass."""
    reopened = {
        one.item.id: State.OPEN
        for one in lay_out(template, situation)
        if one.state is State.DONE and one.gate.blocks
    }
    return replace(situation, states={**situation.states, **reopened})


def finish(template: ChecklistTemplate, situation: Situation, item_id: str) -> Situation | Refused:
    """Mark an item as done, when it applies and its gate lets it pass."""
    found = _unsettled(template, situation, item_id)
    if isinstance(found, Refused):
        return found
    if found.gate.blocks:
        return Refused(Obstacle.GATE, found.gate)
    return _mark(situation, item_id, State.DONE)


def wait(template: ChecklistTemplate, situation: Situation, item_id: str) -> Situation | Refused:
    """Mark an item as waited for."""
    found = _unsettled(template, situation, item_id)
    return found if isinstance(found, Refused) else _mark(situation, item_id, State.WAITING)


def leave_out(template: ChecklistTemplate, situation: Situation, item_id: str) -> Situation | Refused:
    """Mark an item as not applicable; the reason is the caller's to keep."""
    found = _unsettled(template, situation, item_id)
    return found if isinstance(found, Refused) else _mark(situation, item_id, State.NOT_APPLICABLE)


def reopen(template: ChecklistTemplate, situation: Situation, item_id: str) -> Situation | Refused:
    """Open an item again that is done, waited for or left out."""
    found = _find(template, situation, item_id)
    if found is None:
        return Refused(Obstacle.NO_SUCH_ITEM)
    if found.state is State.OPEN:
        return Refused(Obstacle.NOT_SETTLED)
    return _mark(situation, item_id, State.OPEN)


def _find(template: ChecklistTemplate, situation: Situation, item_id: str) -> Position | None:
    return next((one for one in lay_out(template, situation) if one.item.id == item_id), None)


def _unsettled(template: ChecklistTemplate, situation: Situation, item_id: str) -> Position | Refused:
    found = _find(template, situation, item_id)
    if found is None:
        return Refused(Obstacle.NO_SUCH_ITEM)
    if found.applies is not Truth.TRUE:
        return Refused(Obstacle.DOES_NOT_APPLY)
    return found if found.is_unsettled else Refused(Obstacle.SETTLED)


def _mark(situation: Situation, item_id: str, state: State) -> Situation:
    return replace(situation, states={**situation.states, item_id: state})
