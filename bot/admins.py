"""Word to the admins, whoever they are just now."""

import asyncio
import logging

from telegram.error import TelegramError

from bot.context import BotContext
from bot.delivery import deliver
from bot.rendering.reply import Reply
from storage.users import list_admins

log = logging.getLogger(__name__)


async def tell_admins(context: BotContext, reply: Reply) -> None:
    """Send something to those whom the settings name and those who are admins by invitation."""

    def by_invitation() -> set[int]:
        with context.database.read() as session:
            return {user.telegram_id for user in list_admins(session) if user.is_reachable}

    numbers = {*context.settings.admins, *await asyncio.to_thread(by_invitation)}
    for number in sorted(numbers):
        try:
            await deliver(context.bot, number, reply)
        except TelegramError as error:
            # An admin who never wrote to the bot cannot be written to.
            log.warning("an admin could not be told: %s", error)
