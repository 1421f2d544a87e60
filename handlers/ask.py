"""A question in words: the engine's outcome, logged and shown in the same update."""

from functools import partial

from sqlmodel import Session
from telegram import Message, Update

from bot.callback_data import Example, parse_as
from bot.context import BotContext
from bot.delivery import respond
from bot.incoming import acknowledge, chat_id_of, query_of, show_typing, text_of
from bot.ledger import act_once
from bot.memory import recall, region_of, remembered
from bot.offering import with_everything
from bot.payloads.questions import ChoosePlace
from bot.place import DECLINED, WAS_ASKED, depends_on_place, keep_place, list_places
from bot.question_log import log_outcome
from bot.rendering import texts
from bot.rendering.access import render_line
from bot.rendering.answers import render_outcome, with_preface
from bot.rendering.notices import find_example, render_lost
from bot.rendering.originals import with_leads
from bot.rendering.people_texts import MAINTENANCE_NOTICE
from bot.rendering.questions import place_taken, render_unchanged
from bot.rendering.questions_texts import PLACE_DECLINED
from bot.rendering.reply import Reply
from bot.turns import take_turn
from knowledge.retrieval.outcomes import Answered, Outcome
from knowledge.text.masking import mask_personal
from storage.conversations import claim_chat, mark_chat
from storage.questions import get_question
from storage.tables import User


async def answer_text(update: Update, context: BotContext) -> None:
    """Answer a message."""
    await _answer(update, context, text_of(update, context))


async def answer_edited(update: Update, context: BotContext) -> None:
    """Answer a message again after its writer changed it."""
    await _answer(update, context, text_of(update, context), preface=texts.EDITED)


async def answer_example(update: Update, context: BotContext) -> None:
    """Answer the example question on the pressed button."""
    payload = parse_as(Example, query_of(update).data)
    question = find_example(payload.key) if payload else None
    if question is None:
        await acknowledge(update, context, texts.STALE, show_alert=True)
        return
    await acknowledge(update, context)
    await _answer(update, context, question, preface=texts.ASKED.format(question=question))


async def answer_again(update: Update, context: BotContext) -> None:
    """Answer the message that went unanswered: the one that the pressed button's message replies to."""
    await acknowledge(update, context)
    message = query_of(update).message
    original = message.reply_to_message if isinstance(message, Message) else None
    if original is None or not original.text:
        await respond(update, context, render_lost())
        return
    await _answer(update, context, original.text)


async def _answer(update: Update, context: BotContext, text: str, *, preface: str | None = None) -> None:
    """Answer a question: decide, log and move the conversation on in one transaction, then show it."""
    await show_typing(update, context)
    work = partial(_decide, context=context, chat_id=chat_id_of(update), text=mask_personal(text))
    reply = await act_once(update, context, work)
    notice = MAINTENANCE_NOTICE if context.viewer.is_maintained else None
    for sentence in filter(None, (preface, notice)):
        reply = with_preface(reply, sentence)
    await respond(update, context, reply)


def _decide(session: Session, user: User, *, context: BotContext, chat_id: int, text: str) -> Reply:
    """The reply to a masked question, in the light of the conversation so far."""
    _, reply = _take(session, user, context=context, chat_id=chat_id, text=text)
    return reply


def _take(
    session: Session, user: User, *, context: BotContext, chat_id: int, text: str
) -> tuple[Outcome, Reply]:
    """The outcome of a masked question, logged and remembered, and the reply to it."""
    engine, base, now = context.knowledge.engine, context.knowledge.base, context.now()
    chat = claim_chat(session, chat_id=chat_id)
    talk = recall(chat, region=region_of(session, user, context.viewer))
    outcome = engine.answer(text, talk)
    question = log_outcome(session, user, text=text, outcome=outcome, version=base.version, now=now)
    asks = depends_on_place(outcome, chat, user, context.viewer)
    state = chat.state | remembered(engine.follow(talk, text, outcome)) | (WAS_ASKED if asks else {})
    mark_chat(session, chat, expects=None, state=state, now=now)
    leads = context.knowledge.leads.find(session, text=text, outcome=outcome)
    reply = with_leads(render_outcome(outcome, base, question=question), leads, base)
    return outcome, with_everything(reply, context, text=text, outcome=outcome, question=question, asks=asks)


async def choose_place(update: Update, context: BotContext) -> None:
    """Take where the person is, and answer their question for there."""
    payload = parse_as(ChoosePlace, query_of(update).data)
    chat_id = chat_id_of(update)

    def work(session: Session, user: User) -> Reply | None:
        question = get_question(session, question_id=payload.question, user_id=user.id) if payload else None
        places = list_places(context.knowledge.base)
        if payload is None or question is None or not DECLINED <= payload.position < len(places):
            return None
        place = None if payload.position == DECLINED else places[payload.position]
        keep_place(session, user, context, chat_id=chat_id, place=place)
        if place is None:
            return render_line(PLACE_DECLINED)
        outcome, reply = _take(session, user, context=context, chat_id=chat_id, text=question.text)
        if isinstance(outcome, Answered) and outcome.entry.id == question.entry:
            reply = render_unchanged(outcome, reply)
        return with_preface(reply, place_taken(place, context.viewer.role))

    await take_turn(update, context, work)
