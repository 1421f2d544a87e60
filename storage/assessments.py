"""Eligibility checks: begun, moved on, saved, shared with staff, deleted."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, delete, func, select, update

from storage.scope import Scope, within
from storage.tables import Assessment, AssessmentStatus, Person, Unit, User


@dataclass(frozen=True)
class Progress:
    """How far an assessment has come; a verdict finishes it."""

    facts: dict[str, Any] = field(default_factory=dict)
    proposed: dict[str, Any] = field(default_factory=dict)
    asking: str | None = None
    verdict: str | None = None

    @property
    def values(self) -> dict[str, Any]:
        """The columns that say so."""
        status = AssessmentStatus.OPEN if self.verdict is None else AssessmentStatus.FINISHED
        return {
            "facts": self.facts,
            "proposed": self.proposed,
            "asking": self.asking,
            "verdict": self.verdict,
            "status": status,
        }


@dataclass(frozen=True)
class Subject:
    """Whose assessment it is, of which rule, in which version of the content."""

    user_id: int
    rule: str
    content_version: str


@dataclass(frozen=True)
class Shared:
    """An assessment that its owner shared, with the owner's name and unit."""

    assessment: Assessment
    owner: str
    unit: str


def add_assessment(session: Session, *, subject: Subject, progress: Progress, now: datetime) -> Assessment:
    """Begin an assessment."""
    assessment = Assessment(
        user_id=subject.user_id,
        rule=subject.rule,
        content_version=subject.content_version,
        created_at=now,
        updated_at=now,
        **progress.values,
    )
    session.add(assessment)
    session.flush()
    return assessment


def get_assessment(session: Session, *, assessment_id: int, user_id: int) -> Assessment | None:
    """The assessment of this number, if it is the user's own."""
    mine = select(Assessment).where(Assessment.id == assessment_id, Assessment.user_id == user_id)
    return session.exec(mine).one_or_none()


def list_open(session: Session, *, user_id: int, limit: int = 3) -> Sequence[Assessment]:
    """The user's unfinished assessments, the one worked on last first."""
    return _list(
        session, Assessment.user_id == user_id, Assessment.status == AssessmentStatus.OPEN, limit=limit
    )


def list_saved(session: Session, *, user_id: int, limit: int = 10) -> Sequence[Assessment]:
    """The user's saved assessments, the latest first."""
    return _list(session, Assessment.user_id == user_id, col(Assessment.saved_at).is_not(None), limit=limit)


def _list(session: Session, *conditions: Any, limit: int) -> Sequence[Assessment]:
    query = select(Assessment).where(*conditions)
    query = query.order_by(col(Assessment.updated_at).desc(), col(Assessment.id).desc()).limit(limit)
    return session.exec(query).all()


def mark_progress(
    session: Session, assessment: Assessment, *, progress: Progress, content_version: str, now: datetime
) -> bool:
    """Move an assessment on if it is still as it was read; False when somebody else moved it since."""
    known = assessment.version
    same = (col(Assessment.id) == assessment.id) & (col(Assessment.version) == known)
    changes = progress.values | {"content_version": content_version, "updated_at": now, "version": known + 1}
    change = update(Assessment).where(same).values(**changes)
    is_done: bool = session.exec(change.execution_options(synchronize_session=False)).rowcount == 1
    session.refresh(assessment)
    return is_done


def mark_saved(session: Session, assessment: Assessment, *, saved_at: datetime | None) -> None:
    """Save an assessment, or no longer; what is shared stays saved."""
    assessment.saved_at = saved_at or assessment.shared_at
    session.add(assessment)


def mark_shared(session: Session, assessment: Assessment, *, shared_at: datetime | None) -> None:
    """Note the owner's consent that staff see it, or that it is taken back; sharing saves it, too."""
    assessment.shared_at = shared_at
    assessment.saved_at = assessment.saved_at or shared_at
    session.add(assessment)


def delete_assessment(session: Session, assessment: Assessment) -> None:
    """Delete an assessment."""
    session.exec(delete(Assessment).where(col(Assessment.id) == assessment.id))


def list_shared(session: Session, *, scope: Scope, limit: int = 10) -> list[Shared]:
    """What people in the scope shared with their staff, the latest first."""
    query = _shared(scope).order_by(col(Assessment.shared_at).desc(), col(Assessment.id).desc())
    rows = session.exec(query.limit(limit))
    return [Shared(assessment, owner, unit) for assessment, owner, unit in rows]


def get_shared(session: Session, *, assessment_id: int, scope: Scope) -> Shared | None:
    """A shared assessment within the scope."""
    row = session.exec(_shared(scope).where(Assessment.id == assessment_id)).one_or_none()
    return Shared(*row) if row else None


def _shared(scope: Scope) -> Any:
    """Shared assessments with owner and unit: that of the person's record, else that of the account."""
    owner = func.coalesce(Person.name, User.display_name)
    return (
        select(Assessment, owner, Unit.name)
        .join(User, col(User.id) == col(Assessment.user_id))
        .outerjoin(Person, col(Person.id) == col(User.person_id))
        .join(Unit, col(Unit.id) == func.coalesce(Person.unit_id, User.unit_id))
        .where(col(Assessment.shared_at).is_not(None), within(scope))
    )
