"""What staff do to deadlines of others is noted in the audit log; what people do to their own is not."""

from sqlmodel import Session

from bot.context import BotContext
from bot.deadlines.reading import is_own
from bot.turns import note
from storage.audit import AuditAction, Subject
from storage.tables import Deadline


def note_deadline(session: Session, context: BotContext, row: Deadline, action: AuditAction) -> None:
    """Note what the viewer does to somebody else's deadline."""
    if is_own(row, context.viewer.scope):
        return
    is_person = row.person_id is not None
    on = (Subject.PERSON, row.person_id) if is_person else (Subject.ACCOUNT, row.user_id)
    note(session, context, action, on=on, deadline=row.id)
