"""What the web chat and the test client see of the messenger's state."""

from bot.local.chats import Chat
from bot.local.errors import Json
from bot.local.world import World


def overview(world: World) -> Json:
    """Return the bot and everybody's chat, without messages."""
    return {
        "bot": bot_view(world),
        "identities": [identity_view(chat) for chat in world.chats.list_chats()],
        "revision": world.events.revision,
    }


def bot_view(world: World) -> Json:
    """Return how the bot presents itself and whether it is there."""
    profile = world.profile
    return {
        "id": world.account.id,
        "name": world.bot_name(),
        "username": world.account.username,
        "description": profile.text("description", "zh"),
        "short_description": profile.text("short", "zh"),
        "is_there": world.is_bot_there(),
        "pending": len(world.updates.pending),
    }


def identity_view(chat: Chat) -> Json:
    """Return a person of the switcher with the numbers that unread counters need."""
    incoming = [message.revision for message in chat.messages.values() if message.is_from_bot]
    last = next(reversed(chat.messages.values()), None)
    return chat.identity.record() | {
        "is_started": chat.is_started,
        "is_blocked": chat.is_blocked,
        "incoming": incoming,
        "last": last.payload if last else None,
    }


def chat_view(world: World, chat: Chat) -> Json:
    """Return a chat with all its messages."""
    language = chat.identity.language_code.partition("-")[0]
    return {
        "chat_id": chat.id,
        **chat.record(),
        "messages": [message.record() for message in chat.messages.values()],
        "commands": world.profile.commands_for(chat.id, language),
        "menu_button": world.profile.menu_button(chat.id),
        "revision": world.events.revision,
    }
