"""The table of handlers: what is tried, in which order, for an update."""

from telegram import Update
from telegram.ext import CallbackQueryHandler, ChatMemberHandler, CommandHandler, MessageHandler, TypeHandler
from telegram.ext.filters import COMMAND, TEXT, UpdateType

from bot.application import Conversations, Handlers
from bot.callback_data import Example, Feedback, Pick, Retry, Sources, pattern
from bot.payloads.originals import ShowLead, ShowOriginal
from handlers import ask, choices, errors, fallback, gate, membership, originals, sources, start

NEW = UpdateType.MESSAGE
EDITED = UpdateType.EDITED_MESSAGE

HANDLERS: Handlers = {
    -1: (TypeHandler(Update, gate.admit),),
    0: (
        ChatMemberHandler(membership.note_reachability, ChatMemberHandler.MY_CHAT_MEMBER),
        # Buttons first: other handlers look at the message, which an old button no longer has.
        CallbackQueryHandler(ask.answer_example, pattern(Example)),
        CallbackQueryHandler(ask.answer_again, pattern(Retry)),
        CallbackQueryHandler(choices.answer_choice, pattern(Pick)),
        CallbackQueryHandler(sources.show_sources, pattern(Sources)),
        CallbackQueryHandler(sources.take_feedback, pattern(Feedback)),
        CallbackQueryHandler(originals.show_original, pattern(ShowOriginal)),
        CallbackQueryHandler(originals.show_lead, pattern(ShowLead)),
        CallbackQueryHandler(fallback.refuse_stale),
        CommandHandler("start", start.welcome, NEW),
        CommandHandler("help", start.explain, NEW),
        MessageHandler(NEW & TEXT & ~COMMAND, ask.answer_text),
        MessageHandler(EDITED & TEXT & ~COMMAND, ask.answer_edited),
        MessageHandler(NEW & COMMAND, fallback.refuse_command),
        MessageHandler(EDITED, fallback.explain_edited),
        MessageHandler(NEW, fallback.explain_other),
    ),
}
CONVERSATIONS = Conversations(HANDLERS, errors.report)
