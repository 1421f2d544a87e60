"""The log of questions, their outcomes and what people thought of the answers."""

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from sqlmodel import Session, col, update

from storage.tables import Question, QuestionOutcome


class Asked(BaseModel):
    """A question to be logged, checked before it becomes a row; `text` is masked already."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    user_id: int
    text: Annotated[str, Field(max_length=1000)]
    outcome: QuestionOutcome
    reason: Annotated[str | None, Field(max_length=32)] = None
    entry: Annotated[str | None, Field(max_length=128)] = None
    confidence: Annotated[float, Field(ge=0, le=1)]
    documents: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    content_version: Annotated[str, Field(max_length=64)]
    sameness: Annotated[str, Field(max_length=64)] = ""
    asked_at: AwareDatetime


def record_question(session: Session, *, asked: Asked) -> int:
    """Log a question and return the number that its buttons carry."""
    question = Question(**asked.model_dump() | {"documents": [*asked.documents], "offered": [*asked.offered]})
    session.add(question)
    session.flush()
    return question.id


def get_question(session: Session, *, question_id: int, user_id: int) -> Question | None:
    """The question of this number, if this account asked it."""
    question = session.get(Question, question_id)
    return question if question is not None and question.user_id == user_id else None


def mark_passed_on(session: Session, *, question_id: int, user_id: int, now: datetime) -> bool:
    """Note that the person wants somebody to answer their question; False if it is not theirs."""
    question = get_question(session, question_id=question_id, user_id=user_id)
    if question is None:
        return False
    question.passed_on_at = question.passed_on_at or now
    session.add(question)
    return True


def mark_feedback(session: Session, *, question_id: int, user_id: int, feedback: int) -> bool:
    """Note whether the answer helped (1), did not (-1) or is taken back (0); False if it is not theirs."""
    mine = (col(Question.id) == question_id, col(Question.user_id) == user_id)
    return session.exec(update(Question).where(*mine).values(feedback=feedback)).rowcount == 1
