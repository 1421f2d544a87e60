"""Heavy jobs: beside the conversation, one a person at a time."""

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Update

from bot.context import BotContext
from bot.delivery import respond
from bot.incoming import sender_id_of
from bot.rendering.access import BUSY, render_line

Job = Callable[[Update, BotContext], Coroutine[Any, Any, None]]


async def start_heavy(update: Update, context: BotContext, job: Job) -> None:
    """Start a job that takes a while, unless the person's last one is still running.

    The person's next messages are answered meanwhile. A job that fails goes to the error handler.
    """
    number = sender_id_of(update)
    if not context.limits.take_place(number):
        await respond(update, context, render_line(BUSY))
        return

    async def run() -> None:
        try:
            await job(update, context)
        finally:
            context.limits.leave_place(number)

    context.application.create_task(run(), update, name=f"heavy job of {number}")
