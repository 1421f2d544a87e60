"""A town whose content has deadline rules, and what the chat's buttons carry there."""

import json
from dataclasses import replace

from sqlmodel import select

from bot.callback_data import parse
from bot.deadlines.finding import rule_key
from bot.payloads.deadlines import DraftDeadline, NewDeadline
from storage.tables import Deadline, Reminder
from tests.dated import make_dated_knowledge


def give_rules(town, **options):
    """Let the town's application know the deadline rules, and its people press as fast as they like."""
    town.application.bot_data.limits.actions = 1000
    return with_knowledge(town, make_dated_knowledge(**options))


def with_knowledge(town, knowledge):
    """The town with other content."""
    application = town.application
    application.bot_data = replace(application.bot_data, knowledge=knowledge)
    return town


def payloads(town):
    """What the buttons below the last message with buttons carry."""
    markups = [call.get("reply_markup") for name, call in town.wire.calls if name == "sendMessage"]
    markup = next(item for item in reversed(markups) if item)
    rows = json.loads(markup) if isinstance(markup, str) else markup
    return [parse(key["callback_data"]) for row in rows["inline_keyboard"] for key in row]


def labels(town):
    """The labels of the buttons below the last message with buttons."""
    markups = [call.get("reply_markup") for name, call in town.wire.calls if name == "sendMessage"]
    markup = next(item for item in reversed(markups) if item)
    rows = json.loads(markup) if isinstance(markup, str) else markup
    return [key["text"] for row in rows["inline_keyboard"] for key in row]


def draft_button(town, act, value=0):
    """The button of the last message that takes a step of the draft."""
    found = [item for item in payloads(town) if isinstance(item, DraftDeadline) and item.act == act]
    return next(item for item in found if value in {0, item.value})


def new(town, rule, *origin):
    """The button that begins a deadline by a rule."""
    rules = town.application.bot_data.knowledge.base.deadlines
    return NewDeadline(rule_key(rules[rule]), *origin)


async def make(town, number, rule, *texts, origin=()):
    """Make a deadline: begin, answer in words, confirm; what was said last."""
    await town.press(number, new(town, rule, *origin))
    for text in texts:
        await town.say(number, text)
    return await town.press(number, draft_button(town, "confirm"))


def deadlines(town):
    """All deadlines, oldest first."""
    with town.application.bot_data.database.read() as session:
        return list(session.exec(select(Deadline).order_by(Deadline.id)))


def planned(town):
    """The stages that are planned or held."""
    with town.application.bot_data.database.read() as session:
        rows = session.exec(select(Reminder).order_by(Reminder.due_at))
        return [row.stage for row in rows if row.status in {"planned", "held"}]
