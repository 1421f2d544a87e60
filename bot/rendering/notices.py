"""Replies that are not answers: welcome, help, refusals to serve, faults."""

import hashlib
from collections.abc import Collection, Iterable

from bot.callback_data import Example, Retry
from bot.rendering import personal_texts, texts
from bot.rendering.access import command_lines
from bot.rendering.reply import Button, Reply, block, bold, italic


def render_welcome(*before: str, commands: Collection[str] = ()) -> Reply:
    """What the bot does, what it keeps, what else there is, and three questions; after what is to be said before."""
    opening = [block(italic(sentence)) for sentence in before]
    keyboard = tuple((Button(question, Example(example_key(question))),) for question in texts.EXAMPLES)
    further = "；".join(words for name, words in texts.FURTHER.items() if name in commands)
    blocks = (
        *opening,
        block(texts.WELCOME),
        *([block(texts.ALSO.format(further=further))] if further else []),
        block(italic(personal_texts.NOTICE)),
        block(texts.TRY_THESE),
    )
    return Reply(blocks, keyboard)


def example_key(question: str) -> str:
    """What an example's button carries; it no longer matches once the question is worded anew."""
    return hashlib.blake2b(question.encode(), digest_size=6).hexdigest()


def find_example(key: str) -> str | None:
    """The example question of this key."""
    return next((question for question in texts.EXAMPLES if example_key(question) == key), None)


def render_help(commands: Iterable[str]) -> Reply:
    """How to ask, how to read an answer, and the person's own commands."""
    sections = [block(bold(head), "\n", "\n".join(lines)) for head, *lines in (texts.HELP, texts.HELP_CARD)]
    listed = block(texts.HELP_COMMANDS.format(commands=command_lines(commands)))
    return Reply((*sections, block(texts.HELP_LIMITS), listed))


def render_not_admitted(telegram_id: int) -> Reply:
    """Whom to ask for an invitation, and what to tell them."""
    return Reply((block(texts.NOT_ADMITTED.format(telegram_id=telegram_id)),))


def render_unknown_command(commands: Iterable[str]) -> Reply:
    """The commands that there are for this person."""
    return Reply((block(texts.UNKNOWN_COMMAND.format(commands=command_lines(commands))),))


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
