"""Files as replies."""

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import Update

from bot.context import BotContext
from bot.incoming import chat_id_of
from bot.rendering.scripts import in_script


@dataclass(frozen=True)
class File:
    """A file to send."""

    name: str
    content: bytes


async def send_files(update: Update, context: BotContext, files: Sequence[File], *, caption: str) -> None:
    """Send files one after another; the last one has the caption."""
    said = in_script(caption, context.viewer.script)
    for file in files:
        await context.bot.send_document(
            chat_id_of(update),
            file.content,
            filename=file.name,
            caption=said if file is files[-1] else None,
        )
