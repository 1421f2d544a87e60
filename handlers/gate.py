"""The gate before all conversations: who it is, nothing twice, not too fast, admitted people only."""

import asyncio

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop

from bot.context import BotContext
from bot.delivery import respond
from bot.incoming import acknowledge, is_addressed, start_argument
from bot.ledger import ledger_row, was_acted_on
from bot.limits import Pace
from bot.rendering import access
from bot.rendering.access import render_line
from bot.rendering.notices import render_not_admitted
from bot.viewer import Viewer, find_viewer
from storage.invitations import read_code

GROUPS = frozenset({ChatType.GROUP, ChatType.SUPERGROUP})


async def admit(update: Update, context: BotContext) -> None:
    """Let the update through to the conversations, or end it here."""
    sender, chat = update.effective_user, update.effective_chat
    if sender is None or chat is None or not _is_ours(update, context):
        raise ApplicationHandlerStop
    if update.my_chat_member:
        return
    pace = context.limits.pace(sender.id, now=context.now())
    if pace is Pace.STILL_TOO_FAST:
        raise ApplicationHandlerStop
    is_known, context.viewer = await asyncio.to_thread(_look_up, update, context, (sender.id, chat.id))
    if is_known:
        raise ApplicationHandlerStop
    if pace is Pace.TOO_FAST:
        await _refuse(update, context, access.TOO_FAST)
    if not context.viewer.is_admitted and not _brings_code(update, context.viewer):
        text = None if context.viewer.is_private else access.GROUP_STRANGER
        await _refuse(update, context, text or render_not_admitted(sender.id).plain)


def _is_ours(update: Update, context: BotContext) -> bool:
    """Whether the update is from a private chat, or from a group and addressed to the bot."""
    chat = update.effective_chat
    if chat is None or chat.type == ChatType.PRIVATE:
        return chat is not None
    return chat.type in GROUPS and not update.my_chat_member and is_addressed(update, context)


def _brings_code(update: Update, viewer: Viewer) -> bool:
    """Whether a stranger opened an invitation, right or wrong."""
    argument = start_argument(update)
    return viewer.is_private and argument is not None and read_code(argument) is not None


async def _refuse(update: Update, context: BotContext, text: str) -> None:
    """Say why it ends here."""
    if update.callback_query:
        await acknowledge(update, context)
    await respond(update, context, render_line(text))
    raise ApplicationHandlerStop


def _look_up(update: Update, context: BotContext, numbers: tuple[int, int]) -> tuple[bool, Viewer]:
    """Whether the update was acted on before, and who its sender is in this chat."""
    telegram_id, chat_id = numbers
    with context.database.read() as session:
        viewer = find_viewer(session, settings=context.settings, telegram_id=telegram_id, chat_id=chat_id)
        return was_acted_on(session, ledger_row(update, context)), viewer
