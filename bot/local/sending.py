"""Methods that post something in a chat."""

from typing import Final

from bot.local.chats import Chat
from bot.local.composing import caption_content, document_content, photo_content, text_content
from bot.local.errors import Json, bad_request
from bot.local.keyboards import check_markup, is_inline
from bot.local.parameters import Call
from bot.local.world import World

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
