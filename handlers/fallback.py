"""Whatever no conversation knows what to do with: told kindly, never ignored."""

from telegram import Update

from bot.access import commands_of
from bot.context import BotContext
from bot.delivery import respond
from bot.incoming import acknowledge, message_of
from bot.ledger import act_once, only_note
from bot.rendering import texts
from bot.rendering.notices import render_edited_other, render_not_text, render_unknown_command


async def refuse_stale(update: Update, context: BotContext) -> None:
    """Say that a button means nothing any more."""
    await act_once(update, context, only_note)
    await acknowledge(update, context, texts.STALE, show_alert=True)


async def refuse_command(update: Update, context: BotContext) -> None:
    """Name the commands that there are."""
    await act_once(update, context, only_note)
    await respond(update, context, render_unknown_command(commands_of(context.viewer.role)))


async def explain_edited(update: Update, context: BotContext) -> None:
    """Say what to do after a change that cannot be read as a question."""
    await act_once(update, context, only_note)
    await respond(update, context, render_edited_other())


async def explain_other(update: Update, context: BotContext) -> None:
    """Say that only text is read."""
    message = message_of(update)
    kind = next((name for name in texts.NOT_TEXT_KINDS if getattr(message, name, None)), "")
    await act_once(update, context, only_note)
    await respond(update, context, render_not_text(kind))
