"""Delivery: sends a reply part by part and says what became of it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum

from httpx import ConnectError, ConnectTimeout
from telegram import Bot, Message, ReplyParameters, Update
from telegram.constants import ChatType, ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.context import BotContext
from bot.rendering.personal import render_notice
from bot.rendering.reply import Part, Reply, keyboard_markup, split
from bot.rendering.scripts import written
from storage.tables import Script
from storage.users import mark_reachable

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 4
# A longer wait is not for a person who looks at the chat; it is reported instead.
MAX_WAIT = timedelta(seconds=60)
PAUSE = timedelta(seconds=1)
Sleep = Callable[[float], Awaitable[None]]


class Delivery(StrEnum):
    """What became of a reply."""

    SENT = "sent"
    BLOCKED = "blocked"
    UNCERTAIN = "uncertain"


async def deliver(
    bot: Bot,
    chat_id: int,
    reply: Reply,
    *,
    reply_to: int | None = None,
    script: Script = Script.SIMPLIFIED,
    sleep: Sleep = asyncio.sleep,
) -> Delivery:
    """Send a reply to a chat, all parts in order, in the characters that the person reads.

    A part that may have arrived although no answer came is not sent again: better missing than double.
    """
    outcome = Delivery.SENT
    for number, part in enumerate(split(written(reply, script))):
        sent = await _attempt(bot, chat_id, part, reply_to=reply_to if number == 0 else None, sleep=sleep)
        if sent is Delivery.BLOCKED:
            return sent
        outcome = sent if sent is Delivery.UNCERTAIN else outcome
    return outcome


async def _attempt(bot: Bot, chat_id: int, part: Part, *, reply_to: int | None, sleep: Sleep) -> Delivery:
    """Send one part, trying again only when it certainly did not arrive."""
    attempt = 0
    while True:
        attempt += 1
        try:
            await send_part(bot, chat_id, part, reply_to=reply_to)
        except Forbidden:
            return Delivery.BLOCKED
        except TelegramError as error:
            pause = _pause_before_retry(error, attempt)
            if pause is None and isinstance(error, TimedOut):
                log.warning("a message to chat may or may not have arrived; it is not sent again")
                return Delivery.UNCERTAIN
            if pause is None or attempt == MAX_ATTEMPTS:
                raise
            await sleep(pause.total_seconds())
        else:
            return Delivery.SENT


async def send_part(bot: Bot, chat_id: int, part: Part, *, reply_to: int | None = None) -> Message:
    """Send one part; if its markup is refused, its plain text."""
    markup = keyboard_markup(part.keyboard)
    quoted = ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to else None
    try:
        return await bot.send_message(
            chat_id, part.html, parse_mode=ParseMode.HTML, reply_markup=markup, reply_parameters=quoted
        )
    except BadRequest as error:
        if "parse entities" not in error.message.lower():
            raise
        log.error("the markup of a reply was refused; sent as plain text")  # noqa: TRY400  # no traceback needed
        return await bot.send_message(
            chat_id, part.plain, reply_markup=markup, reply_parameters=quoted, parse_mode=None
        )


def _pause_before_retry(error: TelegramError, attempt: int) -> timedelta | None:
    """How long to wait before trying again, or None when trying again is wrong or useless."""
    if isinstance(error, RetryAfter):
        wait = error.retry_after
        wait = wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
        return wait if wait <= MAX_WAIT else None
    if isinstance(error, NetworkError) and not isinstance(error, BadRequest) and never_left(error):
        return PAUSE * attempt
    return None


def never_left(error: NetworkError) -> bool:
    """Whether the request certainly did not reach the server: no connection, or none was free."""
    return isinstance(error.__cause__, ConnectError | ConnectTimeout) or "was *not* sent" in error.message


async def respond(update: Update, context: BotContext, reply: Reply, *, is_quoting: bool = False) -> Delivery:
    """Answer an update in its chat; who turned out to have blocked the bot is noted as out of reach."""
    chat = update.effective_chat
    if chat is None:
        raise ValueError("an update without a chat cannot be answered")
    quoted = _quoted(update) if is_quoting else None
    if context.viewer.needs_notice:
        # The first contact: what is kept is said below the first reply, not in a message that comes between.
        reply = replace(reply, blocks=(*reply.blocks, *render_notice().blocks))
        context.viewer = replace(context.viewer, is_informed=True)
    outcome = await deliver(context.bot, chat.id, reply, reply_to=quoted, script=context.viewer.script)
    if outcome is Delivery.BLOCKED and chat.type == ChatType.PRIVATE:
        await asyncio.to_thread(_note_blocked, context, chat.id)
    return outcome


def _quoted(update: Update) -> int | None:
    """The message to quote: the one that was written, or whose button was pressed."""
    message = update.callback_query.message if update.callback_query else update.effective_message
    return message.message_id if message else None


def _note_blocked(context: BotContext, telegram_id: int) -> None:
    """Keep that this person cannot be reached until they write again."""
    with context.database.write() as session:
        mark_reachable(session, telegram_id=telegram_id, is_reachable=False)
