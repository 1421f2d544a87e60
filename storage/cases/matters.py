"""Moves on the whole case: its name, the documents it follows, the version of its template, putting it away."""

from sqlmodel import Session

from knowledge.checklists.templates import ChecklistTemplate
from knowledge.checklists.versions import carry_over
from knowledge.eligibility.facts import plain_values
from storage.cases.events import Action
from storage.cases.moving import claim_case, happen, owner_only, settle, workers
from storage.cases.starting import keep_version, name_of
from storage.cases.values import Actor, CaseView, Hindrance, Outcome, Tap, Unmoved


def mark_name(session: Session, actor: Actor, *, tap: Tap, name: str) -> Outcome:
    """Call the matter something else."""
    claimed = claim_case(session, actor, tap=tap, right=owner_only)
    if isinstance(claimed, Unmoved):
        return claimed
    called = name_of(name)
    if not called:
        return claimed.unmoved(Hindrance.NAME)
    if called == claimed.view.case.name:
        return claimed.unmoved(Hindrance.UNCHANGED)
    details = {"name": called, "title": claimed.view.template.title}
    return settle(session, actor, claimed, happened=happen(actor, Action.NAMED, details=details))


def mark_followed(session: Session, actor: Actor, *, tap: Tap, document: str, is_followed: bool) -> Outcome:
    """Follow the steps of a document, or leave them all out as such; the template's own stay."""
    claimed = claim_case(session, actor, tap=tap, right=workers)
    if isinstance(claimed, Unmoved):
        return claimed
    template = claimed.view.template
    if document not in other_documents(template):
        return claimed.unmoved(Hindrance.VALUE)
    followed = followed_by(claimed.view)
    after = followed | {document} if is_followed else followed - {document}
    if after == followed:
        return claimed.unmoved(Hindrance.UNCHANGED)
    details = {"document": document, "is_followed": is_followed, "documents": sorted(after)}
    return settle(session, actor, claimed, happened=happen(actor, Action.FOLLOWED, details=details))


def other_documents(template: ChecklistTemplate) -> tuple[str, ...]:
    """The documents whose steps can be left out as such: those that the template does not follow itself."""
    cited = (name for item in template.items for name in item.documents)
    return tuple(name for name in dict.fromkeys(cited) if name not in template.documents)


def followed_by(view: CaseView) -> frozenset[str]:
    """The documents whose steps a case follows, by name."""
    documents = view.situation.documents
    every = {*view.template.documents, *other_documents(view.template)}
    return frozenset(every) if documents is None else documents


def mark_archived(session: Session, actor: Actor, *, tap: Tap, is_archived: bool) -> Outcome:
    """Put a case away, or take it out again; meanwhile nothing of it changes."""
    claimed = claim_case(session, actor, tap=tap, right=owner_only, is_archived=not is_archived)
    if isinstance(claimed, Unmoved):
        return claimed
    action = Action.ARCHIVED if is_archived else Action.UNARCHIVED
    return settle(session, actor, claimed, happened=happen(actor, action))


def mark_moved(session: Session, actor: Actor, *, tap: Tap) -> Outcome:
    """Go on with the template as the content has it now."""
    claimed = claim_case(session, actor, tap=tap, right=owner_only)
    if isinstance(claimed, Unmoved):
        return claimed
    old, new = claimed.view.template, claimed.view.latest
    if new is None:
        return claimed.unmoved(Hindrance.OUTDATED)
    if not claimed.view.is_outdated:
        return claimed.unmoved(Hindrance.UNCHANGED)
    carried = carry_over(new, claimed.view.situation, today=actor.today)
    keep_version(session, actor, new)
    documents = carried.situation.documents
    details = {
        "from": old.version,
        "version": new.version,
        "title": new.title,
        "documents": None if documents is None else sorted(documents),
        "dropped": plain_values(carried.dropped),
        "reopened": list(carried.reopened),
        "removed": {name: title_of(old, name) for name in carried.removed},
    }
    return settle(session, actor, claimed, happened=happen(actor, Action.MOVED, details=details))


def title_of(template: ChecklistTemplate, item_id: str) -> str:
    """The title of a step that the template has."""
    return next(item.title for item in template.items if item.id == item_id)
