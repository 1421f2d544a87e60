"""What went unanswered, as work for curators: the same questions together, with those who wait for an answer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from storage.tables import Question, QuestionOutcome

UNKNOWN = "unknown"
UNHELPFUL = -1


class Settlement(BaseModel):
    """What a curator tells those who passed a question on, checked before it is kept; it is masked already."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    reply: Annotated[str, Field(min_length=1, max_length=500)] | None = None


@dataclass(frozen=True)
class Group:
    """Questions of the same words that wait to be settled: the latest of them, and how many there are.

    `waiting` counts those that were passed on by somebody who wants an answer.
    """

    latest: Question
    count: int
    waiting: int


def list_groups(session: Session, *, offset: int, limit: int) -> list[Group]:
    """What is open, those whom somebody waits for first, then the most frequent, then the latest."""
    waiting = func.count(col(Question.passed_on_at))
    latest = func.max(col(Question.id))
    query = (
        select(latest, func.count(), waiting)
        .where(_is_open())
        .group_by(col(Question.sameness))
        .order_by(waiting.desc(), func.count().desc(), latest.desc())
    )
    rows: Any = session.exec(query.offset(offset).limit(limit)).all()
    return [Group(session.get_one(Question, number), count, asked) for number, count, asked in rows]


def count_groups(session: Session) -> int:
    """How many different questions are open."""
    return session.exec(select(func.count(func.distinct(Question.sameness))).where(_is_open())).one()


def get_group(session: Session, *, question_id: int) -> Group | None:
    """The open questions that share the words of this one; None when they are settled, or gone."""
    alike = _list_alike(session, question_id=question_id)
    if not alike:
        return None
    return Group(alike[0], len(alike), sum(question.passed_on_at is not None for question in alike))


def list_wordings(session: Session, *, question_id: int, limit: int) -> list[str]:
    """How a question was put, each wording once, the latest first."""
    texts = dict.fromkeys(question.text for question in _list_alike(session, question_id=question_id))
    return [*texts][:limit]


def mark_settled(
    session: Session, *, question_id: int, settlement: Settlement, now: datetime
) -> list[Question]:
    """Settle a question and all that share its words; the ones that were passed on."""
    alike = _list_alike(session, question_id=question_id, is_locked=True)
    for question in alike:
        question.settled_at, question.reply = now, settlement.reply
        session.add(question)
    session.flush()
    return [question for question in alike if question.passed_on_at is not None]


def list_answered(session: Session, *, user_id: int, numbers: list[int]) -> list[Question]:
    """Those of a person's questions that have a reply by now."""
    mine = (col(Question.id).in_(numbers), col(Question.user_id) == user_id, col(Question.reply).is_not(None))
    return list(session.exec(select(Question).where(*mine).order_by(col(Question.id))))


def _list_alike(session: Session, *, question_id: int, is_locked: bool = False) -> list[Question]:
    """The open questions that share the words of this one, the latest first."""
    sameness = select(Question.sameness).where(col(Question.id) == question_id).scalar_subquery()
    query = select(Question).where(_is_open(), col(Question.sameness) == sameness)
    query = query.order_by(col(Question.id).desc())
    return list(session.exec(query.with_for_update() if is_locked else query))


def _is_open() -> ColumnElement[bool]:
    """What waits to be settled: not known, passed on, or said to be of no help."""
    is_unknown = (col(Question.outcome) == QuestionOutcome.REFUSAL) & (col(Question.reason) == UNKNOWN)
    is_wanted = is_unknown | col(Question.passed_on_at).is_not(None) | (col(Question.feedback) == UNHELPFUL)
    return col(Question.settled_at).is_(None) & is_wanted
