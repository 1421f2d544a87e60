"""Methods that change or remove what was posted, and answers to pressed buttons."""

from typing import Final

from bot.local.chats import Chat, Message, find_message
from bot.local.composing import caption_content, text_content
from bot.local.errors import Json, bad_request
from bot.local.keyboards import check_markup
from bot.local.parameters import Call
from bot.local.world import World

NOT_MODIFIED: Final = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
LONGEST_NOTICE: Final = 200
DELETABLE_SECONDS: Final = 48 * 3600


async def edit_text(world: World, call: Call) -> Json:
    """Replace the text of a message; without a keyboard the old one goes."""
    chat, message = _editable(world, call)
    if "text" not in message.payload:
        raise bad_request("there is no text in the message to edit")
    return _rewrite(world, chat, message, text_content(world, call) | _markup(call))


async def edit_caption(world: World, call: Call) -> Json:
    """Replace the caption of a message; without a keyboard the old one goes."""
    chat, message = _editable(world, call)
    if "text" in message.payload:
        raise bad_request("there is no caption in the message to edit")
    return _rewrite(world, chat, message, caption_content(world, call) | _markup(call))


async def edit_reply_markup(world: World, call: Call) -> Json:
    """Replace or remove the inline keyboard of a message."""
    chat, message = _editable(world, call)
    return _rewrite(world, chat, message, _markup(call))


async def delete_message(world: World, call: Call) -> bool:
    """Remove a message for both sides."""
    chat = world.chats.for_bot(call.values["chat_id"], is_sending=False)
    message = find_message(chat, call.values["message_id"], purpose="delete")
    if world.clock() - message.payload["date"] > DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    world.chats.delete(chat, message.id)
    return True


async def answer_callback_query(world: World, call: Call) -> bool:
    """Answer a pressed button with a notice, an alert, or nothing."""
    text, url = call.get("text", ""), call.get("url", "")
    if len(text) > LONGEST_NOTICE:
        raise bad_request("MESSAGE_TOO_LONG")
    if url and not url.startswith(f"https://t.me/{world.account.username}?start="):
        raise bad_request("URL_INVALID")
    answer = {"text": text, "show_alert": call.get("show_alert", False), "url": url}
    world.queries.answer(call.values["callback_query_id"], answer)
    return True


def _editable(world: World, call: Call) -> tuple[Chat, Message]:
    if "chat_id" not in call.values:
        raise bad_request("chat_id is empty")
    chat = world.chats.for_bot(call.values["chat_id"])
    message = find_message(chat, call.get("message_id"), purpose="edit")
    if not message.is_from_bot:
        raise bad_request("message can't be edited")
    return chat, message


def _markup(call: Call) -> Json:
    return {"reply_markup": check_markup(call.get("reply_markup"), only_inline=True)}


def _rewrite(world: World, chat: Chat, message: Message, content: Json) -> Json:
    if all(message.payload.get(key) == value for key, value in content.items()):
        raise bad_request(NOT_MODIFIED)
    world.chats.rewrite(chat, message, content)
    return message.payload
