"""Checklists offered below an answer."""

from bot.cases.finding import templates_for
from bot.context import BotContext
from bot.rendering.case_menu import with_checklists
from bot.rendering.reply import Reply
from knowledge.retrieval.outcomes import Answered, Outcome
from storage.tables import Role


def with_lists(reply: Reply, context: BotContext, outcome: Outcome) -> Reply:
    """The reply to a question with the checklists that belong to its answer; in private, for who may have cases."""
    viewer = context.viewer
    if not isinstance(outcome, Answered) or not viewer.is_private or viewer.role is Role.GUEST:
        return reply
    return with_checklists(reply, templates_for(context.knowledge.base.checklist_book, outcome.entry))
