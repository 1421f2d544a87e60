"""What can be done with a check: show, correct, save, share by consent, export, delete; and what staff were shown."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from sqlmodel import Session
from telegram import Update

from bot.callback_data import parse_as
from bot.checks.case import Case
from bot.checks.turning import case_of, find_case, present
from bot.context import BotContext
from bot.incoming import acknowledge, chat_id_of, query_of
from bot.ledger import act_once
from bot.payloads.checks import SharedCheck, UseCheck
from bot.rendering import eligibility_texts as texts
from bot.rendering.access import render_line
from bot.rendering.eligibility import (
    render_consent,
    render_deletion,
    render_done,
    render_left,
    render_shared,
    render_what_if,
)
from bot.rendering.eligibility_interview import render_summary
from bot.rendering.eligibility_menu import render_shared_list
from bot.rendering.reply import Reply
from bot.rendering.structure_texts import FROM_ANSWERS
from bot.rendering.texts import STALE
from bot.sending import File, send_files
from bot.structure.files import send_chart, send_table
from bot.structure.report import report_of_case
from bot.turns import leave, note, take_turn
from knowledge.eligibility.rules import RuleKind
from storage.assessments import delete_assessment, get_shared, list_shared, mark_saved, mark_shared
from storage.audit import AuditAction, Subject
from storage.people import get_person_of
from storage.tables import User

EXPORT, CHART, TABLE = "export", "chart", "table"


async def use_check(update: Update, context: BotContext) -> None:
    """Do what the pressed button says with one's own assessment."""
    payload = parse_as(UseCheck, query_of(update).data)
    if payload is not None and payload.act in FILES:
        await _send(update, context, payload)
        return
    chat_id = chat_id_of(update)

    def work(session: Session, user: User) -> Reply | None:
        case = find_case(session, context, user=user, assessment=payload.assessment) if payload else None
        if case is None or payload is None:
            return None
        if payload.act in VIEWS:
            return VIEWS[payload.act](case)
        act = ACTS.get(payload.act)
        return act(session, context, case, chat_id) if act else None

    await take_turn(update, context, work)


def _show(session: Session, context: BotContext, case: Case, chat_id: int) -> Reply:
    """The case as it stands."""
    return present(session, context, case, chat_id=chat_id)


def _leave(session: Session, context: BotContext, case: Case, chat_id: int) -> Reply:
    """Stop here; everything is kept."""
    leave(session, context, chat_id=chat_id)
    return render_left(case)


def _save(session: Session, context: BotContext, case: Case, _: int) -> Reply:
    """Keep the result until it is deleted."""
    mark_saved(session, case.row, saved_at=context.now())
    return render_done(case, texts.SAVED_NOW)


def _unsave(session: Session, _: BotContext, case: Case, _chat_id: int) -> Reply:
    """Keep it only for a while; what staff may see stays."""
    mark_saved(session, case.row, saved_at=None)
    return render_done(case, texts.STILL_SHARED if case.row.shared_at else texts.UNSAVED_NOW)


def _ask_consent(session: Session, _: BotContext, case: Case, _chat_id: int) -> Reply:
    """Ask for the consent, where there is somebody who could look at it then."""
    user = session.get_one(User, case.row.user_id)
    has_unit = user.unit_id is not None or get_person_of(session, user=user) is not None
    return render_consent(case) if has_unit else render_done(case, texts.NO_UNIT_TO_SHARE)


def _share(session: Session, context: BotContext, case: Case, _: int) -> Reply | None:
    """Note the consent."""
    if not case.is_finished:
        return None
    mark_shared(session, case.row, shared_at=context.now())
    _note(session, context, AuditAction.RESULT_SHARED, case)
    return render_done(case, texts.SHARED_NOW)


def _unshare(session: Session, context: BotContext, case: Case, _: int) -> Reply:
    """Take the consent back."""
    if case.row.shared_at:
        _note(session, context, AuditAction.RESULT_UNSHARED, case)
    mark_shared(session, case.row, shared_at=None)
    return render_done(case, texts.UNSHARED_NOW)


def _delete(session: Session, context: BotContext, case: Case, chat_id: int) -> Reply:
    """Delete it for good; nobody sees it any more."""
    if case.row.shared_at:
        _note(session, context, AuditAction.RESULT_UNSHARED, case)
    delete_assessment(session, case.row)
    leave(session, context, chat_id=chat_id)
    return render_line(texts.DELETED)


def _note(session: Session, context: BotContext, action: AuditAction, case: Case) -> None:
    """Write to the audit log, with the result's owner as whom it concerns."""
    note(session, context, action, on=(Subject.ACCOUNT, case.row.user_id), assessment=case.row.id)


VIEWS: Mapping[str, Callable[[Case], Reply]] = {
    "summary": render_summary,
    "whatif": render_what_if,
    "delete": render_deletion,
}
ACTS: Mapping[str, Callable[[Session, BotContext, Case, int], Reply | None]] = {
    "show": _show,
    "leave": _leave,
    "save": _save,
    "unsave": _unsave,
    "share": _ask_consent,
    "consent": _share,
    "unshare": _unshare,
    "gone": _delete,
}


async def _send(update: Update, context: BotContext, payload: UseCheck) -> None:
    """Send a result as a file; counts also as a picture and a table."""

    def work(session: Session, user: User) -> Case | None:
        return find_case(session, context, user=user, assessment=payload.assessment)

    case = await act_once(update, context, work)
    is_counted = case is not None and case.rule.kind is RuleKind.STRUCTURE
    if case is None or not case.is_finished or not (payload.act == EXPORT or is_counted):
        await acknowledge(update, context, STALE, show_alert=True)
        return
    await FILES[payload.act](update, context, case)


async def _send_document(update: Update, context: BotContext, case: Case) -> None:
    """Send the result as a document for a word processor."""
    # Its writer takes long to import, and is seldom asked for.
    from bot.rendering.eligibility_document import document_name, render_document

    await acknowledge(update, context)
    version, script = context.knowledge.base.version, context.viewer.script
    content = await asyncio.to_thread(render_document, case, version, script)
    await send_files(update, context, [File(document_name(case), content)], caption=texts.EXPORTED)


async def _send_chart(update: Update, context: BotContext, case: Case) -> None:
    """Send the figures as a picture."""
    await send_chart(update, context, report_of_case(case))


async def _send_table(update: Update, context: BotContext, case: Case) -> None:
    """Send the figures as a workbook."""
    await send_table(update, context, report_of_case(case), source=FROM_ANSWERS)


FILES: Mapping[str, Callable[[Update, BotContext, Case], Coroutine[Any, Any, None]]] = {
    EXPORT: _send_document,
    CHART: _send_chart,
    TABLE: _send_table,
}


async def show_shared(update: Update, context: BotContext) -> None:
    """Show staff what people in their units shared with them: the list, or one result."""
    payload = parse_as(SharedCheck, query_of(update).data)
    scope = context.viewer.scope

    def work(session: Session, _user: User) -> Reply | None:
        if payload is None or not payload.assessment:
            rows = [(item.assessment, item.owner, item.unit) for item in list_shared(session, scope=scope)]
            return render_shared_list(context.knowledge.base.rulebook, rows)
        found = get_shared(session, assessment_id=payload.assessment, scope=scope)
        case = case_of(context, found.assessment) if found else None
        if found is None or case is None or found.assessment.shared_at is None:
            return None
        _note(session, context, AuditAction.RESULT_VIEWED, case)
        shared_on = found.assessment.shared_at.astimezone(context.settings.zone).date()
        return render_shared(case, owner=found.owner, unit=found.unit, shared_on=shared_on)

    await take_turn(update, context, work)
