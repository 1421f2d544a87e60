"""The gate before all conversations: private chats only, nothing twice, admitted people only."""

import asyncio

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop

from bot.access import is_admitted
from bot.context import BotContext
from bot.delivery import respond
from bot.incoming import acknowledge
from bot.ledger import ledger_row, was_acted_on
from bot.rendering.notices import render_not_admitted
from storage.users import get_user


async def admit(update: Update, context: BotContext) -> None:
    """Let the update through to the conversations, or end it here."""
    sender, chat = update.effective_user, update.effective_chat
    if sender is None or chat is None or chat.type != ChatType.PRIVATE:
        raise ApplicationHandlerStop
    if update.my_chat_member:
        return
    is_known, is_welcome = await asyncio.to_thread(_look_up, update, context, sender.id)
    if is_known:
        raise ApplicationHandlerStop
    if not is_welcome:
        if update.callback_query:
            await acknowledge(update, context)
        await respond(update, context, render_not_admitted(sender.id))
        raise ApplicationHandlerStop


def _look_up(update: Update, context: BotContext, telegram_id: int) -> tuple[bool, bool]:
    """Whether the update was acted on before, and whether its sender may use the bot."""
    with context.database.read() as session:
        user = get_user(session, telegram_id=telegram_id)
        is_welcome = is_admitted(context.settings, user, telegram_id=telegram_id)
        return was_acted_on(session, ledger_row(update, context)), is_welcome
