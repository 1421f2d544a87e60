"""Staff who look at a case of their units: every look and every export is in the audit log."""

from sqlmodel import Session

from storage.audit import AuditAction, Audited, Subject, record_audit
from storage.cases.values import Actor, CaseView, Standing


def record_look(session: Session, actor: Actor, *, view: CaseView, is_export: bool = False) -> bool:
    """Note that the actor sees a case as its unit's staff; owners and members are not noted. Say whether it was."""
    if view.access.standing is not Standing.STAFF:
        return False
    audited = Audited(
        at=actor.now,
        actor=actor.user_id,
        action=AuditAction.CASE_EXPORTED if is_export else AuditAction.CASE_VIEWED,
        subject=Subject.CASE,
        subject_id=view.case.id,
    )
    record_audit(session, audited=audited)
    return True
