"""The table of assessments: eligibility checks that somebody began, finished, saved or shared."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index
from sqlmodel import Field, SQLModel

from storage.tables.columns import KEY, one_of


class AssessmentStatus(StrEnum):
    """Whether questions are left."""

    OPEN = "open"
    FINISHED = "finished"


class VerdictWord(StrEnum):
    """The verdicts, as the result contract words them."""

    ELIGIBLE = "eligible"
    CONDITIONAL = "conditional"
    NOT_ELIGIBLE = "not_eligible"
    UNDETERMINED = "undetermined"


class Assessment(SQLModel, table=True):
    """Somebody's check against a rule.

    `facts` are the answers in the order they were given, null for “I don't know”: the next question follows from
    them. `proposed` are facts understood from a text that wait to be confirmed, `asking` is a fact that is asked for
    out of turn. `version` grows with each change, so that of two that start from the same one only the first counts.
    `shared_at` is the owner's consent that staff see it; taking it back clears it.
    """

    __tablename__ = "assessments"
    __table_args__ = (
        one_of("status", AssessmentStatus),
        one_of("verdict", VerdictWord),
        CheckConstraint("(verdict IS NOT NULL) = (status = 'finished')", name="finished"),
        Index(None, "user_id", "updated_at"),
    )

    id: int = Field(default=None, primary_key=True, sa_type=KEY)
    user_id: int = Field(foreign_key="users.id", ondelete="CASCADE", sa_type=KEY)
    rule: str = Field(max_length=128)
    content_version: str = Field(max_length=64)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    proposed: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    asking: str | None = Field(default=None, max_length=64)
    status: str = Field(default=AssessmentStatus.OPEN, max_length=16)
    verdict: str | None = Field(default=None, max_length=16)
    saved_at: datetime | None = None
    shared_at: datetime | None = Field(default=None, index=True)
    created_at: datetime
    updated_at: datetime = Field(index=True)
    version: int = 1
