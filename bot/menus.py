"""The command menus: each chat shows the commands of the person's role."""

import hashlib
import logging

from telegram import BotCommand, BotCommandScopeChat
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.access import commands_of
from bot.rendering import texts
from bot.rendering.scripts import in_script
from storage.tables import Role, Script

log = logging.getLogger(__name__)


def menu_of(role: Role, script: Script = Script.SIMPLIFIED) -> list[BotCommand]:
    """The commands of a role with their descriptions."""
    return [BotCommand(name, in_script(texts.COMMANDS[name], script)) for name in commands_of(role)]


def menu_key(role: Role, script: Script) -> str:
    """What tells menus apart: who has it, and what is on it in this version."""
    shown = "\n".join(f"{item.command} {item.description}" for item in menu_of(role, script))
    return f"{role}:{hashlib.blake2b(shown.encode(), digest_size=6).hexdigest()}"


async def show_menu(bot: ExtBot[None], telegram_id: int, role: Role, script: Script) -> bool:
    """Publish a person's own menu; a server that refuses it is no reason to stop."""
    try:
        await bot.set_my_commands(menu_of(role, script), scope=BotCommandScopeChat(telegram_id))
    except TelegramError as error:
        log.warning("a chat's command menu was not accepted: %s", error)
        return False
    return True
