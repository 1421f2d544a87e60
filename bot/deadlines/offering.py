"""Offering to be reminded of what an answer tells."""

from dataclasses import replace

from bot.context import BotContext
from bot.deadlines.finding import rule_key, rules_for
from bot.payloads.deadlines import NewDeadline
from bot.rendering.deadline_parts import short_title
from bot.rendering.deadline_texts import OFFER_BUTTON
from bot.rendering.reply import Button, Reply
from knowledge.retrieval.outcomes import Answered, Outcome
from storage.tables import Role


def with_reminders(reply: Reply, context: BotContext, *, outcome: Outcome, question: int) -> Reply:
    """The answer to a question with the deadline that belongs to it; in private only, and for those who are invited."""
    viewer = context.viewer
    if not isinstance(outcome, Answered) or not viewer.is_private or viewer.role is Role.GUEST:
        return reply
    rows = tuple(
        (
            Button(
                OFFER_BUTTON.format(title=short_title(rule.title)),
                NewDeadline(rule_key(rule), "answer", question),
            ),
        )
        for rule in rules_for(context.knowledge.base.deadline_book, outcome.entry)
    )
    return replace(reply, keyboard=(*reply.keyboard, *rows))
