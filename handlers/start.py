"""/start and /help."""

from telegram import Update

from bot.context import BotContext
from bot.delivery import respond
from bot.ledger import act_once, only_note
from bot.rendering.notices import render_help, render_welcome


async def welcome(update: Update, context: BotContext) -> None:
    """Say what the bot can do, what is kept, and offer three questions to try."""
    await act_once(update, context, only_note)
    await respond(update, context, render_welcome(has_argument=bool(context.args)))


async def explain(update: Update, context: BotContext) -> None:
    """Say how to ask and how to read an answer."""
    await act_once(update, context, only_note)
    await respond(update, context, render_help())
