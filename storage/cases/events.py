"""The events of a case: appended to its chain in the transaction that does what they tell of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlmodel import Session, col, func, select

from storage.chain import advance, claim_head
from storage.tables import Case, CaseEvent, Person, User


class Action(StrEnum):
    """What was done to a case."""

    OPENED = "opened"
    FILLED = "filled"
    DONE = "done"
    WAITING = "waiting"
    LEFT_OUT = "left_out"
    REOPENED = "reopened"
    NOTED = "noted"
    EXPECTED = "expected"
    ASSIGNED = "assigned"
    FOLLOWED = "followed"
    NAMED = "named"
    MOVED = "moved"
    SHARED = "shared"
    LEFT = "left"
    HANDED_OVER = "handed_over"
    UNIT_SHARED = "unit_shared"
    ATTACHED = "attached"
    DETACHED = "detached"
    ARCHIVED = "archived"
    UNARCHIVED = "unarchived"


@dataclass(frozen=True)
class Happened:
    """Something that was done, by whom, when; `details` are plain JSON values, and name people by number."""

    action: Action
    actor: int | None
    at: datetime
    item: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


def chain_name(case_id: int) -> str:
    """The name of a case's chain."""
    return f"case:{case_id}"


def record_event(session: Session, *, case: Case, happened: Happened) -> CaseEvent:
    """Append to the chain of a case that this transaction holds; the number is the version that the case gets."""
    head = claim_head(session, name=chain_name(case.id))
    event = CaseEvent(
        case_id=case.id,
        number=head.number + 1,
        at=happened.at,
        actor=happened.actor,
        action=happened.action,
        item=happened.item,
        details=dict(happened.details),
        previous=head.hash,
        hash="",
    )
    advance(session, head, event_body(event))
    event.hash = head.hash
    session.add(event)
    session.flush()
    return event


def event_body(event: CaseEvent) -> dict[str, Any]:
    """What an event's hash covers, as it is exported."""
    return {
        "number": event.number,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": event.actor,
        "action": str(event.action),
        "item": event.item,
        "details": dict(event.details),
    }


def happened_in(event: CaseEvent) -> Happened:
    """What an event tells of."""
    return Happened(Action(event.action), event.actor, event.at, event.item, event.details)


def list_events(
    session: Session, *, case_id: int, before: int | None = None, limit: int | None = 10
) -> list[CaseEvent]:
    """The events before a number, the latest first, for whoever may see the case."""
    query = select(CaseEvent).where(CaseEvent.case_id == case_id)
    if before is not None:
        query = query.where(CaseEvent.number < before)
    return list(session.exec(query.order_by(col(CaseEvent.number).desc()).limit(limit)))


def names_of(session: Session, numbers: Iterable[int | None]) -> dict[int, str]:
    """The names of accounts by their numbers, as their staff know them; those that are gone have none."""
    wanted = {number for number in numbers if number is not None}
    shown = func.coalesce(Person.name, User.display_name)
    query = select(User.id, shown).outerjoin(Person, col(Person.id) == col(User.person_id))
    return dict(session.exec(query.where(col(User.id).in_(wanted))).all())
