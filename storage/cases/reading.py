"""Reading cases: who sees which, and how a case stands, from its rows and the template that it began with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, func, or_, select

from knowledge.checklists.book import ChecklistBook
from knowledge.checklists.progress import Situation, State
from knowledge.checklists.stored_values import read_stored
from knowledge.checklists.templates import ChecklistTemplate
from storage.cases.values import Access, Actor, CaseView, Standing
from storage.scope import Scope, within
from storage.tables import (
    Attachment,
    Case,
    CaseMember,
    CaseStep,
    ChecklistVersion,
    May,
    Person,
    StepState,
    Unit,
    User,
)

STANDINGS = {May.WORK: Standing.WORKER, May.READ: Standing.READER}


@dataclass(frozen=True)
class Member:
    """Somebody whom a case is shared with."""

    user_id: int
    name: str
    may: May


def get_case(session: Session, actor: Actor, *, case_id: int) -> CaseView | None:
    """The case of this number, if the actor may see it."""
    case = session.exec(select(Case).where(Case.id == case_id, seen_by(actor.scope))).one_or_none()
    return view_of(session, actor, case) if case is not None else None


def seen_by(scope: Scope) -> Any:
    """The condition that keeps a query to cases that somebody owns, is a member of, or looks after as staff."""
    return or_(
        col(Case.owner_id) == scope.user_id,
        col(Case.id).in_(shared_with(scope)),
        in_unit(scope),
    )


def shared_with(scope: Scope) -> Any:
    """The numbers of the cases that somebody is a member of."""
    return select(CaseMember.case_id).where(CaseMember.user_id == scope.user_id)


def in_unit(scope: Scope) -> Any:
    """The condition on cases that their owners share with the staff of a unit in the scope."""
    return col(Case.shared_at).is_not(None) & col(Case.unit_id).in_(select(Unit.id).where(within(scope)))


def view_of(session: Session, actor: Actor, case: Case) -> CaseView:
    """How a case stands that the caller found among those the actor sees."""
    return make_view(session, actor, case, steps_of(session, case_id=case.id))


def make_view(session: Session, actor: Actor, case: Case, steps: Mapping[str, CaseStep]) -> CaseView:
    """How a case stands with these steps."""
    template = template_of(session, case, book=actor.book)
    return CaseView(
        case=case,
        template=template,
        situation=situation_of(case, template, steps, actor=actor),
        steps=steps,
        access=access_of(session, case, steps, actor=actor),
        latest=actor.book.templates.get(case.template),
    )


def situation_of(
    case: Case, template: ChecklistTemplate, steps: Mapping[str, CaseStep], *, actor: Actor
) -> Situation:
    """What the stored rows say of the matter; steps that the template has no longer are history."""
    known = {item.id for item in template.items}
    states = {
        name: State(step.state)
        for name, step in steps.items()
        if name in known and step.state != StepState.OPEN
    }
    documents = None if case.documents is None else frozenset(case.documents)
    return Situation(read_stored(template, case.values, actor.today), states, documents)


def access_of(session: Session, case: Case, steps: Mapping[str, CaseStep], *, actor: Actor) -> Access:
    """What the actor may do about a case that they see."""
    if case.owner_id == actor.user_id:
        return Access(Standing.OWNER)
    member = session.get(CaseMember, (case.id, actor.user_id))
    if member is None:
        return Access(Standing.STAFF)
    mine = frozenset(name for name, step in steps.items() if step.assignee_id == actor.user_id)
    return Access(STANDINGS[May(member.may)], mine)


def steps_of(session: Session, *, case_id: int) -> dict[str, CaseStep]:
    """The rows of a case's steps by item."""
    return group_steps(session, [case_id]).get(case_id, {})


def group_steps(session: Session, case_ids: Sequence[int]) -> dict[int, dict[str, CaseStep]]:
    """The rows of the steps of several cases, by case and item."""
    query = select(CaseStep).where(col(CaseStep.case_id).in_(case_ids))
    found: dict[int, dict[str, CaseStep]] = {}
    for step in session.exec(query.execution_options(populate_existing=True)):
        found.setdefault(step.case_id, {})[step.item] = step
    return found


def template_of(session: Session, case: Case, *, book: ChecklistBook) -> ChecklistTemplate:
    """The template in the version that the case follows: the content's, or the one that was kept."""
    present = book.templates.get(case.template)
    if present is not None and present.version == case.template_version:
        return present
    kept = session.get_one(ChecklistVersion, (case.template, case.template_version))
    return ChecklistTemplate.model_validate(kept.content)


def list_members(session: Session, *, case_id: int) -> list[Member]:
    """Whom a case is shared with, for whoever may see it; in the order they came."""
    shown = func.coalesce(Person.name, User.display_name)
    query = (
        select(CaseMember, shown)
        .join(User, col(User.id) == col(CaseMember.user_id))
        .outerjoin(Person, col(Person.id) == col(User.person_id))
        .where(CaseMember.case_id == case_id)
        .order_by(col(CaseMember.since), col(CaseMember.user_id))
    )
    return [Member(row.user_id, name, May(row.may)) for row, name in session.exec(query)]


def list_attachments(session: Session, *, case_id: int, item: str | None = None) -> list[Attachment]:
    """The files of a case or of one of its steps, for whoever may see it; the oldest first."""
    query = select(Attachment).where(Attachment.case_id == case_id)
    if item is not None:
        query = query.where(Attachment.item == item)
    return list(session.exec(query.order_by(col(Attachment.id))))


def get_attachment(session: Session, *, case_id: int, attachment_id: int) -> Attachment | None:
    """A file of a case, for whoever may see the case."""
    query = select(Attachment).where(Attachment.id == attachment_id, Attachment.case_id == case_id)
    return session.exec(query).one_or_none()
