"""The table of questions: what was asked, masked, and what came of it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, Index
from sqlmodel import Field, SQLModel

from storage.tables.columns import KEY, one_of


class QuestionOutcome(StrEnum):
    """What came of a question."""

    ANSWERED = "answered"
    CLARIFICATION = "clarification"
    REFUSAL = "refusal"


class Question(SQLModel, table=True):
    """A question and its outcome.

    `text` is masked before it comes here. `offered` are the entries on the message's buttons, in their order,
    so that a button needs to carry only this row's id and a position. Questions of the same words share `sameness`.
    What went unanswered is work for curators until it is settled; `reply` is what they tell those who passed it on.
    """

    __tablename__ = "questions"
    __table_args__ = (
        one_of("outcome", QuestionOutcome),
        CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence"),
        CheckConstraint("feedback BETWEEN -1 AND 1", name="feedback"),
        CheckConstraint("(entry IS NOT NULL) = (outcome = 'answered')", name="entry"),
        Index(None, "user_id", "asked_at"),
        Index(None, "outcome", "asked_at"),
        Index(None, "settled_at", "sameness"),
    )

    id: int = Field(default=None, primary_key=True, sa_type=KEY)
    user_id: int = Field(foreign_key="users.id", ondelete="CASCADE", sa_type=KEY)
    text: str = Field(max_length=1000)
    outcome: str = Field(max_length=16)
    reason: str | None = Field(default=None, max_length=32)
    entry: str | None = Field(default=None, max_length=128)
    confidence: float
    documents: list[str] = Field(default_factory=list, sa_type=JSON)
    offered: list[str] = Field(default_factory=list, sa_type=JSON)
    content_version: str = Field(max_length=64)
    feedback: int = 0
    sameness: str = Field(default="", max_length=64)
    passed_on_at: datetime | None = None
    settled_at: datetime | None = None
    reply: str | None = Field(default=None, max_length=500)
    asked_at: datetime = Field(index=True)
