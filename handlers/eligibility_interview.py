"""The interview of a check: answers by button and in words, corrections, back, restart."""

import asyncio

from sqlmodel import Session
from telegram import Update

from bot.access import Callback
from bot.asides import is_question
from bot.callback_data import parse_as
from bot.checks.case import Case
from bot.checks.replies import understand, word_of
from bot.checks.steps import STEPS, take
from bot.checks.turning import ANSWER, find_case, move, present, present_again
from bot.context import BotContext
from bot.delivery import respond
from bot.incoming import chat_id_of, message_of, query_of
from bot.payloads.checks import StepCheck
from bot.rendering import eligibility_texts as texts
from bot.rendering.access import render_line
from bot.rendering.eligibility_interview import render_confirmation, render_misunderstood, render_waiting
from bot.rendering.reply import Reply, block
from bot.turns import FORM, filled, leave, take_turn
from knowledge.eligibility.facts import Fact, FactError
from knowledge.eligibility.replies import VagueError
from knowledge.text.masking import mask_personal
from storage.conversations import get_chat
from storage.tables import User
from storage.users import get_user


async def take_step(update: Update, context: BotContext) -> None:
    """Take the step on the pressed button; one of before shows where the interview is now."""
    payload = parse_as(StepCheck, query_of(update).data)
    chat_id = chat_id_of(update)

    def work(session: Session, user: User) -> Reply | None:
        case = find_case(session, context, user=user, assessment=payload.assessment) if payload else None
        if case is None or payload is None:
            return None
        act = STEPS.get(payload.act)
        progress = act(case, payload.position) if act and payload.version == case.row.version else None
        moved = move(session, context, case, progress)
        if moved is None:
            return present_again(session, context, case, chat_id=chat_id)
        return present(session, context, moved, chat_id=chat_id)

    await take_turn(update, context, work)


def answering(otherwise: Callback) -> Callback:
    """A callback for the text typed in an interview: what can only be a question is answered as one."""

    async def answer(update: Update, context: BotContext) -> None:
        """Take the answer, or ask again."""
        text = mask_personal((message_of(update).text or "").strip())
        chat_id = chat_id_of(update)
        if is_question(text):
            case = await asyncio.to_thread(_waiting, context, chat_id)
            await otherwise(update, context)
            if case is not None:
                await respond(update, context, render_waiting(case))
            return
        await take_turn(
            update, context, lambda session, user: _answer(session, user, context, chat_id=chat_id, text=text)
        )

    return answer


def _waiting(context: BotContext, chat_id: int) -> Case | None:
    """The case that the chat waits in."""
    with context.database.read() as session:
        chat, user = get_chat(session, chat_id=chat_id), get_user(session, telegram_id=chat_id)
        state = chat.state.get(FORM, {}) if chat else {}
        return (
            find_case(session, context, user=user, assessment=int(state.get("assessment", 0)))
            if user
            else None
        )


def _answer(session: Session, user: User, context: BotContext, *, chat_id: int, text: str) -> Reply:
    """The interview after a typed answer; a check that was deleted meanwhile is no longer waited for."""
    state = filled(session, chat_id=chat_id, form=ANSWER) or {}
    case = find_case(session, context, user=user, assessment=int(state.get("assessment", 0)))
    if case is None:
        leave(session, context, chat_id=chat_id)
        return render_line(texts.RULE_GONE)
    said = word_of(text) if case.row.proposed else None
    if said is not None:
        moved = move(session, context, case, STEPS[said](case, 0))
        return present(session, context, moved or case, chat_id=chat_id)
    if case.asked is None:
        return present(session, context, case, chat_id=chat_id)
    try:
        understood = understand(case, text)
    except FactError as error:
        return _ask_again(case, case.asked, _complaint(case.asked, error))
    try:
        progress = take(case, understood)
    except FactError as error:
        return _ask_again(case, case.asked, texts.CONTRADICTS.format(reason=error.reason))
    moved = move(session, context, case, progress)
    return present(session, context, moved or case, chat_id=chat_id)


def _complaint(fact: Fact, error: FactError) -> str:
    """What was wrong with a reply."""
    if isinstance(error, VagueError):
        return texts.VAGUE.format(or_date=texts.OR_DATE if fact.since else "")
    return texts.NOT_UNDERSTOOD


def _ask_again(case: Case, fact: Fact, reason: str) -> Reply:
    """The question again, or what waits for a yes, after what was wrong with the answer."""
    if case.proposed and not case.is_finished:
        again = render_confirmation(case)
        return Reply((block(reason), *again.blocks), again.keyboard)
    return render_misunderstood(case, fact, reason)
