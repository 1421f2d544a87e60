"""What takes a checked matter further: its checklist, and the deadline to be reminded of."""

from collections.abc import Iterable
from dataclasses import replace

from bot.cases.finding import template_key
from bot.context import BotContext
from bot.deadlines.finding import can_remind, rule_key
from bot.payloads.cases import StartChecklist
from bot.payloads.deadlines import NewDeadline
from bot.rendering import case_texts, deadline_texts
from bot.rendering.deadline_parts import short_title
from bot.rendering.reply import Button, Reply
from knowledge.eligibility.rules import EligibilityRule
from storage.tables import Role

MOST = 2


def with_further(
    reply: Reply, context: BotContext, rules: Iterable[EligibilityRule], *, check: int = 0, below: int = 0
) -> Reply:
    """A result with buttons for the checklists and deadlines that its rules name; for those who are invited.

    The dates that were given in a check are offered for the deadline. They stand below so many rows of buttons.
    """
    if context.viewer.role is Role.GUEST or not context.viewer.is_private:
        return reply
    base = context.knowledge.base
    names = dict.fromkeys(name for rule in rules for name in rule.related)
    templates = [base.checklists[name] for name in names if name in base.checklists]
    deadlines = [base.deadlines[name] for name in names if name in base.deadlines]
    origin = ("check", check) if check else ("", 0)
    buttons = [
        *(
            Button(case_texts.OFFER_BUTTON.format(title=one.title), StartChecklist(template_key(one)))
            for one in templates[:MOST]
        ),
        *(
            Button(
                deadline_texts.OFFER_BUTTON.format(title=short_title(one.title)),
                NewDeadline(rule_key(one), *origin),
            )
            for one in [one for one in deadlines if can_remind(one)][:MOST]
        ),
    ]
    rows = tuple((button,) for button in buttons)
    return replace(reply, keyboard=(*reply.keyboard[:below], *rows, *reply.keyboard[below:]))
