"""Replies in the characters that a person reads: everything is written in Simplified and converted when sent."""

from dataclasses import replace

from bot.rendering.reply import Block, Button, Reply
from knowledge.text.normalization import traditionalize
from storage.tables import Script


def written(reply: Reply, script: Script) -> Reply:
    """The reply in a script; markup and payloads stay as they are."""
    if script is Script.SIMPLIFIED:
        return reply
    keyboard = tuple(tuple(_button(button) for button in row) for row in reply.keyboard)
    return Reply(tuple(_block(item) for item in reply.blocks), keyboard)


def in_script(text: str, script: Script) -> str:
    """A text in a script."""
    return text if script is Script.SIMPLIFIED else traditionalize(text)


def _block(item: Block) -> Block:
    return Block(tuple(replace(span, text=traditionalize(span.text)) for span in item.spans))


def _button(button: Button) -> Button:
    return replace(button, text=traditionalize(button.text))
