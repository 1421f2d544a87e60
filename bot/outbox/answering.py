"""What those who passed a question on are told: read when it is sent, so that what was deleted is not."""

from sqlmodel import Session

from bot.context import Surroundings
from bot.rendering.questions import render_answered
from bot.rendering.reply import Reply
from storage.outbox import NUMBERS
from storage.tables import OutboxMessage
from storage.unanswered import list_answered


def write_answered(session: Session, _surroundings: Surroundings, message: OutboxMessage) -> Reply | None:
    """The person's questions with what a curator replied."""
    answered = list_answered(session, user_id=message.user_id, numbers=message.payload[NUMBERS])
    return render_answered(answered) if answered else None
