"""A choice among entries that were offered: options of a clarification, related questions, nearest topics."""

from sqlmodel import Session
from telegram import Update

from bot.callback_data import Pick, parse_as
from bot.context import BotContext
from bot.delivery import respond
from bot.incoming import acknowledge, chat_id_of, query_of
from bot.ledger import act_once
from bot.memory import recall, region_of, remembered
from bot.offering import with_everything
from bot.question_log import log_outcome
from bot.rendering import texts
from bot.rendering.answers import render_outcome, with_preface
from bot.rendering.reply import Reply
from knowledge.entries import Entry
from knowledge.retrieval.options import find_related
from knowledge.retrieval.outcomes import Answered
from storage.conversations import claim_chat, mark_chat
from storage.questions import get_question
from storage.tables import User


async def answer_choice(update: Update, context: BotContext) -> None:
    """Answer with the entry on the pressed button, if it was offered to this person and still exists."""
    payload = parse_as(Pick, query_of(update).data)
    chat_id = chat_id_of(update)

    def work(session: Session, user: User) -> Reply | None:
        entry = _offered(session, user, payload, context) if payload else None
        return _take(session, user, context=context, chat_id=chat_id, entry=entry) if entry else None

    reply = await act_once(update, context, work)
    if reply is None:
        await acknowledge(update, context, texts.STALE, show_alert=True)
        return
    await acknowledge(update, context)
    await respond(update, context, reply)


def _offered(session: Session, user: User, payload: Pick, context: BotContext) -> Entry | None:
    """The entry offered at the payload's position under the person's own question."""
    question = get_question(session, question_id=payload.question, user_id=user.id)
    if question is None or not 0 <= payload.position < len(question.offered):
        return None
    return context.knowledge.base.get_entry(question.offered[payload.position])


def _take(session: Session, user: User, *, context: BotContext, chat_id: int, entry: Entry) -> Reply:
    """Log the choice as a question of its own and lead the conversation on from it."""
    engine, base, now = context.knowledge.engine, context.knowledge.base, context.now()
    outcome = Answered(entry, 1.0, related=find_related(base, entry, []))
    chat = claim_chat(session, chat_id=chat_id)
    talk = engine.follow(
        recall(chat, region=region_of(session, user, context.viewer)), entry.question, outcome
    )
    mark_chat(session, chat, expects=None, state=chat.state | remembered(talk), now=now)
    question = log_outcome(session, user, text=entry.question, outcome=outcome, version=base.version, now=now)
    reply = with_preface(
        render_outcome(outcome, base, question=question), texts.ASKED.format(question=entry.question)
    )
    return with_everything(reply, context, text=entry.question, outcome=outcome, question=question)
