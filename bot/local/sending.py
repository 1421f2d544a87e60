"""Methods that post something in a chat."""

from collections.abc import Callable
from typing import Final

from bot.local.chats import Chat
from bot.local.composing import caption_content, document_content, photo_content, text_content
from bot.local.errors import Json, bad_request
from bot.local.keyboards import check_markup, is_inline
from bot.local.parameters import Call
from bot.local.world import World

GROUPED: Final[dict[str, Callable[[World, Call], Json]]] = {
    "document": document_content,
    "photo": photo_content,
}
CAPTION: Final = ("caption", "parse_mode", "caption_entities")
FEWEST: Final = 2
MOST: Final = 10
ACTIONS: Final = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


async def send_message(world: World, call: Call) -> Json:
    """Send a text."""
    chat = world.chats.for_bot(call.values["chat_id"])
    return _post(world, chat, call, text_content(world, call))


async def send_document(world: World, call: Call) -> Json:
    """Send a file."""
    chat = world.chats.for_bot(call.values["chat_id"])
    return _post(world, chat, call, caption_content(world, call) | document_content(world, call))


async def send_photo(world: World, call: Call) -> Json:
    """Send a picture."""
    chat = world.chats.for_bot(call.values["chat_id"])
    return _post(world, chat, call, caption_content(world, call) | photo_content(world, call))


async def send_media_group(world: World, call: Call) -> list[Json]:
    """Send several files or several pictures as one group."""
    chat = world.chats.for_bot(call.values["chat_id"])
    items = call.values["media"]
    kinds = {item.get("type") for item in items if isinstance(item, dict)}
    if not FEWEST <= len(items) <= MOST:
        raise bad_request("there must be from 2 to 10 media in a group")
    if len(kinds) != 1 or not kinds <= GROUPED.keys():
        raise bad_request("documents can't be mixed with other media types")
    contents = [_grouped(world, call, item) for item in items]
    number = str(world.chats.next_group())
    return [_post(world, chat, call, content | {"media_group_id": number}) for content in contents]


def _grouped(world: World, call: Call, item: Json) -> Json:
    """One file of a group, with its caption."""
    kind = item["type"]
    if unknown := item.keys() - {"type", "media", *CAPTION}:
        raise bad_request(f'field "{min(unknown)}" of media is not supported by the local messenger')
    values = {name: item[name] for name in CAPTION if item.get(name) is not None}
    one = Call(call.method, values | {kind: item.get("media", "")}, call.uploads)
    return caption_content(world, one) | GROUPED[kind](world, one)


async def send_chat_action(world: World, call: Call) -> bool:
    """Show that the bot is busy with an answer."""
    if call.values["action"] not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = world.chats.for_bot(call.values["chat_id"])
    world.events.publish("action", chat.id, action=call.values["action"])
    return True


def _post(world: World, chat: Chat, call: Call, content: Json) -> Json:
    markup = check_markup(call.get("reply_markup"))
    content = world.chats.reply_target(chat, call.get("reply_parameters")) | content
    if call.get("protect_content"):
        content["has_protected_content"] = True
    if is_inline(markup):
        content["reply_markup"] = markup
    given = {key: value for key, value in content.items() if value is not None}
    message = world.chats.post(chat, world.bot_user(), given)
    if markup and not is_inline(markup):
        chat.keyboard = None if "remove_keyboard" in markup else markup
        world.chats.save(chat)
    return message.payload
