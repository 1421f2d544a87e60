"""Counting a team in the chat: answers by button and in words, corrections, and what can be done with the report."""

import asyncio
from collections.abc import Callable, Mapping

from sqlmodel import Session
from telegram import Update

from bot.access import Callback
from bot.callback_data import parse_as
from bot.checks.replies import options
from bot.context import BotContext
from bot.delivery import respond
from bot.incoming import acknowledge, chat_id_of, message_of, query_of
from bot.ledger import act_once
from bot.payloads.structure import TeamStep
from bot.rendering import structure_texts as texts
from bot.rendering.access import render_line
from bot.rendering.reply import Reply, block, italic
from bot.rendering.structure import source_of
from bot.rendering.structure_survey import (
    render_cleared,
    render_edits,
    render_misunderstood,
    render_waiting,
)
from bot.rendering.texts import STALE
from bot.structure.files import send_chart, send_table
from bot.structure.replies import NUMBERS, is_question, read_answer
from bot.structure.report import report_of_survey
from bot.structure.survey import ContradictionError, Survey
from bot.structure.turning import COUNT, forget, present, read_kept, recall
from bot.turns import filled, leave, take_turn
from knowledge.eligibility.facts import Fact, FactError
from storage.conversations import get_chat
from storage.tables import User

FILES = frozenset({"chart", "table"})


async def take_step(update: Update, context: BotContext) -> None:
    """Take the step on the pressed button; one of before shows where the counting is now."""
    payload = parse_as(TeamStep, query_of(update).data)
    if payload is not None and payload.act in FILES:
        await _send_file(update, context, payload)
        return
    chat_id = chat_id_of(update)

    def work(session: Session, _user: User) -> Reply | None:
        survey = recall(session, context, chat_id=chat_id)
        if survey is None or payload is None:
            return None
        if payload.version != survey.version:
            again = present(session, context, survey, chat_id=chat_id)
            return Reply((block(italic(texts.MOVED_ON)), *again.blocks), again.keyboard)
        if payload.act in VIEWS:
            return VIEWS[payload.act](session, context, survey, chat_id)
        step = STEPS.get(payload.act)
        moved = step(survey, payload.position) if step else None
        return present(session, context, moved, chat_id=chat_id) if moved else None

    await take_turn(update, context, work)


def _say(survey: Survey, position: int) -> Survey | None:
    """The option at a position of the question."""
    values = options(survey.asked) if survey.asked else ()
    if not 0 <= position < len(values):
        return None
    try:
        return survey.take(values[position])
    except ContradictionError:
        return None


def _edits(_session: Session, _context: BotContext, survey: Survey, _chat_id: int) -> Reply:
    """The counts, to correct one."""
    return render_edits(survey)


def _clear(session: Session, context: BotContext, survey: Survey, chat_id: int) -> Reply:
    """Keep nothing."""
    forget(session, context, chat_id=chat_id)
    return render_cleared(survey)


STEPS: Mapping[str, Callable[[Survey, int], Survey | None]] = {
    "say": _say,
    "unknown": lambda survey, _: survey.decline(),
    "back": lambda survey, _: survey.back(),
    "end": lambda survey, _: survey.finish(),
    "show": lambda survey, _: survey,
    "more": lambda survey, _: survey.resume(),
    "edit": lambda survey, position: survey.correct(position),
}
VIEWS: Mapping[str, Callable[[Session, BotContext, Survey, int], Reply]] = {"edits": _edits, "clear": _clear}


def counting(otherwise: Callback) -> Callback:
    """A callback for the text typed while a team is counted: what can only be a question is answered as one."""

    async def take_count(update: Update, context: BotContext) -> None:
        """Take the count, or ask again."""
        text, chat_id = (message_of(update).text or "").strip(), chat_id_of(update)
        if is_question(text):
            survey = await asyncio.to_thread(_waiting, context, chat_id)
            await otherwise(update, context)
            if survey is not None:
                await respond(update, context, render_waiting(survey))
            return
        await take_turn(
            update, context, lambda session, _user: _answer(session, context, chat_id=chat_id, text=text)
        )

    return take_count


def _waiting(context: BotContext, chat_id: int) -> Survey | None:
    """The counting that the chat waits in."""
    with context.database.read() as session:
        return read_kept(context, get_chat(session, chat_id=chat_id))


def _answer(session: Session, context: BotContext, *, chat_id: int, text: str) -> Reply:
    """The counting after a typed answer; one whose team is gone is no longer waited for."""
    is_waiting = filled(session, chat_id=chat_id, form=COUNT) is not None
    survey = recall(session, context, chat_id=chat_id) if is_waiting else None
    if survey is None or survey.asked is None:
        leave(session, context, chat_id=chat_id)
        return render_line(STALE)
    fact = survey.asked
    try:
        value = read_answer(fact, text, survey.today)
        moved = survey.decline() if value is None else survey.take(value)
    except ContradictionError as error:
        said = texts.CONTRADICTS.format(value=fact.show(error.value), reason=error.reason)
        return render_misunderstood(survey, fact, said)
    except FactError:
        return render_misunderstood(survey, fact, _not_understood(fact))
    return present(session, context, moved, chat_id=chat_id)


def _not_understood(fact: Fact) -> str:
    return texts.NOT_UNDERSTOOD if fact.type in NUMBERS else texts.NOT_UNDERSTOOD_CHOICE


async def _send_file(update: Update, context: BotContext, payload: TeamStep) -> None:
    """Send the report as a picture or a table."""
    chat_id = chat_id_of(update)
    survey = await act_once(update, context, lambda session, _user: recall(session, context, chat_id=chat_id))
    if survey is None or survey.version != payload.version:
        await acknowledge(update, context, STALE, show_alert=True)
        return
    report = report_of_survey(survey)
    if payload.act == "chart":
        await send_chart(update, context, report)
    else:
        await send_table(update, context, report, source=source_of(survey))
