"""What messages about cases say: read when they are sent, so that nothing is told that is no longer true."""

from sqlmodel import Session, col, select

from bot.context import Surroundings
from bot.rendering.case_history import numbers_in
from bot.rendering.case_notices import render_changed, render_deleted
from bot.rendering.reply import Reply
from storage.cases.events import names_of
from storage.cases.reading import template_of
from storage.tables import Case, CaseEvent, OutboxMessage


def write_changed(session: Session, surroundings: Surroundings, message: OutboxMessage) -> Reply | None:
    """What others did to a case since the reader was told last; nothing where it is gone."""
    told = message.payload
    case = session.get(Case, told["case"])
    if case is None:
        return None
    numbered = col(CaseEvent.number).between(told["since"], told["until"])
    query = select(CaseEvent).where(CaseEvent.case_id == case.id, numbered).order_by(col(CaseEvent.number))
    events = [event for event in session.exec(query) if event.actor != message.user_id]
    if not events:
        return None
    template = template_of(session, case, book=surroundings.knowledge.base.checklist_book)
    names = names_of(session, numbers_in(*events))
    return render_changed(case, template, events, names=names, reader=message.user_id)


def write_deleted(_session: Session, surroundings: Surroundings, message: OutboxMessage) -> Reply | None:
    """That a case is gone, by the procedure that it was about."""
    template = surroundings.knowledge.base.checklists.get(message.payload["template"])
    return render_deleted(template.title) if template else None
