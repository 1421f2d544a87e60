"""Beginning a case, and deleting one."""

from typing import Any

from sqlmodel import Session, col, delete, func, select, update

from knowledge.checklists.book import ChecklistBook
from knowledge.checklists.templates import ChecklistTemplate
from knowledge.eligibility.facts import FactError, plain_value
from storage.cases.events import Action, record_event
from storage.cases.moves import read_raw
from storage.cases.moving import happen, members_of
from storage.cases.notices import notify_deleted, recipients_of
from storage.cases.reading import get_case, make_view
from storage.cases.rows import Rows, opening_columns
from storage.cases.values import NAME_LENGTH, Actor, Draft, Hindrance, Moved, Outcome, Unmoved
from storage.insertion import add_if_absent
from storage.tables import Case, ChecklistVersion, Person, Role, User

MOST_OPEN = 200


def add_case(session: Session, actor: Actor, *, draft: Draft) -> Outcome:
    """Begin a case of the actor's own, with the template as it is now."""
    template = actor.book.templates.get(draft.template)
    if template is None:
        return Unmoved(Hindrance.OUTDATED)
    hindrance = _hindrance(session, actor, draft)
    if hindrance is not None:
        return Unmoved(hindrance)
    try:
        details = _details(session, actor, draft, template)
    except FactError as error:
        return Unmoved(Hindrance.VALUE, words=error.reason)
    keep_version(session, actor, template)
    happened = happen(actor, Action.OPENED, details=details)
    case = Case(**opening_columns(happened))
    session.add(case)
    session.flush()
    event = record_event(session, case=case, happened=happened)
    view = make_view(session, actor, case, {})
    case.finished_at = actor.now if view.is_over else None
    return Moved(view, event)


def _hindrance(session: Session, actor: Actor, draft: Draft) -> Hindrance | None:
    """What is in the way of a new case."""
    if actor.scope.role is Role.GUEST:
        return Hindrance.FORBIDDEN
    if not name_of(draft.name):
        return Hindrance.NAME
    mine = select(func.count()).select_from(Case).where(Case.owner_id == actor.user_id)
    if session.exec(mine.where(col(Case.archived_at).is_(None))).one() >= MOST_OPEN:
        return Hindrance.FULL
    if draft.parent is None:
        return None
    parent = get_case(session, actor, case_id=draft.parent.case_id)
    if parent is None or parent.template.item(draft.parent.item) is None:
        return Hindrance.GONE
    return None if parent.access.may_work_on(draft.parent.item) else Hindrance.FORBIDDEN


def _details(session: Session, actor: Actor, draft: Draft, template: ChecklistTemplate) -> dict[str, Any]:
    """What the first event of a case says."""
    known = {name: value for name, value in draft.values.items() if name in template.inputs}
    read = read_raw(template, known, actor.today)
    parent = draft.parent
    return {
        "owner": actor.user_id,
        "unit": unit_of(session, actor.user_id),
        "parent": parent.case_id if parent else None,
        "parent_item": parent.item if parent else None,
        "template": template.id,
        "version": template.version,
        "title": template.title,
        "name": name_of(draft.name),
        "region": draft.region,
        "documents": followed_at_first(actor.book, template, draft.region),
        "values": {name: plain_value(value) for name, value in read.items() if value is not None},
    }


def followed_at_first(
    book: ChecklistBook, template: ChecklistTemplate, region: str | None
) -> list[str] | None:
    """The documents whose steps a case follows in a region; all where no region is known."""
    return None if region is None else sorted(book.followed_in(template, region))


def keep_version(session: Session, actor: Actor, template: ChecklistTemplate) -> None:
    """Keep a template as it is now, so that cases can go on with it when the content changes."""
    content = template.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    key = {"template": template.id, "version": template.version}
    if not add_if_absent(session, row=ChecklistVersion(**key, content=content, kept_at=actor.now)):
        # The nightly purge leaves alone what was kept just now.
        same = (
            col(ChecklistVersion.template) == template.id,
            col(ChecklistVersion.version) == template.version,
        )
        session.exec(update(ChecklistVersion).where(*same).values(kept_at=actor.now))


def name_of(text: str) -> str:
    """A matter's name in one line, at a length that fits."""
    return " ".join(text.split())[:NAME_LENGTH].strip()


def unit_of(session: Session, user_id: int | None) -> int | None:
    """The unit of an account: that of its person's record, else its own."""
    query = select(func.coalesce(Person.unit_id, User.unit_id)).select_from(User)
    query = query.outerjoin(Person, col(Person.id) == col(User.person_id)).where(User.id == user_id)
    return session.exec(query).first()


def delete_case(session: Session, actor: Actor, *, case_id: int) -> bool:
    """Delete a case with all that hangs on it, if it is the actor's own; the head of its chain stays.

    The head names nobody, and tells whether a record that was filed is the last state.
    """
    mine = select(Case).where(Case.id == case_id, Case.owner_id == actor.user_id).with_for_update()
    case = session.exec(mine).one_or_none()
    if case is None:
        return False
    others = recipients_of(Rows(case, members=members_of(session, case_id=case_id)), actor.user_id)
    notify_deleted(session, case=case, recipients=others, now=actor.now)
    session.exec(delete(Case).where(col(Case.id) == case_id))
    session.expire_all()
    return True
