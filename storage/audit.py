"""The audit log: who did what to whose record, written in the transaction that does it."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict
from sqlmodel import Session, col, select

from storage.chain import advance, claim_head, export_record
from storage.tables import AuditEntry, ChainHead

CHAIN = "audit"


class AuditAction(StrEnum):
    """What was done."""

    UNIT_ADDED = "unit.added"
    UNIT_RENAMED = "unit.renamed"
    PERSON_ADDED = "person.added"
    PERSON_VIEWED = "person.viewed"
    PERSON_CHANGED = "person.changed"
    PERSON_DELETED = "person.deleted"
    PERSON_LINKED = "person.linked"
    PERSON_UNLINKED = "person.unlinked"
    INVITATION_MADE = "invitation.made"
    INVITATION_USED = "invitation.used"
    INVITATION_REVOKED = "invitation.revoked"
    CODES_GUESSED = "codes.guessed"
    ACCOUNT_ADMITTED = "account.admitted"
    ACCOUNT_EXPORTED = "account.exported"
    ACCOUNT_UNLINKED = "account.unlinked"
    ACCOUNT_DELETED = "account.deleted"
    CASE_VIEWED = "case.viewed"
    CASE_EXPORTED = "case.exported"
    DEADLINE_ADDED = "deadline.added"
    DEADLINE_CHANGED = "deadline.changed"
    DEADLINE_CLOSED = "deadline.closed"
    DEADLINE_DELETED = "deadline.deleted"
    MESSAGE_RESENT = "message.resent"
    RESULT_SHARED = "result.shared"
    RESULT_UNSHARED = "result.unshared"
    RESULT_VIEWED = "result.viewed"
    AUDIT_EXPORTED = "audit.exported"
    QUESTION_SETTLED = "question.settled"
    MAINTENANCE_ON = "maintenance.on"
    MAINTENANCE_OFF = "maintenance.off"


class Subject(StrEnum):
    """Whose record it was done to."""

    ACCOUNT = "account"
    PERSON = "person"
    UNIT = "unit"
    INVITATION = "invitation"
    CASE = "case"
    QUESTION = "question"
    SYSTEM = "system"


def is_word(value: str | int) -> str | int:
    """Let numbers and the program's own words through: what people write has no place in the log."""
    if isinstance(value, str) and not value.isascii():
        raise ValueError("only the program's own words")
    return value


class Audited(BaseModel):
    """Something to be recorded; rows are named by number, nobody by name."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    at: AwareDatetime
    actor: int | None = None
    action: AuditAction
    subject: Subject
    subject_id: int | None = None
    details: dict[str, Annotated[str | int, AfterValidator(is_word)]] = {}


def record_audit(session: Session, *, audited: Audited) -> AuditEntry:
    """Append to the log; others who append wait until this transaction ends."""
    head = claim_head(session, name=CHAIN)
    entry = AuditEntry(number=head.number + 1, previous=head.hash, hash="", **audited.model_dump())
    advance(session, head, entry_body(entry))
    entry.hash = head.hash
    session.add(entry)
    session.flush()
    return entry


def entry_body(entry: AuditEntry) -> dict[str, Any]:
    """What an entry's hash covers, as it is exported."""
    return {
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor,
        "action": str(entry.action),
        "subject": {"kind": str(entry.subject), "id": entry.subject_id},
        "details": dict(entry.details),
    }


def get_head(session: Session) -> ChainHead | None:
    """How far the log has come."""
    return session.get(ChainHead, CHAIN)


def list_entries(session: Session, *, before: int | None = None, limit: int = 10) -> list[AuditEntry]:
    """The entries before a number, the latest first."""
    query = select(AuditEntry).order_by(col(AuditEntry.number).desc()).limit(limit)
    return list(session.exec(query if before is None else query.where(AuditEntry.number < before)))


def export_audit(session: Session, *, now: datetime) -> dict[str, Any]:
    """The whole log, to be kept outside and verified there."""
    entries = session.exec(select(AuditEntry).order_by(col(AuditEntry.number)))
    sealed = [entry_body(entry) | {"previous": entry.previous, "hash": entry.hash} for entry in entries]
    return export_record(CHAIN, {"exported_at": now.astimezone(UTC).isoformat(timespec="seconds")}, sealed)


def list_about(session: Session, *, user_id: int, person_id: int | None) -> list[AuditEntry]:
    """What an account did and what was done to it or to its person's record."""
    about = (col(AuditEntry.subject) == Subject.ACCOUNT) & (col(AuditEntry.subject_id) == user_id)
    concerned = (col(AuditEntry.actor) == user_id) | about
    if person_id is not None:
        concerned |= (col(AuditEntry.subject) == Subject.PERSON) & (col(AuditEntry.subject_id) == person_id)
    return list(session.exec(select(AuditEntry).where(concerned).order_by(col(AuditEntry.number))))
