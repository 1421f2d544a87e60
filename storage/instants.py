"""When something is to be sent next, for a clock that is set forward from one such instant to the next."""

from datetime import datetime

from sqlmodel import Session, col, func, select

from storage.tables import MessageStatus, OutboxMessage, Reminder, ReminderStatus


def get_next_at(session: Session, *, after: datetime) -> datetime | None:
    """The earliest instant after another at which a reminder is planned, or a message may leave."""
    planned = select(func.min(Reminder.due_at)).where(
        Reminder.status == ReminderStatus.PLANNED, col(Reminder.due_at) > after
    )
    waiting = select(func.min(OutboxMessage.not_before)).where(
        OutboxMessage.status == MessageStatus.WAITING, col(OutboxMessage.not_before) > after
    )
    found = (session.exec(planned).one(), session.exec(waiting).one())
    return min((at for at in found if at is not None), default=None)
