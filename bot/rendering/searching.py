"""Searching a menu by words: the button that asks for them, the question, and what to do where nothing fits."""

from collections.abc import Sequence
from typing import TypeVar

from bot.payloads.base import Payload
from bot.rendering.reply import Button, Reply, block

T = TypeVar("T")
MOST = 8
MOST_NEAR = 4

BUTTON = "🔍 按词查找"
AGAIN_BUTTON = "🔍 换个词找"
ASK = "请输入几个字，我来找，例如{examples}。"
NONE = "没有找到相符的{what}。可以换个词再找，也可以按方面找；想问政策，直接发问题就行。"
NEAR = "没有找到完全相符的{what}，相近的有这些："
MORE = "还有{count}项也相符，多写几个字可以找得更准。"


def render_ask(examples: Sequence[str], back: Button) -> Reply:
    """Ask for the words to search by."""
    quoted = "".join(f"“{example}”" for example in examples)
    return Reply((block(ASK.format(examples=quoted)),), ((back,),))


def search_row(payload: Payload, *, again: bool = False) -> tuple[Button, ...]:
    """The row with the button that searches."""
    return (Button(AGAIN_BUTTON if again else BUTTON, payload),)


def more_words(count: int) -> str:
    """How many more were found than are shown; nothing when all are."""
    return MORE.format(count=count - MOST) if count > MOST else ""
