"""Replies that are not answers: welcome, help, refusals to serve, faults."""

import hashlib

from bot.callback_data import Example, Retry
from bot.rendering import texts
from bot.rendering.reply import Button, Reply, block, bold, italic


def render_welcome(*, has_argument: bool = False) -> Reply:
    """What the bot does, what it keeps, and three questions to try."""
    opening = [block(italic(texts.DEEP_LINK))] if has_argument else []
    keyboard = tuple((Button(question, Example(example_key(question))),) for question in texts.EXAMPLES)
    blocks = (*opening, block(texts.WELCOME), block(italic(texts.PRIVACY)), block(texts.TRY_THESE))
    return Reply(blocks, keyboard)


def example_key(question: str) -> str:
    """What an example's button carries; it no longer matches once the question is worded anew."""
    return hashlib.blake2b(question.encode(), digest_size=6).hexdigest()


def find_example(key: str) -> str | None:
    """The example question of this key."""
    return next((question for question in texts.EXAMPLES if example_key(question) == key), None)


def render_help() -> Reply:
    """How to ask, how to read an answer, and the commands."""
    sections = [block(bold(head), "\n", "\n".join(lines)) for head, *lines in (texts.HELP, texts.HELP_CARD)]
    commands = block(texts.HELP_COMMANDS.format(commands=texts.command_list()))
    return Reply((*sections, block(texts.HELP_LIMITS), commands))


def render_not_admitted(telegram_id: int) -> Reply:
    """Whom to ask for an invitation, and what to tell them."""
    return Reply((block(texts.NOT_ADMITTED.format(telegram_id=telegram_id)),))


def render_unknown_command() -> Reply:
    """The commands that there are."""
    return Reply((block(texts.UNKNOWN_COMMAND.format(commands=texts.command_list())),))


def render_not_text(kind: str) -> Reply:
    """Only text is read; said for the kind of message that came."""
    return Reply((block(texts.NOT_TEXT.format(kind=texts.NOT_TEXT_KINDS.get(kind, ""))),))


def render_edited_other() -> Reply:
    """A change that is no question."""
    return Reply((block(texts.EDITED_OTHER),))


def render_lost() -> Reply:
    """The message to try again is gone."""
    return Reply((block(texts.LOST),))


def render_fault(reference: str, *, has_retry: bool) -> Reply:
    """What went wrong has a number; what was written can be tried again with one tap."""
    if not has_retry:
        return Reply((block(texts.FAULT_BUTTON.format(reference=reference)),))
    return Reply((block(texts.FAULT.format(reference=reference)),), ((Button(texts.RETRY_BUTTON, Retry()),),))


def fault_brief(reference: str) -> str:
    """The same in the few words that fit over the chat."""
    return texts.FAULT_BRIEF.format(reference=reference)
