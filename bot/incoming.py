"""What an update carries, for callbacks whose handler guarantees that it is there."""

import re
from contextlib import suppress

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.context import BotContext
from bot.rendering.scripts import in_script


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


def text_of(update: Update, context: BotContext) -> str:
    """The text of the message; in a group without the words that address the bot."""
    text = message_of(update).text or ""
    return text if context.viewer.is_private else _own_name(context).sub(" ", text).strip()


def sender_id_of(update: Update) -> int:
    """The Telegram number of whoever sent the update."""
    if update.effective_user is None:
        raise ValueError("the update has no sender")
    return update.effective_user.id


def start_argument(update: Update) -> str | None:
    """What follows /start, where the update is that command; empty when nothing does."""
    text = update.message.text if update.message and update.message.text else ""
    command, _, argument = text.strip().partition(" ")
    return argument.strip() if command.partition("@")[0] == "/start" else None


def is_addressed(update: Update, context: BotContext) -> bool:
    """Whether an update of a group is meant for the bot: by its name, as a reply to it, or by its own buttons."""
    if update.callback_query:
        return True
    message = update.effective_message
    if message is None:
        return False
    quoted = message.reply_to_message
    is_reply = quoted is not None and quoted.from_user is not None and quoted.from_user.id == context.bot.id
    return is_reply or _own_name(context).search(message.text or "") is not None


def _own_name(context: BotContext) -> re.Pattern[str]:
    """How the bot is addressed."""
    return re.compile(rf"@{re.escape(context.bot.username)}\b", re.IGNORECASE)


async def acknowledge(
    update: Update, context: BotContext, text: str | None = None, *, show_alert: bool = False
) -> None:
    """Answer a pressed button; one that is too old to be answered needs nothing."""
    text = in_script(text, context.viewer.script) if text else text
    with suppress(TelegramError):
        await query_of(update).answer(text, show_alert=show_alert)


async def show_typing(update: Update, context: BotContext) -> None:
    """Show that an answer is on its way; a sign that fails is no reason not to answer."""
    with suppress(TelegramError):
        await context.bot.send_chat_action(chat_id_of(update), ChatAction.TYPING)
