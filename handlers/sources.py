"""The buttons below an answer: its sources in full, and whether it helped."""

from contextlib import suppress

from sqlmodel import Session
from telegram import Message, Update
from telegram.error import BadRequest

from bot.callback_data import Feedback, Sources, parse_as
from bot.context import BotContext
from bot.delivery import respond
from bot.incoming import acknowledge, query_of
from bot.ledger import act_once
from bot.rendering import texts
from bot.rendering.answers import rejudged
from bot.rendering.citations import render_sources
from bot.rendering.originals import with_originals
from bot.rendering.reply import Reply
from storage.originals import list_locators
from storage.questions import get_question, mark_feedback
from storage.tables import User


async def show_sources(update: Update, context: BotContext) -> None:
    """Show everything about the documents that the answer rests on."""
    payload = parse_as(Sources, query_of(update).data)

    def work(session: Session, user: User) -> Reply | None:
        number = payload.question if payload else 0
        question = get_question(session, question_id=number, user_id=user.id)
        base = context.knowledge.base
        entry = base.get_entry(question.entry or "") if question else None
        if entry is None:
            return None
        present = list_locators(session, documents=entry.documents)
        return with_originals(render_sources(entry, base), entry, base, question=number, present=present)

    reply = await act_once(update, context, work)
    if reply is None:
        await acknowledge(update, context, texts.STALE, show_alert=True)
        return
    await acknowledge(update, context)
    await respond(update, context, reply, is_quoting=True)


async def take_feedback(update: Update, context: BotContext) -> None:
    """Note the judgement, or take it back when it is given twice, and mark its button."""
    payload = parse_as(Feedback, query_of(update).data)

    def work(session: Session, user: User) -> int | None:
        number, value = (payload.question, payload.value) if payload else (0, 0)
        question = get_question(session, question_id=number, user_id=user.id)
        if question is None or value not in {1, -1}:
            return None
        feedback = 0 if question.feedback == value else value
        mark_feedback(session, question_id=number, user_id=user.id, feedback=feedback)
        return feedback

    feedback = await act_once(update, context, work)
    if feedback is None or payload is None:
        await acknowledge(update, context, texts.STALE, show_alert=True)
        return
    await acknowledge(update, context, texts.FEEDBACK_TAKEN[feedback])
    await _mark_button(update, payload.question, feedback)


async def _mark_button(update: Update, question: int, feedback: int) -> None:
    """Show the judgement on the message; one that can no longer be edited stays as it is."""
    message = query_of(update).message
    if isinstance(message, Message) and message.reply_markup:
        with suppress(BadRequest):
            await message.edit_reply_markup(rejudged(message.reply_markup, question, feedback=feedback))
