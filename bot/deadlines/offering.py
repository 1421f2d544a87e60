"""Offering to be reminded of what an answer tells."""

from bot.context import BotContext
from bot.deadlines.finding import rule_key, rules_for
from bot.payloads.deadlines import NewDeadline
from bot.rendering.deadline_parts import short_title
from bot.rendering.deadline_texts import OFFER_BUTTON, OFFER_KIND
from bot.rendering.offers import Offer
from knowledge.deadlines.rules import DeadlineRule
from knowledge.retrieval.outcomes import Answered, Outcome
from storage.tables import Role


def reminder_offers(context: BotContext, *, outcome: Outcome, question: int) -> tuple[Offer, ...]:
    """The deadlines that belong to the answer to a question; in private only, and for those who are invited."""
    viewer = context.viewer
    if not isinstance(outcome, Answered) or not viewer.is_private or viewer.role is Role.GUEST:
        return ()
    rules = rules_for(context.knowledge.base.deadline_book, outcome.entry)
    return tuple(_offer(rule, question) for rule in rules)


def _offer(rule: DeadlineRule, question: int) -> Offer:
    label = OFFER_BUTTON.format(title=short_title(rule.title))
    return Offer(label, OFFER_KIND, NewDeadline(rule_key(rule), "answer", question))
