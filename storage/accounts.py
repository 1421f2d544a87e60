"""Everything that is kept about an account: to hand it out, and to delete it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, SQLModel, col, delete, select

from storage.audit import entry_body, list_about
from storage.cases.leaving import leave_cases
from storage.people import get_person_of, list_dates
from storage.tables import (
    Assessment,
    Attachment,
    Case,
    CaseEvent,
    CaseMember,
    CaseStep,
    Chat,
    CodeGuess,
    Consent,
    Deadline,
    DeliveryAttempt,
    Invitation,
    OutboxMessage,
    Person,
    Preferences,
    Question,
    Reminder,
    Unit,
    User,
)

Rows = Callable[[Session, User], Sequence[SQLModel]]
HIDDEN = frozenset({"code_hash", "token"})


def _questions(session: Session, user: User) -> Sequence[SQLModel]:
    mine = select(Question).where(Question.user_id == user.id)
    return session.exec(mine.order_by(col(Question.id))).all()


def _preferences(session: Session, user: User) -> Sequence[SQLModel]:
    return session.exec(select(Preferences).where(Preferences.user_id == user.id)).all()


def _consents(session: Session, user: User) -> Sequence[SQLModel]:
    return session.exec(select(Consent).where(Consent.user_id == user.id)).all()


def _invitations(session: Session, user: User) -> Sequence[SQLModel]:
    mine = (col(Invitation.used_by) == user.id) | (col(Invitation.invited_by) == user.id)
    return session.exec(select(Invitation).where(mine).order_by(col(Invitation.id))).all()


def _assessments(session: Session, user: User) -> Sequence[SQLModel]:
    mine = select(Assessment).where(Assessment.user_id == user.id)
    return session.exec(mine.order_by(col(Assessment.id))).all()


def _cases(session: Session, user: User) -> Sequence[SQLModel]:
    return session.exec(select(Case).where(Case.owner_id == user.id).order_by(col(Case.id))).all()


def _case_steps(session: Session, user: User) -> Sequence[SQLModel]:
    mine = col(CaseStep.case_id).in_(_own(user)) | (col(CaseStep.assignee_id) == user.id)
    return session.exec(
        select(CaseStep).where(mine).order_by(col(CaseStep.case_id), col(CaseStep.item))
    ).all()


def _case_events(session: Session, user: User) -> Sequence[SQLModel]:
    """What was done to the account's cases, and what it did to others'."""
    mine = col(CaseEvent.case_id).in_(_own(user)) | (col(CaseEvent.actor) == user.id)
    query = select(CaseEvent).where(mine).order_by(col(CaseEvent.case_id), col(CaseEvent.number))
    return session.exec(query).all()


def _case_memberships(session: Session, user: User) -> Sequence[SQLModel]:
    mine = select(CaseMember).where(CaseMember.user_id == user.id)
    return session.exec(mine.order_by(col(CaseMember.case_id))).all()


def _attachments(session: Session, user: User) -> Sequence[SQLModel]:
    mine = select(Attachment).where(col(Attachment.case_id).in_(_own(user)))
    return session.exec(mine.order_by(col(Attachment.id))).all()


def _own(user: User) -> Any:
    """The numbers of the account's cases."""
    return select(Case.id).where(Case.owner_id == user.id)


def _conversation(session: Session, user: User) -> Sequence[SQLModel]:
    return session.exec(select(Chat).where(Chat.chat_id == user.telegram_id)).all()


def _guesses(session: Session, user: User) -> Sequence[SQLModel]:
    return session.exec(select(CodeGuess).where(CodeGuess.telegram_id == user.telegram_id)).all()


def _deadlines(session: Session, user: User) -> Sequence[SQLModel]:
    mine = col(Deadline.user_id) == user.id
    if user.person_id is not None:
        mine |= col(Deadline.person_id) == user.person_id
    return session.exec(select(Deadline).where(mine).order_by(col(Deadline.id))).all()


def _reminders(session: Session, user: User) -> Sequence[SQLModel]:
    mine = select(Reminder).where(Reminder.user_id == user.id)
    return session.exec(mine.order_by(col(Reminder.id))).all()


def _messages(session: Session, user: User) -> Sequence[SQLModel]:
    mine = select(OutboxMessage).where(OutboxMessage.user_id == user.id)
    return session.exec(mine.order_by(col(OutboxMessage.id))).all()


def _attempts(session: Session, user: User) -> Sequence[SQLModel]:
    mine = select(DeliveryAttempt).join(OutboxMessage).where(OutboxMessage.user_id == user.id)
    return session.exec(mine.order_by(col(DeliveryAttempt.id))).all()


# What hangs on an account, by the name it has in the export; whoever adds such a table adds it here.
PARTS: dict[str, Rows] = {
    "preferences": _preferences,
    "consents": _consents,
    "questions": _questions,
    "assessments": _assessments,
    "deadlines": _deadlines,
    "reminders": _reminders,
    "messages": _messages,
    "delivery_attempts": _attempts,
    "cases": _cases,
    "case_steps": _case_steps,
    "case_events": _case_events,
    "case_memberships": _case_memberships,
    "attachments": _attachments,
    "invitations": _invitations,
    "conversation": _conversation,
    "code_guesses": _guesses,
}


def export_account(session: Session, *, user: User, now: datetime) -> dict[str, Any]:
    """Everything about the account and its person, as plain JSON values."""
    parts = {name: [_plain(row) for row in rows(session, user)] for name, rows in PARTS.items()}
    log = [entry_body(entry) for entry in list_about(session, user_id=user.id, person_id=user.person_id)]
    return {
        "exported_at": now.isoformat(timespec="seconds"),
        "account": _plain(user) | {"unit": _unit_name(session, user.unit_id)},
        "person": _person(session, user),
        **parts,
        "audit": log,
    }


def _person(session: Session, user: User) -> dict[str, Any] | None:
    """The record that staff keep, with its dates."""
    person = get_person_of(session, user=user)
    if person is None:
        return None
    dates = {str(kind): on.isoformat() for kind, on in list_dates(session, person_id=person.id).items()}
    return _plain(person) | {"unit": _unit_name(session, person.unit_id), "dates": dates}


def _plain(row: SQLModel) -> dict[str, Any]:
    """A row as JSON values, without what would only help a thief."""
    return row.model_dump(mode="json", exclude=set(HIDDEN))


def _unit_name(session: Session, unit_id: int | None) -> str | None:
    unit = session.get(Unit, unit_id) if unit_id is not None else None
    return unit.name if unit else None


def delete_account(session: Session, *, user: User, now: datetime) -> None:
    """Delete an account, the record of its person, and all that hangs on them; the audit log stays.

    Cases that others work on become theirs. The log names rows by number, and numbers are never used again, so what stays names nobody.
    """
    leave_cases(session, user_id=user.id, now=now)
    session.exec(delete(Chat).where(col(Chat.chat_id) == user.telegram_id))
    session.exec(delete(CodeGuess).where(col(CodeGuess.telegram_id) == user.telegram_id))
    if user.person_id is not None:
        session.exec(delete(Person).where(col(Person.id) == user.person_id))
    session.exec(delete(User).where(col(User.id) == user.id))
    session.expire_all()
