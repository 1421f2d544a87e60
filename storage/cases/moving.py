"""How every move is made: take the case, see that nobody was faster, write rows and event, tell the others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, select

from knowledge.checklists.moves import Refused
from storage.cases.events import Action, Happened, record_event
from storage.cases.notices import notify, recipients_of
from storage.cases.reading import make_view, seen_by, view_of
from storage.cases.rows import Rows, apply
from storage.cases.values import Access, Actor, CaseView, Hindrance, Moved, Tap, Unmoved
from storage.tables import Case, CaseEvent, CaseMember

Right = Callable[[Access, str], bool]


@dataclass(frozen=True)
class Claimed:
    """A case that this transaction holds, as the actor sees it, with all rows that a move may change."""

    view: CaseView
    rows: Rows

    def unmoved(self, why: Hindrance, *, refused: Refused | None = None, words: str = "") -> Unmoved:
        """Why a move was not made, with how the case stands."""
        return Unmoved(why, self.view, refused, words)


def owner_only(access: Access, item: str) -> bool:
    """Whether somebody may do what is the owner's."""
    del item
    return access.is_owner


def workers(access: Access, item: str) -> bool:
    """Whether somebody may work on the whole case."""
    del item
    return access.may_work


def on_step(access: Access, item: str) -> bool:
    """Whether somebody may work on the step."""
    return access.may_work_on(item)


def claim_case(
    session: Session, actor: Actor, *, tap: Tap, right: Right, is_archived: bool = False
) -> Claimed | Unmoved:
    """Take a case for this transaction, if the actor may change it and nobody did since they saw it."""
    mine = select(Case).where(Case.id == tap.case_id, seen_by(actor.scope)).with_for_update()
    case = session.exec(mine.execution_options(populate_existing=True)).one_or_none()
    if case is None:
        return Unmoved(Hindrance.GONE)
    view = view_of(session, actor, case)
    hindrance = _hindrance(view, tap, right, is_archived=is_archived)
    if hindrance is not None:
        return Unmoved(hindrance, view)
    return Claimed(view, Rows(case, dict(view.steps), members_of(session, case_id=case.id)))


def _hindrance(view: CaseView, tap: Tap, right: Right, *, is_archived: bool) -> Hindrance | None:
    if not right(view.access, tap.item):
        return Hindrance.FORBIDDEN
    if view.case.version != tap.version:
        return Hindrance.STALE
    if (view.case.archived_at is not None) is not is_archived:
        return Hindrance.UNCHANGED if is_archived else Hindrance.ARCHIVED
    return None


def members_of(session: Session, *, case_id: int) -> dict[int, CaseMember]:
    """The rows of a case's members by account."""
    query = select(CaseMember).where(CaseMember.case_id == case_id)
    return {row.user_id: row for row in session.exec(query.execution_options(populate_existing=True))}


def settle(session: Session, actor: Actor, claimed: Claimed, *, happened: Happened) -> Moved:
    """Do to the rows what happened, append it to the chain, and let the others be told."""
    rows = claimed.rows
    before = recipients_of(rows, actor.user_id)
    event = write(session, rows, happened)
    view = make_view(session, actor, rows.case, dict(rows.steps))
    rows.case.finished_at = (rows.case.finished_at or actor.now) if view.is_over else None
    session.flush()
    notify(session, event=event, recipients=before | recipients_of(rows, actor.user_id), now=actor.now)
    return Moved(view, event)


def write(session: Session, rows: Rows, happened: Happened) -> CaseEvent:
    """Write the event and what it means for the rows."""
    members, files = dict(rows.members), dict(rows.files)
    event = record_event(session, case=rows.case, happened=happened)
    apply(rows, happened)
    session.add_all((rows.case, *rows.steps.values(), *rows.members.values(), *rows.files.values()))
    for number in members.keys() - rows.members.keys():
        session.delete(members[number])
    for place in files.keys() - rows.files.keys():
        session.delete(files[place])
    session.flush()
    return event


def happen(
    actor: Actor, action: Action, *, item: str | None = None, details: Mapping[str, Any] | None = None
) -> Happened:
    """What the actor does now."""
    return Happened(action, actor.user_id, actor.now, item, details or {})
