"""What a reply to a question offers beside its answer: checks, checklists, reminders, and somebody to ask."""

from bot.cases.offering import checklist_offers
from bot.checks.turning import check_offers
from bot.context import BotContext
from bot.deadlines.offering import reminder_offers
from bot.place import list_places
from bot.rendering.offers import with_offers
from bot.rendering.questions import is_passed_on, with_pass_on, with_place_choice
from bot.rendering.reply import Reply
from knowledge.retrieval.outcomes import Outcome


def with_everything(
    reply: Reply, context: BotContext, *, text: str, outcome: Outcome, question: int, asks: bool = False
) -> Reply:
    """The reply to a question with all that belongs to it; `asks` where the person is before anything else."""
    offers = (
        *check_offers(context, text=text, outcome=outcome, question=question),
        *checklist_offers(context, outcome),
        *reminder_offers(context, outcome=outcome, question=question),
    )
    if asks:
        return with_place_choice(reply, list_places(context.knowledge.base), offers, question=question)
    passes_on = context.viewer.is_private and is_passed_on(outcome)
    offered = with_offers(reply, offers, taken=int(passes_on))
    return with_pass_on(offered, question=question) if passes_on else offered
