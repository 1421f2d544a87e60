"""People who block the bot, and who let it in again."""

import asyncio

from telegram import ChatMember, ChatMemberUpdated, Update

from bot.context import BotContext
from bot.incoming import membership_of
from storage.users import mark_reachable


async def note_reachability(update: Update, context: BotContext) -> None:
    """Note whether this person can still be written to; nothing is sent."""
    await asyncio.to_thread(_note, membership_of(update), context)


def _note(change: ChatMemberUpdated, context: BotContext) -> None:
    """Keep the new state; a stranger's is not kept."""
    is_reachable = change.new_chat_member.status not in {ChatMember.BANNED, ChatMember.LEFT}
    with context.database.write() as session:
        mark_reachable(session, telegram_id=change.chat.id, is_reachable=is_reachable)
