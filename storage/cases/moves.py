"""Moves on steps: fill in, finish, wait, leave out, reopen, note, expect. Each is one transaction's work."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlmodel import Session

from knowledge.checklists.moves import Obstacle, Refused, fill, finish, leave_out, reopen, wait
from knowledge.checklists.progress import Situation, State
from knowledge.checklists.templates import ChecklistTemplate
from knowledge.eligibility.facts import FactError, Value, plain_value
from knowledge.eligibility.wholes import check_wholes
from storage.cases.events import Action
from storage.cases.moving import Claimed, claim_case, happen, on_step, settle
from storage.cases.values import WORDS_LENGTH, Actor, Hindrance, Outcome, Tap, Unmoved

PureMove = Callable[[ChecklistTemplate, Situation, str], Situation | Refused]
EARLIEST, LATEST = date(1949, 10, 1), date(2999, 12, 31)
SETTLED = {State.DONE, State.NOT_APPLICABLE}


@dataclass(frozen=True)
class Told:
    """A move on a step: what the event says of it, and what keeps it from being made whatever the checklist says."""

    action: Action
    details: Mapping[str, Any] = field(default_factory=dict)
    hindrance: Hindrance | None = None


def mark_done(session: Session, actor: Actor, *, tap: Tap, on: date | None = None) -> Outcome:
    """Finish a step, today or on an earlier day."""
    day = on or actor.today
    hindrance = None if EARLIEST <= day <= actor.today else Hindrance.DATE
    told = Told(Action.DONE, {"on": day.isoformat()}, hindrance)
    return _move(session, actor, tap=tap, pure=finish, told=told)


def mark_waiting(
    session: Session, actor: Actor, *, tap: Tap, until: date | None = None, reason: str = ""
) -> Outcome:
    """Note that a step is waited for, until a day where one is known."""
    hindrance = None if until is None or actor.today <= until <= LATEST else Hindrance.DATE
    told = Told(Action.WAITING, {"until": _text(until), "reason": tidy(reason)}, hindrance)
    return _move(session, actor, tap=tap, pure=wait, told=told)


def mark_left_out(session: Session, actor: Actor, *, tap: Tap, reason: str) -> Outcome:
    """Note that a step is not applicable, and why."""
    hindrance = None if tidy(reason) else Hindrance.REASON
    told = Told(Action.LEFT_OUT, {"reason": tidy(reason)}, hindrance)
    return _move(session, actor, tap=tap, pure=leave_out, told=told)


def mark_reopened(session: Session, actor: Actor, *, tap: Tap, reason: str = "") -> Outcome:
    """Open a step again; whoever opens one that was done or left out says why."""
    claimed = claim_step(session, actor, tap=tap)
    if isinstance(claimed, Unmoved):
        return claimed
    is_settled = claimed.view.situation.states.get(tap.item) in SETTLED
    hindrance = Hindrance.REASON if is_settled and not tidy(reason) else None
    told = Told(Action.REOPENED, {"reason": tidy(reason)}, hindrance)
    return _make(session, actor, claimed, tap=tap, pure=reopen, told=told)


def mark_note(session: Session, actor: Actor, *, tap: Tap, note: str) -> Outcome:
    """Write a note on a step instead of the one before; an empty one takes it away."""
    claimed = claim_step(session, actor, tap=tap)
    if isinstance(claimed, Unmoved):
        return claimed
    step = claimed.view.step(tap.item)
    if tidy(note) == (step.note if step else None):
        return claimed.unmoved(Hindrance.UNCHANGED)
    happened = happen(actor, Action.NOTED, item=tap.item, details={"note": tidy(note)})
    return settle(session, actor, claimed, happened=happened)


def mark_expected(session: Session, actor: Actor, *, tap: Tap, on: date | None) -> Outcome:
    """Set by hand when a step is expected, or leave it to the rule again."""
    claimed = claim_step(session, actor, tap=tap)
    if isinstance(claimed, Unmoved):
        return claimed
    step = claimed.view.step(tap.item)
    if on == (step.expected_on if step else None):
        return claimed.unmoved(Hindrance.UNCHANGED)
    if on is not None and not EARLIEST <= on <= LATEST:
        return claimed.unmoved(Hindrance.DATE)
    happened = happen(actor, Action.EXPECTED, item=tap.item, details={"on": _text(on)})
    return settle(session, actor, claimed, happened=happened)


def mark_values(session: Session, actor: Actor, *, tap: Tap, values: Mapping[str, Any]) -> Outcome:
    """Put in what is known of the matter, take out what is None; steps whose gate then closes are open again."""
    claimed = claim_case(session, actor, tap=tap, right=on_step)
    if isinstance(claimed, Unmoved):
        return claimed
    template, situation = claimed.view.template, claimed.view.situation
    if not (claimed.view.access.may_work or values.keys() <= own_inputs(template, tap.item)):
        return claimed.unmoved(Hindrance.FORBIDDEN)
    try:
        read = read_raw(template, values, actor.today)
        check_wholes(template.inputs, {**situation.values, **read})
    except FactError as error:
        return claimed.unmoved(Hindrance.VALUE, words=error.reason)
    filled = fill(template, situation, read)
    if isinstance(filled, Refused):
        return claimed.unmoved(Hindrance.REFUSED, refused=filled)
    changed = {name: value for name, value in read.items() if value != situation.values.get(name)}
    if not changed:
        return claimed.unmoved(Hindrance.UNCHANGED)
    plain = {name: None if value is None else plain_value(value) for name, value in changed.items()}
    details = {"values": plain, "reopened": reopened_by(situation, filled)}
    item = tap.item if template.item(tap.item) else None
    happened = happen(actor, Action.FILLED, item=item, details=details)
    return settle(session, actor, claimed, happened=happened)


def own_inputs(template: ChecklistTemplate, item_id: str) -> set[str]:
    """The inputs that belong to a step."""
    item = template.item(item_id)
    return {asked.id for asked in item.inputs} if item else set()


def read_raw(template: ChecklistTemplate, values: Mapping[str, Any], today: date) -> dict[str, Value | None]:
    """The typed values of what was given, raw or typed; names that the template lacks are left for the move to refuse.

    Raises FactError for what an input doesn't take.
    """
    read: dict[str, Value | None] = {}
    for name, raw in values.items():
        asked = template.inputs.get(name)
        read[name] = raw if asked is None or raw is None else asked.read(plain_value(raw), today)
    return read


def reopened_by(before: Situation, after: Situation) -> list[str]:
    """The steps that were done before and are open after."""
    return [
        name
        for name, state in before.states.items()
        if state is State.DONE and after.states.get(name, State.OPEN) is State.OPEN
    ]


def claim_step(session: Session, actor: Actor, *, tap: Tap) -> Claimed | Unmoved:
    """Take a case to change one of its steps."""
    claimed = claim_case(session, actor, tap=tap, right=on_step)
    if isinstance(claimed, Unmoved) or claimed.view.template.item(tap.item) is not None:
        return claimed
    return claimed.unmoved(Hindrance.REFUSED, refused=Refused(Obstacle.NO_SUCH_ITEM))


def _move(session: Session, actor: Actor, *, tap: Tap, pure: PureMove, told: Told) -> Outcome:
    claimed = claim_step(session, actor, tap=tap)
    if isinstance(claimed, Unmoved):
        return claimed
    return _make(session, actor, claimed, tap=tap, pure=pure, told=told)


def _make(
    session: Session, actor: Actor, claimed: Claimed, *, tap: Tap, pure: PureMove, told: Told
) -> Outcome:
    """Make a move on a step, if nothing is in its way."""
    if told.hindrance is not None:
        return claimed.unmoved(told.hindrance)
    done = pure(claimed.view.template, claimed.view.situation, tap.item)
    if isinstance(done, Refused):
        return claimed.unmoved(Hindrance.REFUSED, refused=done)
    happened = happen(actor, told.action, item=tap.item, details=told.details)
    return settle(session, actor, claimed, happened=happened)


def tidy(words: str) -> str | None:
    """What somebody wrote, at a length that is kept; None for nothing."""
    return words.strip()[:WORDS_LENGTH].strip() or None


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
