"""Invitations: one-time codes that let an account in, and the guard against guessing them."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, or_, select

from storage.people import mark_linked
from storage.scope import RANKS, ROOT, Scope, higher, within
from storage.tables import CodeGuess, Invitation, Person, Role, Unit, User

# Letters and digits that are not mistaken for each other; sixteen of them cannot be guessed.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
LENGTH = 16
GROUP = 4
GUESSES = 5
WINDOW = timedelta(hours=1)


@dataclass(frozen=True)
class Terms:
    """What an invitation is for, and how long it holds."""

    role: Role
    unit: Unit | None = None
    person: Person | None = None
    lasts: timedelta = timedelta(days=7)


@dataclass(frozen=True)
class Issued:
    """A new invitation with its code, which is shown now and never again."""

    invitation: Invitation
    code: str


def read_code(text: str) -> str | None:
    """The code that somebody typed or opened, in one form; None for what cannot be one."""
    code = "".join(text.upper().split()).replace("-", "")
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None


def write_code(code: str) -> str:
    """A code in groups, as it is read aloud."""
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def is_allowed(scope: Scope, *, terms: Terms) -> bool:
    """Whether the viewer may invite on these terms: to roles below the own one, within the own units."""
    if terms.role not in scope.invites:
        return False
    if terms.unit is None:
        return scope.role is Role.ADMIN and terms.role is not Role.STAFF and terms.person is None
    return scope.covers(terms.unit.path) and (terms.person is None or terms.person.unit_id == terms.unit.id)


def add_invitation(session: Session, *, terms: Terms, invited_by: int | None, now: datetime) -> Issued:
    """A new invitation; who may invite to what is decided before."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    invitation = Invitation(
        code_hash=_hashed(code),
        role=terms.role,
        unit_id=terms.unit.id if terms.unit else None,
        person_id=terms.person.id if terms.person else None,
        invited_by=invited_by,
        created_at=now,
        expires_at=now + terms.lasts,
    )
    session.add(invitation)
    session.flush()
    return Issued(invitation, code)


def claim_invitation(session: Session, *, code: str, now: datetime) -> Invitation | None:
    """The invitation of a code, if it can still be used; taken for this transaction."""
    query = select(Invitation).where(Invitation.code_hash == _hashed(code)).with_for_update()
    invitation = session.exec(query).one_or_none()
    return invitation if invitation is not None and is_open(invitation, now=now) else None


def is_open(invitation: Invitation, *, now: datetime) -> bool:
    """Whether an invitation can still be used."""
    return invitation.used_at is None and invitation.revoked_at is None and now < invitation.expires_at


def mark_used(session: Session, *, invitation: Invitation, user: User, now: datetime) -> None:
    """Let the account in on the invitation's terms; a role that may do more is not taken away."""
    role = Role(invitation.role)
    if invitation.unit_id is not None and RANKS[role] >= RANKS[Role(user.role)]:
        user.unit_id = invitation.unit_id
    user.role = higher(Role(user.role), role)
    user.is_invited = True
    invitation.used_at, invitation.used_by = now, user.id
    session.add_all((user, invitation))
    session.flush()
    person = session.get(Person, invitation.person_id) if invitation.person_id is not None else None
    if person is not None:
        mark_linked(session, person=person, user=user)


def list_invitations(session: Session, *, scope: Scope, now: datetime) -> list[Invitation]:
    """The open invitations to units in the scope, for admins also those without a unit; the latest first."""
    seen = or_(within(scope), col(Invitation.unit_id).is_(None)) if scope.path == ROOT else within(scope)
    still = (col(Invitation.used_at).is_(None), col(Invitation.revoked_at).is_(None))
    query = select(Invitation).join(Unit, isouter=True).where(seen, *still, col(Invitation.expires_at) > now)
    return list(session.exec(query.order_by(col(Invitation.id).desc())))


def mark_revoked(session: Session, *, invitation_id: int, scope: Scope, now: datetime) -> bool:
    """Revoke an open invitation that the viewer may see; False when there is none."""
    found = [row for row in list_invitations(session, scope=scope, now=now) if row.id == invitation_id]
    for invitation in found:
        invitation.revoked_at = now
        session.add(invitation)
    session.flush()
    return bool(found)


def is_guessing(session: Session, *, telegram_id: int, now: datetime) -> bool:
    """Whether an account tried too many wrong codes of late."""
    guess = session.get(CodeGuess, telegram_id)
    return guess is not None and guess.count >= GUESSES and now - guess.since < WINDOW


def record_guess(session: Session, *, telegram_id: int, now: datetime) -> bool:
    """Note a wrong code; True when it is the one too many."""
    guess = session.get(CodeGuess, telegram_id) or CodeGuess(telegram_id=telegram_id, since=now, count=0)
    if now - guess.since >= WINDOW:
        guess.since, guess.count = now, 0
    guess.count += 1
    session.add(guess)
    session.flush()
    return guess.count == GUESSES


def _hashed(code: str) -> str:
    """What is kept of a code. It is long and random, so a plain hash tells nothing."""
    return hashlib.sha256(code.encode()).hexdigest()
