"""What people do in their chats: say, edit, press, send files, block the bot."""

from typing import Any, Final

from bot.local.chats import Chat, Message, quoted
from bot.local.composing import LONGEST_TEXT, document_field, photo_field
from bot.local.detection import with_detected
from bot.local.entities import FormattedText, utf16_length
from bot.local.errors import ApiError, Json
from bot.local.images import image_size
from bot.local.parameters import Upload
from bot.local.queries import Query
from bot.local.world import World

# A sticker is shown by its emoji; its picture is one transparent pixel.
STICKER: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4"
    "890000000b49444154789c6360000200000500017a5eab3f0000000049454e44"
    "ae426082"
)
SIDE: Final = 512
LONGEST_ALBUM: Final = 64
FOLDERS: Final = {"document": "documents", "photo": "photos", "voice": "voice", "sticker": "stickers"}


def chat_of(world: World, chat_id: int) -> Chat:
    """Return a chat of the page, or refuse."""
    chat = world.chats.get(chat_id)
    if chat is None:
        raise ApiError(404, "没有这个身份")
    return chat


def say(world: World, chat_id: int, text: str, *, reply_to: int | None = None) -> Message:
    """Send a text as a person, in several messages if it is too long for one."""
    chat = _open_chat(world, chat_id)
    parts = split_text(text.strip())
    if not parts:
        raise ApiError(400, "消息是空的")
    head = quoted(_message(chat, reply_to)) if reply_to is not None else {}
    messages = [_post(world, chat, head | _text_fields(part)) for part in parts]
    return messages[-1]


def edit(world: World, chat_id: int, message_id: int, text: str) -> Message:
    """Change one's own text."""
    chat = _open_chat(world, chat_id)
    message = _message(chat, message_id)
    fields = {"entities": None} | _text_fields(text.strip())
    if message.is_from_bot or "text" not in message.payload:
        raise ApiError(400, "只能修改自己发的文字")
    if not fields["text"] or utf16_length(fields["text"]) > LONGEST_TEXT:
        raise ApiError(400, "消息是空的或太长")
    world.chats.rewrite(chat, message, fields)
    world.deliver("edited_message", message.payload, chat_id=chat.id)
    return message


def press(world: World, chat_id: int, message_id: int, choice: Json) -> Query:
    """Press a button by its data or label; forged data needs no such button."""
    chat = _open_chat(world, chat_id)
    message = _message(chat, message_id)
    data = choice["data"] if choice.get("forged") else _find_data(message, choice)
    query = world.queries.add(chat.id, message.id, data)
    content = {
        "id": query.id,
        "from": chat.identity.user(),
        "message": message.payload,
        "chat_instance": str(chat.id * 7919),
        "data": data,
    }
    world.deliver("callback_query", content, chat_id=chat.id)
    return query


def send_file(world: World, chat_id: int, upload: Upload, fields: Json) -> Message:
    """Send a file, a picture or a voice message, with a caption; those of an album name it alike."""
    chat = _open_chat(world, chat_id)
    kind = fields.get("kind", "document")
    if kind == "photo" and image_size(upload.content) is None:
        raise ApiError(400, "这不是能显示的图片")
    if kind not in FOLDERS or not upload.content:
        raise ApiError(400, "文件是空的或种类不对")
    caption = {f"caption_{k}" if k == "entities" else "caption": v for k, v in _caption(fields).items()}
    group = {"media_group_id": album} if (album := fields.get("album", "")[:LONGEST_ALBUM]) else {}
    return _post(world, chat, _media(world, kind, upload, fields) | group | caption)


def set_blocked(world: World, chat_id: int, *, is_blocked: bool) -> None:
    """Block the bot or take it back, and tell the bot."""
    chat = chat_of(world, chat_id)
    if chat.is_blocked == is_blocked:
        return
    chat.is_blocked = is_blocked
    world.chats.save(chat)
    before, after = ("member", "kicked") if is_blocked else ("kicked", "member")
    content = {
        "chat": chat.identity.chat(),
        "from": chat.identity.user(),
        "date": int(world.clock()),
        "old_chat_member": _membership(world, before),
        "new_chat_member": _membership(world, after),
    }
    world.deliver("my_chat_member", content, chat_id=chat.id)


def split_text(text: str) -> list[str]:
    """Cut a text into parts that fit a message."""
    parts: list[str] = []
    size = LONGEST_TEXT
    for character in text:
        width = utf16_length(character)
        if size + width > LONGEST_TEXT:
            parts.append("")
            size = 0
        parts[-1] += character
        size += width
    return parts


def _open_chat(world: World, chat_id: int) -> Chat:
    chat = chat_of(world, chat_id)
    if chat.is_blocked:
        raise ApiError(409, "已屏蔽机器人，请先解除屏蔽")
    return chat


def _message(chat: Chat, message_id: int) -> Message:
    message = chat.messages.get(message_id)
    if message is None:
        raise ApiError(404, "没有这条消息")
    return message


def _post(world: World, chat: Chat, content: Json) -> Message:
    message = world.chats.post(chat, chat.identity.user(), content)
    keyboard = chat.keyboard or {}
    is_used_up = keyboard.get("one_time_keyboard") or keyboard.get("force_reply")
    if is_used_up or not chat.is_started:
        chat.is_started = True
        chat.keyboard = None if is_used_up else chat.keyboard
        world.chats.save(chat)
    world.deliver("message", message.payload, chat_id=chat.id)
    return message


def _text_fields(text: str) -> Json:
    found = with_detected(FormattedText(text))
    return {"text": text} | ({"entities": list(found.entities)} if found.entities else {})


def _caption(fields: Json) -> Json:
    text = fields.get("caption", "").strip()
    return _text_fields(text) if text else {}


def _find_data(message: Message, choice: Json) -> str:
    rows = message.payload.get("reply_markup", {}).get("inline_keyboard", [])
    for button in (button for row in rows for button in row if "callback_data" in button):
        if choice.get("data") == button["callback_data"] or choice.get("label") == button["text"]:
            return str(button["callback_data"])
    raise ApiError(404, "这条消息上没有这个按钮")


def _media(world: World, kind: str, upload: Upload, fields: Json) -> Json:
    file = world.files.add(upload, FOLDERS[kind])
    content: Any = document_field(file)
    if kind == "photo":
        content = photo_field(file, upload.content)
    elif kind == "voice":
        seconds = str(fields.get("duration", ""))
        duration = int(seconds) if seconds.isdecimal() else 1
        content = file.reference() | {"duration": duration, "mime_type": file.mime_type}
    elif kind == "sticker":
        look = {"type": "regular", "width": SIDE, "height": SIDE, "is_animated": False, "is_video": False}
        content = file.reference() | look | {"emoji": fields.get("emoji", "🙂")}
    return {kind: content}


def _membership(world: World, status: str) -> Json:
    member: Json = {"status": status, "user": world.bot_user()}
    return member | ({"until_date": 0} if status == "kicked" else {})
