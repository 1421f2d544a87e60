"""What becomes of cases when an account is deleted: others keep what they work on, and the rest goes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, delete, select

from storage.cases.events import Action, Happened
from storage.cases.moving import members_of, write
from storage.cases.notices import notify, notify_deleted, recipients_of
from storage.cases.reading import steps_of
from storage.cases.rows import Rows
from storage.cases.starting import unit_of
from storage.tables import Case, CaseMember, May


def leave_cases(session: Session, *, user_id: int, now: datetime) -> None:
    """Take an account out of all cases before it is deleted.

    A case that somebody else works on becomes theirs, the earliest member's; one that others only read, or nobody, is
    deleted. The events keep the account's number, which names nobody any more, so that every chain still verifies.
    """
    shared = select(CaseMember.case_id).where(CaseMember.user_id == user_id)
    for case in _claimed(session, col(Case.id).in_(shared)):
        _happen(session, case, Happened(Action.LEFT, user_id, now, None, {"whom": user_id}))
    for case in _claimed(session, col(Case.owner_id) == user_id):
        heir = _heir(session, case_id=case.id)
        if heir is None:
            _delete(session, case, now=now)
        else:
            told = {"to": heir, "unit": unit_of(session, heir), "stays": False}
            _happen(session, case, Happened(Action.HANDED_OVER, user_id, now, None, told))


def _claimed(session: Session, condition: Any) -> Sequence[Case]:
    query = select(Case).where(condition).order_by(col(Case.id)).with_for_update()
    return session.exec(query.execution_options(populate_existing=True)).all()


def _happen(session: Session, case: Case, happened: Happened) -> None:
    rows = Rows(case, steps_of(session, case_id=case.id), members_of(session, case_id=case.id))
    event = write(session, rows, happened)
    notify(session, event=event, recipients=recipients_of(rows, happened.actor), now=happened.at)


def _heir(session: Session, *, case_id: int) -> int | None:
    """The member who may work on the case and came first."""
    query = select(CaseMember.user_id).where(CaseMember.case_id == case_id, CaseMember.may == May.WORK)
    return session.exec(query.order_by(col(CaseMember.since), col(CaseMember.user_id))).first()


def _delete(session: Session, case: Case, *, now: datetime) -> None:
    rows = Rows(case, members=members_of(session, case_id=case.id))
    notify_deleted(session, case=case, recipients=recipients_of(rows, case.owner_id), now=now)
    session.exec(delete(Case).where(col(Case.id) == case.id))
