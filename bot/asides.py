"""Telling a question in between from an answer to what was asked."""

import re

from telegram import Update

from bot.access import Callback
from bot.context import BotContext

QUESTION = re.compile(r"[？?]|吗$|呢$|什么|怎么|怎样|多少|为何|为什么|哪些|哪个|是不是|能不能")
SHORTEST_QUESTION = 4


def unless_question(take: Callback, otherwise: Callback) -> Callback:
    """A callback for a form of one line: a text that asks something is answered instead of being kept."""

    async def take_text(update: Update, context: BotContext) -> None:
        """Hand the text over."""
        words = (update.effective_message.text or "").strip() if update.effective_message else ""
        await (otherwise if is_question(words) else take)(update, context)

    return take_text


def is_question(text: str) -> bool:
    """Whether a text asks something, and says more than a mark."""
    return len(text) >= SHORTEST_QUESTION and QUESTION.search(text) is not None
