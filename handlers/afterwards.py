"""What follows an update: the notice of the first contact, and the menu of the person's role."""

import asyncio

from telegram import Update

from bot.context import BotContext
from bot.delivery import respond
from bot.incoming import sender_id_of
from bot.menus import menu_key, show_menu
from bot.rendering.personal import render_notice
from bot.viewer import Viewer, find_viewer
from storage.users import get_user, mark_informed, mark_menu


async def follow_up(update: Update, context: BotContext) -> None:
    """Tell what is kept, once; and show the commands when they are not those of the role."""
    viewer = context.viewer
    if not viewer.is_admitted or not viewer.is_private or update.my_chat_member:
        return
    if viewer.is_informed and viewer.menu == menu_key(viewer.role, viewer.script):
        return
    number = sender_id_of(update)
    is_new, viewer = await asyncio.to_thread(_inform, context, number)
    if is_new:
        await respond(update, context, render_notice())
    key = menu_key(viewer.role, viewer.script)
    if viewer.scope.user_id is not None and viewer.menu != key:
        await show_menu(context.bot, number, viewer.role, viewer.script)
        await asyncio.to_thread(_keep_menu, context, viewer.scope.user_id, key)


def _inform(context: BotContext, number: int) -> tuple[bool, Viewer]:
    """Whether the person is to be told now, and who they are after the update."""
    with context.database.write() as session:
        user = get_user(session, telegram_id=number)
        is_new = user is not None and user.informed_at is None
        if user is not None:
            mark_informed(session, user=user, now=context.now())
        viewer = find_viewer(session, settings=context.settings, telegram_id=number, chat_id=number)
        return is_new, viewer


def _keep_menu(context: BotContext, user_id: int, key: str) -> None:
    """Remember the menu, accepted or not: it is tried again when it changes."""
    with context.database.write() as session:
        mark_menu(session, user_id=user_id, menu=key)
