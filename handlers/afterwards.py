"""What follows an update: who was told what is kept is noted, and the menu is that of the person's role."""

import asyncio

from telegram import Update

from bot.context import BotContext
from bot.incoming import sender_id_of
from bot.menus import menu_key, show_menu
from bot.viewer import Viewer, find_viewer
from storage.users import get_user, mark_informed, mark_menu


async def follow_up(update: Update, context: BotContext) -> None:
    """Note that the person was told, and show the commands when they are not those of the role."""
    viewer = context.viewer
    if not viewer.is_admitted or not viewer.is_private or update.my_chat_member:
        return
    if viewer.was_informed and viewer.menu == menu_key(viewer.role, viewer.script):
        return
    number = sender_id_of(update)
    now = await asyncio.to_thread(_inform, context, number)
    key = menu_key(now.role, now.script)
    if now.scope.user_id is not None and now.menu != key:
        await show_menu(context.bot, number, now.role, now.script)
        await asyncio.to_thread(_keep_menu, context, now.scope.user_id, key)


def _inform(context: BotContext, number: int) -> Viewer:
    """Keep that the person was told, if they were; who they are after the update."""
    with context.database.write() as session:
        user = get_user(session, telegram_id=number)
        if user is not None and context.viewer.is_informed:
            mark_informed(session, user=user, now=context.now())
        return find_viewer(session, settings=context.settings, telegram_id=number, chat_id=number)


def _keep_menu(context: BotContext, user_id: int, key: str) -> None:
    """Remember the menu, accepted or not: it is tried again when it changes."""
    with context.database.write() as session:
        mark_menu(session, user_id=user_id, menu=key)
