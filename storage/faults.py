"""Reports of faults that users were given a reference for."""

from datetime import datetime

from sqlmodel import Session

from storage.tables import ErrorReport


def record_error(session: Session, *, reference: str, kind: str, place: str, now: datetime) -> None:
    """Keep what kind of fault it was and where in the code, never what the person wrote."""
    session.add(ErrorReport(reference=reference, kind=kind[:128], place=place[-256:], occurred_at=now))
