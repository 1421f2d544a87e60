"""Checklists offered below an answer."""

from bot.cases.finding import templates_for
from bot.context import BotContext
from bot.rendering.case_menu import checklist_offer
from bot.rendering.offers import Offer
from knowledge.retrieval.outcomes import Answered, Outcome
from storage.tables import Role


def checklist_offers(context: BotContext, outcome: Outcome) -> tuple[Offer, ...]:
    """The checklists that belong to an answer; in private, for who may have cases."""
    viewer = context.viewer
    if not isinstance(outcome, Answered) or not viewer.is_private or viewer.role is Role.GUEST:
        return ()
    return tuple(map(checklist_offer, templates_for(context.knowledge.base.checklist_book, outcome.entry)))
