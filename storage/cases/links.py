"""Ways into a case by a one-time code, for colleagues who are not found by unit."""

import hashlib
import secrets
from datetime import timedelta

from sqlmodel import Session, col, delete, func, select

from storage.cases.events import Action
from storage.cases.moving import Claimed, claim_case, happen, members_of, owner_only, settle
from storage.cases.reading import view_of
from storage.cases.rows import Rows
from storage.cases.values import MOST_MEMBERS, Actor, Hindrance, Moved, Outcome, Tap, Unmoved
from storage.tables import Case, CaseLink, May, Role

LENGTH = 22
LASTS = timedelta(days=3)


def add_link(session: Session, actor: Actor, *, tap: Tap, may: May) -> str | Unmoved:
    """A new code that lets one colleague in; it is shown now and never again."""
    claimed = claim_case(session, actor, tap=tap, right=owner_only)
    if isinstance(claimed, Unmoved):
        return claimed
    if len(claimed.rows.members) >= MOST_MEMBERS:
        return claimed.unmoved(Hindrance.FULL)
    code = secrets.token_urlsafe(LENGTH)[:LENGTH]
    link = CaseLink(code_hash=_hashed(code), case_id=tap.case_id, may=may, expires_at=actor.now + LASTS)
    session.add(link)
    session.flush()
    return code


def count_links(session: Session, actor: Actor, *, case_id: int) -> int:
    """How many codes of a case would still let somebody in, for its owner."""
    query = (
        select(func.count())
        .select_from(CaseLink)
        .join(Case, col(Case.id) == CaseLink.case_id)
        .where(
            CaseLink.case_id == case_id,
            CaseLink.expires_at > actor.now,
            Case.owner_id == actor.user_id,
        )
    )
    return session.exec(query).one()


def delete_links(session: Session, actor: Actor, *, tap: Tap) -> bool | Unmoved:
    """Take back the codes that nobody used yet; say whether there were any."""
    claimed = claim_case(session, actor, tap=tap, right=owner_only)
    if isinstance(claimed, Unmoved):
        return claimed
    return session.exec(delete(CaseLink).where(col(CaseLink.case_id) == tap.case_id)).rowcount > 0


def claim_link(session: Session, actor: Actor, *, code: str) -> Outcome:
    """Come into a case by its code, which then lets nobody in any more."""
    query = select(CaseLink).where(CaseLink.code_hash == _hashed(code)).with_for_update()
    link = session.exec(query).one_or_none()
    if link is None or actor.scope.role is Role.GUEST or link.expires_at <= actor.now:
        return Unmoved(Hindrance.GONE)
    case = session.exec(select(Case).where(Case.id == link.case_id).with_for_update()).one()
    members = members_of(session, case_id=case.id)
    if actor.user_id == case.owner_id or actor.user_id in members:
        return Unmoved(Hindrance.UNCHANGED, view_of(session, actor, case))
    if case.archived_at is not None:
        return Unmoved(Hindrance.ARCHIVED)
    session.delete(link)
    return _let_in(session, actor, Claimed(view_of(session, actor, case), Rows(case, members=members)), link)


def _let_in(session: Session, actor: Actor, claimed: Claimed, link: CaseLink) -> Moved:
    details = {"to": actor.user_id, "may": link.may}
    claimed.rows.steps.update(claimed.view.steps)
    return settle(session, actor, claimed, happened=happen(actor, Action.SHARED, details=details))


def _hashed(code: str) -> str:
    """What is kept of a code. It is long and random, so a plain hash tells nothing."""
    return hashlib.sha256(code.encode()).hexdigest()
