"""How an outcome of the answer engine becomes a row of the question log."""

from datetime import datetime

from sqlmodel import Session

from knowledge.retrieval.outcomes import Answered, Clarification, Outcome
from knowledge.text.sameness import sameness_of
from storage.questions import Asked, record_question
from storage.tables import QuestionOutcome, User

MAX_TEXT = 1000


def log_outcome(
    session: Session, user: User, *, text: str, outcome: Outcome, version: str, now: datetime
) -> int:
    """Log a masked question with its outcome, and return the number that the reply's buttons carry."""
    asked = Asked(
        user_id=user.id,
        text=text[:MAX_TEXT],
        content_version=version,
        asked_at=now,
        confidence=min(max(outcome.confidence, 0.0), 1.0),
        sameness=sameness_of(text, outcome.trace.terms),
        **_details(outcome),
    )
    return record_question(session, asked=asked)


def _details(outcome: Outcome) -> dict[str, object]:
    """What depends on the kind of outcome; what is offered keeps the order of the buttons."""
    if isinstance(outcome, Answered):
        return {
            "outcome": QuestionOutcome.ANSWERED,
            "entry": outcome.entry.id,
            "documents": outcome.entry.documents,
            "offered": tuple(entry.id for entry in outcome.related),
        }
    if isinstance(outcome, Clarification):
        offered = tuple(option.entry.id for option in outcome.options)
        return {"outcome": QuestionOutcome.CLARIFICATION, "offered": offered}
    offered = tuple(entry.id for entry in outcome.nearest)
    return {"outcome": QuestionOutcome.REFUSAL, "reason": outcome.reason.value, "offered": offered}
