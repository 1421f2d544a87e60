"""The kinds of messages in the outbox, and who writes the text of each."""

from collections.abc import Callable

from sqlmodel import Session

from bot.cases import telling
from bot.context import Surroundings
from bot.outbox import answering, writing
from bot.rendering.reply import Reply
from storage.tables import OutboxMessage

# From the rows that a message names, as they are when it is sent; None when nothing is left to say.
Render = Callable[[Session, Surroundings, OutboxMessage], Reply | None]

KINDS: dict[str, Render] = {
    "reminders": writing.write_reminders,
    "overdue": writing.write_overdue,
    "unlinked": writing.write_unlinked,
    "unreachable": writing.write_unreachable,
    "digest": writing.write_digest,
    "question_answered": answering.write_answered,
    "case_changed": telling.write_changed,
    "case_deleted": telling.write_deleted,
}
