"""What can be done with a deadline: done, later, extend, stop, change, delete; from its card or from a reminder."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date

from sqlmodel import Session
from telegram import Message, Update
from telegram.error import TelegramError

from bot.callback_data import parse_as
from bot.context import BotContext
from bot.deadlines.acts import ACTS, EXTENDING, LATER, TIMELESS, Acting, until, wait
from bot.deadlines.reading import Held, hold
from bot.incoming import chat_id_of, message_of, query_of
from bot.payloads.deadlines import ShowDeadline, UseDeadline
from bot.rendering import deadline_texts as texts
from bot.rendering.access import render_line
from bot.rendering.deadline_cards import render_card
from bot.rendering.people import render_form
from bot.rendering.reply import Button, Reply, keyboard_markup
from bot.turns import filled, leave, take_turn
from knowledge.eligibility.durations import show_date
from knowledge.eligibility.written_dates import read_date
from knowledge.text.masking import mask_personal
from storage.deadlines import claim_deadline, get_deadline, mark_extended
from storage.tables import DeadlineStatus, User

CLOSING = frozenset({"done", "stop"})
REASON_LENGTH = 200
SEPARATORS = " ，,。;；、:："
LEADING_DATE = re.compile(r"^[\d〇零一二三四五六七八九十年月日号去今明后下上个\-/.\s]+")


async def show_deadline(update: Update, context: BotContext) -> None:
    """Show a deadline of one's own, or of one's units."""
    payload = parse_as(ShowDeadline, query_of(update).data)

    def work(session: Session, _: User) -> Reply | None:
        number = payload.deadline if payload else 0
        row = get_deadline(session, deadline_id=number, scope=context.viewer.scope)
        return render_card(hold(session, context, row)) if row else None

    await take_turn(update, context, work)


async def use_deadline(update: Update, context: BotContext) -> None:
    """Do what the pressed button says; one of before shows how things stand now."""
    payload = parse_as(UseDeadline, query_of(update).data)
    chat_id = chat_id_of(update)

    def work(session: Session, user: User) -> Reply | None:
        row = (
            claim_deadline(session, deadline_id=payload.deadline, scope=context.viewer.scope)
            if payload
            else None
        )
        act = ACTS.get(payload.act) if payload else None
        if payload is None or row is None or act is None:
            return None
        held = hold(session, context, row)
        acting = Acting(session, context, user, chat_id)
        if payload.act not in TIMELESS and row.version != payload.version:
            return render_card(held, texts.MOVED_ON)
        return act(acting, held, payload.value)

    await take_turn(update, context, work)
    if payload is not None and payload.act in CLOSING:
        await _take_buttons_off(update, context, payload.deadline)


async def _take_buttons_off(update: Update, context: BotContext, deadline: int) -> None:
    """Leave only the way to the deadline below the message whose button closed it; an old message stays as it is."""
    message = query_of(update).message
    row = (Button(texts.CARD_BUTTON, ShowDeadline(deadline)),)
    if isinstance(message, Message):
        with suppress(TelegramError):
            await context.bot.edit_message_reply_markup(
                message.chat_id, message.message_id, reply_markup=keyboard_markup((row,))
            )


async def take_later(update: Update, context: BotContext) -> None:
    """Take the day of the next reminder in words."""
    text = message_of(update).text or ""

    def work(acting: Acting, held: Held, _: Mapping[str, str | int]) -> Reply:
        written = read_date(text, held.today)
        if written is None:
            return render_form(texts.BAD_DATE)
        if written.day <= held.today:
            return render_form(texts.NOT_FUTURE)
        leave(acting.session, acting.context, chat_id=acting.chat_id)
        return until(acting, held, written.day)

    await _take(update, context, LATER, work)


async def take_extension(update: Update, context: BotContext) -> None:
    """Take the new day and the reason, together or one after the other."""
    text = mask_personal(" ".join((message_of(update).text or "").split()))

    def work(acting: Acting, held: Held, state: Mapping[str, str | int]) -> Reply:
        known = str(state.get("day", ""))
        written = None if known else read_date(text, held.today)
        if not known and written is None:
            return render_form(texts.BAD_DATE)
        day = written.day if written else date.fromisoformat(known)
        reason = _reason(text, written.text if written else "")
        if day <= held.today:
            return render_form(texts.NOT_FUTURE)
        if not reason:
            wait(acting, held, EXTENDING, day=day.isoformat())
            return render_form(texts.ASK_REASON.format(day=show_date(day)))
        if len(reason) > REASON_LENGTH:
            return render_form(texts.TOO_LONG.format(length=REASON_LENGTH))
        leave(acting.session, acting.context, chat_id=acting.chat_id)
        mark_extended(acting.session, held.row, due_on=day, reason=reason, now=acting.context.now())
        acting.note(held)
        return acting.said(held, texts.EXTENDED_NOW.format(day=show_date(day)))

    await _take(update, context, EXTENDING, work)


def _reason(text: str, day: str) -> str:
    """What a text says besides the day."""
    rest = text.replace(day, "", 1) if day in text else LEADING_DATE.sub("", text)
    return rest.strip(SEPARATORS)


async def _take(
    update: Update,
    context: BotContext,
    form: str,
    work: Callable[[Acting, Held, Mapping[str, str | int]], Reply],
) -> None:
    """Fill in a form about a deadline, if it still stands where the form was opened."""
    chat_id = chat_id_of(update)

    def turn(session: Session, user: User) -> Reply:
        state = filled(session, chat_id=chat_id, form=form) or {}
        number = int(state.get("deadline", 0))
        row = claim_deadline(session, deadline_id=number, scope=context.viewer.scope)
        if row is None or not _stands(row.status, row.version, state):
            leave(session, context, chat_id=chat_id)
            return (
                render_card(hold(session, context, row), texts.MOVED_ON) if row else render_line(texts.GONE)
            )
        return work(Acting(session, context, user, chat_id), hold(session, context, row), state)

    await take_turn(update, context, turn)


def _stands(status: str, version: int, state: Mapping[str, str | int]) -> bool:
    """Whether a deadline is open and as it was when a form was opened."""
    return status == DeadlineStatus.OPEN and version == state.get("version")
