"""The words behind a citation or a lead, from the originals that are imported."""

from sqlmodel import Session
from telegram import Update

from bot.callback_data import parse_as
from bot.context import BotContext
from bot.delivery import respond
from bot.incoming import acknowledge, query_of
from bot.ledger import act_once
from bot.payloads.originals import ShowLead, ShowOriginal
from bot.rendering import texts
from bot.rendering.originals import GONE, Words, render_words
from knowledge.sources import Citation
from storage.originals import get_current, get_provision, list_words
from storage.questions import get_question
from storage.tables import User


async def show_original(update: Update, context: BotContext) -> None:
    """Show the words of a citation of the person's own answer."""
    payload = parse_as(ShowOriginal, query_of(update).data)

    def work(session: Session, user: User) -> Words | str:
        number, position = (payload.question, payload.position) if payload else (0, 0)
        question = get_question(session, question_id=number, user_id=user.id)
        entry = context.knowledge.base.get_entry(question.entry or "") if question else None
        if entry is None or not 0 <= position < len(entry.citations):
            return texts.STALE
        return _words(session, context, entry.citations[position])

    await _show(update, context, await act_once(update, context, work))


async def show_lead(update: Update, context: BotContext) -> None:
    """Show the words of a lead, as they are in the present version of its document."""
    payload = parse_as(ShowLead, query_of(update).data)

    def work(session: Session, _user: User) -> Words | str:
        found = get_provision(session, provision_id=payload.provision if payload else 0)
        if found is None:
            return texts.STALE
        document, provision = found
        return _words(session, context, Citation(document=document, locator=provision.locator))

    await _show(update, context, await act_once(update, context, work))


def _words(session: Session, context: BotContext, citation: Citation) -> Words | str:
    """What is stored of a provision, or the sentence that nothing is."""
    document = context.knowledge.base.documents.get(citation.document)
    original = get_current(session, document=citation.document)
    words = list_words(session, original=original, locator=citation.locator) if original else []
    if document is None or original is None or not words:
        return GONE
    imported_on = original.imported_at.astimezone(context.settings.zone).date()
    return Words(document, citation.locator, words, imported_on)


async def _show(update: Update, context: BotContext, found: Words | str) -> None:
    """Send the words below the message whose button was pressed, or say why there are none."""
    if isinstance(found, str):
        await acknowledge(update, context, found, show_alert=True)
        return
    await acknowledge(update, context)
    await respond(update, context, render_words(found), is_quoting=True)
