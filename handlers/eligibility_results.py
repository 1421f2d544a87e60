"""What can be done with a check: show, correct, save, share by consent, export, delete; and what staff were shown."""

import asyncio
from collections.abc import Callable, Mapping

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
from bot.rendering.eligibility import render_consent, render_deletion, render_shared, render_what_if
from bot.rendering.eligibility_document import document_name, render_document
from bot.rendering.eligibility_interview import render_summary
from bot.rendering.eligibility_menu import render_shared_list
from bot.rendering.reply import Reply
from bot.rendering.texts import STALE
from bot.sending import File, send_files
from bot.turns import leave, take_turn
from storage.assessments import delete_assessment, get_shared, list_shared, mark_saved, mark_shared
from storage.tables import User

EXPORT = "export"


async def use_check(update: Update, context: BotContext) -> None:
    """Do what the pressed button says with one's own assessment."""
    payload = parse_as(UseCheck, query_of(update).data)
    if payload is not None and payload.act == EXPORT:
        await _export(update, context, payload.assessment)
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


def _leave(session: Session, context: BotContext, _: Case, chat_id: int) -> Reply:
    """Stop here; everything is kept."""
    leave(session, context, chat_id=chat_id)
    return render_line(texts.LEFT)


def _save(session: Session, context: BotContext, case: Case, _: int) -> Reply:
    """Keep the result until it is deleted."""
    mark_saved(session, case.row, saved_at=context.now())
    return render_line(texts.SAVED_NOW)


def _unsave(session: Session, _: BotContext, case: Case, _chat_id: int) -> Reply:
    """Keep it only for a while; what staff may see stays."""
    mark_saved(session, case.row, saved_at=None)
    return render_line(texts.STILL_SHARED if case.row.shared_at else texts.UNSAVED_NOW)


def _share(session: Session, context: BotContext, case: Case, _: int) -> Reply | None:
    """Note the consent."""
    if not case.is_finished:
        return None
    mark_shared(session, case.row, shared_at=context.now())
    return render_line(texts.SHARED_NOW)


def _unshare(session: Session, _: BotContext, case: Case, _chat_id: int) -> Reply:
    """Take the consent back."""
    mark_shared(session, case.row, shared_at=None)
    return render_line(texts.UNSHARED_NOW)


def _delete(session: Session, context: BotContext, case: Case, chat_id: int) -> Reply:
    """Delete it for good."""
    delete_assessment(session, case.row)
    leave(session, context, chat_id=chat_id)
    return render_line(texts.DELETED)


VIEWS: Mapping[str, Callable[[Case], Reply]] = {
    "summary": render_summary,
    "whatif": render_what_if,
    "share": render_consent,
    "delete": render_deletion,
}
ACTS: Mapping[str, Callable[[Session, BotContext, Case, int], Reply | None]] = {
    "show": _show,
    "leave": _leave,
    "save": _save,
    "unsave": _unsave,
    "consent": _share,
    "unshare": _unshare,
    "gone": _delete,
}


async def _export(update: Update, context: BotContext, assessment: int) -> None:
    """Send the result as a document for a word processor."""

    def work(session: Session, user: User) -> Case | None:
        return find_case(session, context, user=user, assessment=assessment)

    case = await act_once(update, context, work)
    if case is None or not case.is_finished:
        await acknowledge(update, context, STALE, show_alert=True)
        return
    await acknowledge(update, context)
    content = await asyncio.to_thread(render_document, case, context.knowledge.base.version)
    await send_files(update, context, [File(document_name(case), content)], caption=texts.EXPORTED)


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
        shared_on = found.assessment.shared_at.astimezone(context.settings.zone).date()
        return render_shared(case, owner=found.owner, unit=found.unit, shared_on=shared_on)

    await take_turn(update, context, work)
