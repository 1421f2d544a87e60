"""Files as replies."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from telegram import InputMediaDocument, Update
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.context import BotContext
from bot.incoming import chat_id_of
from bot.rendering.scripts import in_script


@dataclass(frozen=True)
class File:
    """A file to send."""

    name: str
    content: bytes


async def send_files(update: Update, context: BotContext, files: Sequence[File], *, caption: str) -> None:
    """Send a file, or several as one group; the last one has the caption."""
    said, chat_id = in_script(caption, context.viewer.script), chat_id_of(update)
    *before, last = files
    if not before:
        await context.bot.send_document(chat_id, last.content, filename=last.name, caption=said)
        return
    group = [InputMediaDocument(file.content, filename=file.name) for file in before]
    group.append(InputMediaDocument(last.content, filename=last.name, caption=said))
    await context.bot.send_media_group(chat_id, group)


async def show_drawing(update: Update, context: BotContext) -> None:
    """Show that a picture is on its way; a sign that fails is no reason not to draw it."""
    with suppress(TelegramError):
        await context.bot.send_chat_action(chat_id_of(update), ChatAction.UPLOAD_PHOTO)


async def send_picture(update: Update, context: BotContext, content: bytes, *, caption: str) -> None:
    """Send a picture that the messenger shows in the chat."""
    await context.bot.send_photo(
        chat_id_of(update), content, caption=in_script(caption, context.viewer.script)
    )
