"""The content of outgoing messages: formatted texts and files from the parameters of a call."""

from typing import Final

from bot.local.detection import with_detected
from bot.local.entities import FormattedText, check_stated, clean, utf16_length
from bot.local.errors import ApiError, Json, bad_request
from bot.local.files import StoredFile
from bot.local.html_markup import parse_html
from bot.local.images import image_size
from bot.local.parameters import Call, Upload
from bot.local.world import World

LONGEST_TEXT: Final = 4096
LONGEST_CAPTION: Final = 1024
LARGEST_DOCUMENT: Final = 50 * 1024 * 1024
LARGEST_PHOTO: Final = 10 * 1024 * 1024
MENTION: Final = "tg://user?id="
KNOWN_MODES: Final = frozenset({"markdown", "markdownv2"})


def text_content(world: World, call: Call) -> Json:
    """Return the text fields of a message, never empty and never too long."""
    formatted = _formatted(world, call, "text", "entities")
    if not formatted.text:
        raise bad_request("message text is empty")
    if utf16_length(formatted.text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return {
        "text": formatted.text,
        "entities": list(formatted.entities) or None,
        "link_preview_options": call.get("link_preview_options"),
    }


def caption_content(world: World, call: Call) -> Json:
    """Return the caption fields of a message; a caption may be empty."""
    formatted = _formatted(world, call, "caption", "caption_entities")
    if utf16_length(formatted.text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return {
        "caption": formatted.text or None,
        "caption_entities": list(formatted.entities) or None,
        "show_caption_above_media": call.get("show_caption_above_media") or None,
    }


def document_content(world: World, call: Call) -> Json:
    """Return the document field for an upload or a file sent before."""
    file = _file(world, call, name="document", folder="documents", largest=LARGEST_DOCUMENT)
    return {"document": document_field(file)}


def document_field(file: StoredFile) -> Json:
    """Return the Document object of a file."""
    return file.reference() | {"file_name": file.name, "mime_type": file.mime_type}


def photo_content(world: World, call: Call) -> Json:
    """Return the photo field for an uploaded picture or one sent before."""
    file = _file(world, call, name="photo", folder="photos", largest=LARGEST_PHOTO)
    sizes = photo_field(file, world.files.content(file))
    return {"photo": sizes, "has_media_spoiler": call.get("has_spoiler") or None}


def photo_field(file: StoredFile, content: bytes) -> list[Json]:
    """Return the list of sizes of a picture; here there is one."""
    width, height = image_size(content) or (1, 1)
    return [file.reference() | {"width": width, "height": height}]


def _formatted(world: World, call: Call, name: str, entities_name: str) -> FormattedText:
    text: str = call.get(name, "")
    mode: str = call.get("parse_mode", "").lower()
    entities: list[Json] = []
    if mode == "html":
        text, entities = parse_html(text)
    elif mode in KNOWN_MODES:
        raise bad_request("parse_mode Markdown is not supported by the local messenger, use HTML")
    elif mode:
        raise bad_request("unsupported parse_mode")
    elif entities_name in call.values:
        entities = check_stated(call.values[entities_name], text)
    known = [found for entity in entities if (found := _mention(world, entity))]
    return with_detected(clean(text, known))


def _mention(world: World, entity: Json) -> Json | None:
    """A link to a person is a mention, and is dropped where the bot doesn't know the person."""
    url = entity.get("url", "")
    if not url.startswith(MENTION):
        return entity
    number = url.removeprefix(MENTION)
    chat = world.chats.get(int(number)) if number.isdecimal() else None
    if chat is None or not chat.is_started:
        return None
    place = {key: entity[key] for key in ("offset", "length")}
    return {"type": "text_mention", **place, "user": chat.identity.user()}


def _file(world: World, call: Call, *, name: str, folder: str, largest: int) -> StoredFile:
    value: str = call.get(name, "")
    upload = call.uploads.get(value.removeprefix("attach://") if value else name)
    if upload is not None:
        return world.files.add(_checked(upload, folder, largest), folder)
    if "://" in value:
        raise bad_request("the local messenger does not fetch files by address")
    file = world.files.get(value)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if not file.path.startswith(f"{folder}/"):
        raise bad_request(f"can't use file of another type as {name.capitalize()}")
    return file


def _checked(upload: Upload, folder: str, largest: int) -> Upload:
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > largest:
        raise ApiError(413, "Request Entity Too Large")
    if folder == "photos" and image_size(upload.content) is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    return upload
