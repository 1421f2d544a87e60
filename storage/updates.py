"""The ledger of updates that were acted on, so that a redelivery is not acted on again."""

from datetime import datetime

from sqlmodel import Session, col, delete, select

from storage.insertion import add_if_absent
from storage.tables import ProcessedUpdate


def get_update(session: Session, *, bot_id: int, update_id: int) -> ProcessedUpdate | None:
    """The update that was acted on under this number."""
    return session.get(ProcessedUpdate, (bot_id, update_id))


def record_update(session: Session, *, row: ProcessedUpdate) -> bool:
    """Note an update as acted on; False when it was noted before.

    The same number with another digest is another update: the server began to count anew.
    """
    if add_if_absent(session, row=row):
        return True
    key = (ProcessedUpdate.bot_id == row.bot_id, ProcessedUpdate.update_id == row.update_id)
    known = session.exec(select(ProcessedUpdate).where(*key).with_for_update()).one()
    if known.digest == row.digest:
        return False
    known.digest, known.processed_at = row.digest, row.processed_at
    session.add(known)
    return True


def delete_updates(session: Session, *, before: datetime) -> int:
    """Forget updates older than any redelivery; say how many."""
    return session.exec(delete(ProcessedUpdate).where(col(ProcessedUpdate.processed_at) < before)).rowcount
