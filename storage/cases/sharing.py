"""Working together: colleagues, sharing, assigning steps, handing a case over, and showing it to the unit's staff."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, false, func, or_, select, true

from storage.cases.events import Action
from storage.cases.moves import claim_step
from storage.cases.moving import Claimed, claim_case, happen, owner_only, settle, workers
from storage.cases.starting import unit_of
from storage.cases.values import MOST_MEMBERS, Access, Actor, Hindrance, Outcome, Tap, Unmoved
from storage.scope import ROOT
from storage.tables import May, Person, Role, Unit, User

SHOWN = func.coalesce(Person.name, User.display_name)
THEIR_UNIT = func.coalesce(Person.unit_id, User.unit_id)


@dataclass(frozen=True)
class Colleague:
    """An account that a case can be shared with."""

    user_id: int
    name: str
    unit: str | None


def list_colleagues(
    session: Session, actor: Actor, *, words: str = "", offset: int = 0, limit: int = 8
) -> list[Colleague]:
    """Invited accounts of the actor's unit, of those above and of those below it; for admins, everybody's."""
    query = _colleagues(session, actor)
    for word in words.split():
        query = query.where(SHOWN.contains(word, autoescape=True))
    rows = session.exec(query.order_by(SHOWN, col(User.id)).offset(offset).limit(limit))
    return [Colleague(*row) for row in rows]


def get_colleague(session: Session, actor: Actor, *, user_id: int) -> Colleague | None:
    """The colleague of this number."""
    row = session.exec(_colleagues(session, actor).where(User.id == user_id)).one_or_none()
    return Colleague(*row) if row else None


def _colleagues(session: Session, actor: Actor) -> Any:
    """Accounts that keep records of their own, with name and unit, in the actor's line of units."""
    return (
        select(User.id, SHOWN, Unit.name)
        .outerjoin(Person, col(Person.id) == col(User.person_id))
        .outerjoin(Unit, col(Unit.id) == THEIR_UNIT)
        .where(User.id != actor.user_id, User.role != Role.GUEST, _in_line(session, actor))
    )


def _in_line(session: Session, actor: Actor) -> Any:
    """The condition on units that are the actor's own, above it, or below it."""
    if actor.scope.path == ROOT:
        return true()
    unit = session.get(Unit, unit_of(session, actor.user_id) or 0)
    if unit is None:
        return false()
    above = [int(part) for part in unit.path.strip(ROOT).split(ROOT)]
    return or_(col(Unit.id).in_(above), col(Unit.path).startswith(unit.path, autoescape=True))


def mark_shared(session: Session, actor: Actor, *, tap: Tap, user_id: int, may: May) -> Outcome:
    """Share a case with a colleague, or change what they may do."""
    claimed = claim_case(session, actor, tap=tap, right=owner_only)
    if isinstance(claimed, Unmoved):
        return claimed
    hindrance = _sharing_hindrance(session, actor, claimed, user_id=user_id)
    if hindrance is not None:
        return claimed.unmoved(hindrance)
    member = claimed.rows.members.get(user_id)
    if member is not None and member.may == may:
        return claimed.unmoved(Hindrance.UNCHANGED)
    details = {"to": user_id, "may": may.value}
    return settle(session, actor, claimed, happened=happen(actor, Action.SHARED, details=details))


def _sharing_hindrance(session: Session, actor: Actor, claimed: Claimed, *, user_id: int) -> Hindrance | None:
    """What is in the way of letting somebody into a case; members are in already."""
    rows = claimed.rows
    if user_id in rows.members:
        return None
    if user_id == rows.case.owner_id or get_colleague(session, actor, user_id=user_id) is None:
        return Hindrance.NOBODY
    return Hindrance.FULL if len(rows.members) >= MOST_MEMBERS else None


def delete_member(session: Session, actor: Actor, *, tap: Tap, user_id: int) -> Outcome:
    """Let somebody have no more part in a case: the owner says so, or they leave."""

    def may_remove(access: Access, item: str) -> bool:
        del item
        return access.is_owner or user_id == actor.user_id

    claimed = claim_case(session, actor, tap=tap, right=may_remove)
    if isinstance(claimed, Unmoved):
        return claimed
    if user_id not in claimed.rows.members:
        return claimed.unmoved(Hindrance.NOBODY)
    happened = happen(actor, Action.LEFT, details={"whom": user_id})
    return settle(session, actor, claimed, happened=happened)


def mark_assigned(session: Session, actor: Actor, *, tap: Tap, user_id: int | None) -> Outcome:
    """Give a step to a colleague, who may then read the case and work on the step; None takes it back."""
    claimed = claim_step(session, actor, tap=tap)
    if isinstance(claimed, Unmoved):
        return claimed
    step = claimed.view.step(tap.item)
    if not workers(claimed.view.access, tap.item):
        return claimed.unmoved(Hindrance.FORBIDDEN)
    if user_id == (step.assignee_id if step else None):
        return claimed.unmoved(Hindrance.UNCHANGED)
    is_in = user_id is None or user_id in {claimed.rows.case.owner_id, *claimed.rows.members}
    if user_id is not None and not is_in:
        hindrance = _sharing_hindrance(session, actor, claimed, user_id=user_id)
        if hindrance is not None:
            return claimed.unmoved(hindrance)
    details = {"to": user_id, "joins": not is_in}
    happened = happen(actor, Action.ASSIGNED, item=tap.item, details=details)
    return settle(session, actor, claimed, happened=happened)


def mark_handed_over(session: Session, actor: Actor, *, tap: Tap, user_id: int) -> Outcome:
    """Make a case a colleague's own; who had it stays as a reader, and what its unit saw is closed."""
    claimed = claim_case(session, actor, tap=tap, right=owner_only)
    if isinstance(claimed, Unmoved):
        return claimed
    hindrance = _sharing_hindrance(session, actor, claimed, user_id=user_id)
    if hindrance is Hindrance.NOBODY:
        return claimed.unmoved(hindrance)
    details = {"to": user_id, "unit": unit_of(session, user_id), "stays": True}
    happened = happen(actor, Action.HANDED_OVER, details=details)
    return settle(session, actor, claimed, happened=happened)


def mark_unit_shared(session: Session, actor: Actor, *, tap: Tap, is_shared: bool) -> Outcome:
    """Let the staff who look after the case's unit read it, or no longer."""
    claimed = claim_case(session, actor, tap=tap, right=owner_only)
    if isinstance(claimed, Unmoved):
        return claimed
    if claimed.view.case.unit_id is None:
        return claimed.unmoved(Hindrance.NOBODY)
    if (claimed.view.case.shared_at is not None) is is_shared:
        return claimed.unmoved(Hindrance.UNCHANGED)
    happened = happen(actor, Action.UNIT_SHARED, details={"is_shared": is_shared})
    return settle(session, actor, claimed, happened=happened)
