"""How accounts want to be written to, and what they agreed to."""

from datetime import datetime

from sqlmodel import Session, col, delete

from storage.insertion import add_if_absent
from storage.tables import Consent, ConsentKind, Preferences, Script


def get_preferences(session: Session, *, user_id: int) -> Preferences:
    """An account's preferences; the defaults where it chose nothing."""
    return session.get(Preferences, user_id) or Preferences(user_id=user_id)


def mark_preferences(session: Session, *, preferences: Preferences) -> None:
    """Keep changed preferences."""
    session.add(preferences)
    session.flush()


def is_quiet(preferences: Preferences, *, hour: int) -> bool:
    """Whether an hour of the day is one of the quiet ones."""
    start, end = preferences.quiet_from, preferences.quiet_until
    return start <= hour < end if start <= end else hour >= start or hour < end


def get_script(session: Session, *, user_id: int) -> Script:
    """The characters that an account reads."""
    return Script(get_preferences(session, user_id=user_id).script)


def has_consent(session: Session, *, user_id: int, kind: ConsentKind = ConsentKind.PROFILE) -> bool:
    """Whether an account agreed to something and did not take it back."""
    return session.get(Consent, (user_id, kind)) is not None


def mark_consent(session: Session, *, user_id: int, is_given: bool, now: datetime) -> None:
    """Note that an account agrees that its profile is used, or takes that back."""
    kind = ConsentKind.PROFILE
    if is_given:
        add_if_absent(session, row=Consent(user_id=user_id, kind=kind, given_at=now))
        return
    session.exec(delete(Consent).where(col(Consent.user_id) == user_id, col(Consent.kind) == kind))
