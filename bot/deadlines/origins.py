"""What led to a deadline: the check, the step of a case or the question, as far as they are the viewer's to see."""

from datetime import date
from typing import Any

from sqlmodel import Session

from bot.cases.loading import actor_of
from bot.context import BotContext
from bot.deadlines.dates import dates_in
from bot.deadlines.drafts import Draft
from bot.rendering.case_buttons import STEPS_OF_CASE
from storage.assessments import get_assessment
from storage.cases.reading import get_case
from storage.cases.values import CaseView
from storage.tables import Assessment, Origin

CHECK, STEP = "check", "step"


def columns_of(session: Session, context: BotContext, draft: Draft) -> dict[str, Any]:
    """Where the row says that it came from; nothing where the viewer may not see that."""
    if draft.origin == CHECK and _check(session, context, draft):
        return {"origin": Origin.ASSESSMENT, "origin_id": draft.number}
    view = _case(session, context, draft) if draft.origin == STEP else None
    if view is None:
        return {}
    step = draft.number % STEPS_OF_CASE
    items = view.template.items
    part = items[step].id if step < len(items) else None
    return {"origin": Origin.CASE, "origin_id": view.case.id, "origin_part": part}


def dates_of(session: Session, context: BotContext, draft: Draft) -> dict[str, date]:
    """The dates that are known there."""
    if draft.origin == CHECK:
        row = _check(session, context, draft)
        return dates_in(row.facts) if row else {}
    view = _case(session, context, draft) if draft.origin == STEP else None
    values = view.situation.values if view else {}
    return {name: value for name, value in values.items() if isinstance(value, date)}


def _check(session: Session, context: BotContext, draft: Draft) -> Assessment | None:
    """The viewer's own check."""
    user_id = context.viewer.scope.user_id
    if user_id is None:
        return None
    return get_assessment(session, assessment_id=draft.number, user_id=user_id)


def _case(session: Session, context: BotContext, draft: Draft) -> CaseView | None:
    """The case, if the viewer may see it."""
    return get_case(session, actor_of(context), case_id=draft.number // STEPS_OF_CASE)
