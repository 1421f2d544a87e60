"""Methods about the bot itself, its commands and texts, chats and files."""

import re
from collections.abc import Awaitable, Callable
from typing import Any, Final

from bot.local.errors import Json, bad_request
from bot.local.parameters import Call
from bot.local.world import World

COMMAND: Final = re.compile(r"[a-z0-9_]{1,32}")
MOST_COMMANDS: Final = 100
LONGEST_COMMAND_TEXT: Final = 256
LARGEST_DOWNLOAD: Final = 20 * 1024 * 1024
LANGUAGE: Final = re.compile(r"[a-z]{2}|")
PLAIN_SCOPES: Final = frozenset(
    {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
)
Method = Callable[[World, Call], Awaitable[Any]]


async def get_me(world: World, _: Call) -> Json:
    """Return the bot's own account."""
    return world.account.me() | {"first_name": world.bot_name()}


async def leave(_world: World, _call: Call) -> bool:
    """Accept logOut and close, which have no effect on a local server."""
    return True


async def set_my_commands(world: World, call: Call) -> bool:
    """Set the command menu of a scope and language."""
    commands = [_command(item) for item in call.values["commands"]]
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return _put_commands(world, call, commands)


async def delete_my_commands(world: World, call: Call) -> bool:
    """Let a scope and language fall back to the wider menu."""
    return _put_commands(world, call, [])


async def get_my_commands(world: World, call: Call) -> list[Json]:
    """Return exactly the menu of a scope and language."""
    found = world.profile.get("commands", _scope(world, call), _language(call))
    return list(found or [])


def text_setter(kind: str, parameter: str, longest: int) -> Method:
    """Return the method that sets a text about the bot."""

    async def set_text(world: World, call: Call) -> bool:
        text = call.get(parameter, "").strip()
        if len(text) > longest:
            raise bad_request(f"bot {parameter.replace('_', ' ')} is too long")
        world.profile.put(text, kind, _language(call))
        world.events.publish("bot")
        return True

    return set_text


def text_getter(kind: str, parameter: str) -> Method:
    """Return the method that tells a text about the bot."""

    async def get_text(world: World, call: Call) -> Json:
        default = world.account.name if kind == "name" else ""
        return {parameter: world.profile.text(kind, _language(call)) or default}

    return get_text


async def set_chat_menu_button(world: World, call: Call) -> bool:
    """Choose what the menu button of one chat or of all does."""
    button = call.get("menu_button", {"type": "default"})
    if button.get("type") not in {"commands", "default"}:
        raise bad_request("this menu button type is not supported by the local messenger")
    value = None if button["type"] == "default" else {"type": "commands"}
    world.profile.put(value, "menu", _menu_chat(world, call))
    world.events.publish("bot")
    return True


async def get_chat_menu_button(world: World, call: Call) -> Json:
    """Return the menu button of one chat or of all."""
    return world.profile.menu_button(_menu_chat(world, call))


async def get_file(world: World, call: Call) -> Json:
    """Return where a file can be downloaded."""
    file = world.files.get(call.values["file_id"])
    if file is None:
        raise bad_request("invalid file_id")
    if file.size > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return file.reference() | {"file_path": file.path}


async def get_chat(world: World, call: Call) -> Json:
    """Return all about a chat."""
    chat = world.chats.for_bot(call.values["chat_id"], is_sending=False)
    gifts = (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    )
    return chat.identity.chat() | {
        "accent_color_id": chat.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }


async def get_chat_member(world: World, call: Call) -> Json:
    """Return the standing of a person or of the bot in a chat."""
    chat = world.chats.for_bot(call.values["chat_id"], is_sending=False)
    users = {chat.id: chat.identity.user(), world.account.id: world.bot_user()}
    user = users.get(call.values["user_id"])
    if user is None:
        raise bad_request("member not found")
    return {"status": "member", "user": user}


def _command(item: object) -> Json:
    name = item.get("command") if isinstance(item, dict) else None
    text = item.get("description") if isinstance(item, dict) else None
    name = name.removeprefix("/") if isinstance(name, str) else ""
    if not COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not isinstance(text, str) or not 1 <= len(text.strip()) <= LONGEST_COMMAND_TEXT:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": text.strip()}


def _put_commands(world: World, call: Call, commands: list[Json]) -> bool:
    world.profile.put(commands, "commands", _scope(world, call), _language(call))
    world.events.publish("bot")
    return True


def _scope(world: World, call: Call) -> str:
    scope = call.get("scope", {"type": "default"})
    kind = scope.get("type")
    if kind in PLAIN_SCOPES and set(scope) == {"type"}:
        return str(kind)
    if kind != "chat" or set(scope) != {"type", "chat_id"}:
        raise bad_request("this BotCommandScope is not supported by the local messenger")
    given = str(scope["chat_id"])
    chat_id = int(given) if given.lstrip("-").isdecimal() else given
    return f"chat/{world.chats.for_bot(chat_id, is_sending=False).id}"


def _language(call: Call) -> str:
    language: str = call.get("language_code", "")
    if not LANGUAGE.fullmatch(language):
        raise bad_request("LANGUAGE_CODE_INVALID")
    return language


def _menu_chat(world: World, call: Call) -> int:
    chat_id = call.get("chat_id")
    return world.chats.for_bot(chat_id, is_sending=False).id if chat_id is not None else 0
