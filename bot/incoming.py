"""What an update carries, for callbacks whose handler guarantees that it is there."""

from contextlib import suppress

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.context import BotContext


def message_of(update: Update) -> Message:
    """The message, new or edited, or the one whose button was pressed."""
    if update.effective_message is None:
        raise ValueError("the update has no message")
    return update.effective_message


def query_of(update: Update) -> CallbackQuery:
    """The pressed button's query."""
    if update.callback_query is None:
        raise ValueError("the update is not a pressed button")
    return update.callback_query


def membership_of(update: Update) -> ChatMemberUpdated:
    """The change of the bot's own membership."""
    if update.my_chat_member is None:
        raise ValueError("the update is no change of membership")
    return update.my_chat_member


def chat_id_of(update: Update) -> int:
    """The id of the chat that the update belongs to."""
    if update.effective_chat is None:
        raise ValueError("the update has no chat")
    return update.effective_chat.id


async def acknowledge(update: Update, text: str | None = None, *, show_alert: bool = False) -> None:
    """Answer a pressed button; one that is too old to be answered needs nothing."""
    with suppress(TelegramError):
        await query_of(update).answer(text, show_alert=show_alert)


async def show_typing(update: Update, context: BotContext) -> None:
    """Show that an answer is on its way; a sign that fails is no reason not to answer."""
    with suppress(TelegramError):
        await context.bot.send_chat_action(chat_id_of(update), ChatAction.TYPING)
