"""Photos and documents for a step: taken while the chat waits for them, sent back, taken off."""

from telegram import Update
from telegram.error import TelegramError

from bot.callback_data import parse_as
from bot.cases.files import show_files, take_upload
from bot.cases.turning import FILES, Turn, show_hindrance, take_part
from bot.context import BotContext
from bot.incoming import acknowledge, chat_id_of, message_of, query_of
from bot.ledger import act_once
from bot.payloads.cases import CaseFile
from bot.rendering import case_page_texts as words
from bot.rendering.reply import Reply
from bot.rendering.texts import STALE
from storage.cases.attachments import delete_attachment
from storage.cases.reading import get_attachment
from storage.cases.values import Moved, Tap
from storage.tables import Attachment, AttachmentKind

SEND, TAKE_OFF = "send", "off"


async def take_file(update: Update, context: BotContext) -> None:
    """Keep the photo or document for the step that the chat waits in."""
    message = message_of(update)

    def work(turn: Turn) -> Reply:
        return turn.fill(FILES, lambda matter, state: take_upload(turn, matter, int(state["step"]), message))

    await take_part(update, context, work)


async def act_on_file(update: Update, context: BotContext) -> None:
    """Send a file back, or take it off its step."""
    payload = parse_as(CaseFile, query_of(update).data)
    if payload is None or payload.act != SEND:
        await take_part(update, context, lambda turn: _take_off(turn, payload) if payload else None)
        return

    def find(turn: Turn) -> Attachment | None:
        matter = turn.find(payload.case)
        if matter is None:
            return None
        found = get_attachment(turn.session, case_id=matter.number, attachment_id=payload.file)
        if found is not None:
            turn.record_looks()
        return found

    chat_id = chat_id_of(update)
    file = await act_once(update, context, lambda session, user: find(Turn(session, context, user, chat_id)))
    if file is None:
        await acknowledge(update, context, STALE, show_alert=True)
        return
    await _send(update, context, file)


def _take_off(turn: Turn, payload: CaseFile) -> Reply | None:
    """Take a file off; None for one that is not there."""
    matter = turn.find(payload.case) if payload.act == TAKE_OFF else None
    file = get_attachment(turn.session, case_id=matter.number, attachment_id=payload.file) if matter else None
    item = matter.template.item(file.item) if matter and file else None
    if matter is None or file is None or item is None:
        return None
    tap = Tap(matter.number, matter.version, item.id)
    name, step = file.name, matter.index(item)
    outcome = delete_attachment(turn.session, turn.actor, tap=tap, attachment_id=file.id)
    if isinstance(outcome, Moved):
        return show_files(turn, turn.read(outcome.view), step, words.FILE_OFF.format(name=name))
    return show_hindrance(turn, outcome, step=step)


async def _send(update: Update, context: BotContext, file: Attachment) -> None:
    """Hand the file out again by the messenger's number."""
    send = context.bot.send_photo if file.kind == AttachmentKind.PHOTO else context.bot.send_document
    try:
        await send(chat_id_of(update), file.file_id, caption=file.name)
    except TelegramError:
        await acknowledge(update, context, words.FILE_LOST, show_alert=True)
    else:
        await acknowledge(update, context)
