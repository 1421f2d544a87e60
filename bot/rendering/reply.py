"""A reply as blocks of text and buttons: escaped once, and split without breaking markup."""

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callback_data import Payload, encode

# Telegram's limit is 4096 after parsing; which unit it counts is not documented, so UTF-16 with a margin.
MAX_UNITS = 3500
BETWEEN_BLOCKS = "\n\n"
# Where a text that is too long is best cut, the best places first.
CUTS = ("\n", "。", "；", "，")
MAX_BUTTON = 60


class Style(StrEnum):
    """How a span looks; the values are Telegram's tags."""

    PLAIN = ""
    BOLD = "b"
    ITALIC = "i"
    QUOTE = "blockquote"


@dataclass(frozen=True)
class Span:
    """A run of text in one style."""

    text: str
    style: Style = Style.PLAIN

    @property
    def html(self) -> str:
        """The text, escaped, within its tag."""
        escaped = html.escape(self.text, quote=False)
        return f"<{self.style}>{escaped}</{self.style}>" if self.style else escaped


@dataclass(frozen=True)
class Block:
    """A paragraph or a list: what is kept together when there is room."""

    spans: tuple[Span, ...]

    @property
    def plain(self) -> str:
        """The text without markup."""
        return "".join(span.text for span in self.spans)

    @property
    def html(self) -> str:
        """The text in Telegram's HTML."""
        return "".join(span.html for span in self.spans)


@dataclass(frozen=True)
class Button:
    """An inline button and what pressing it means."""

    text: str
    payload: Payload


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True)
class Reply:
    """What to say, and the buttons below its last part."""

    blocks: tuple[Block, ...]
    keyboard: Keyboard = ()

    @property
    def plain(self) -> str:
        """The whole text without markup."""
        return BETWEEN_BLOCKS.join(block.plain for block in self.blocks)


@dataclass(frozen=True)
class Part:
    """One message of a reply."""

    html: str
    plain: str
    keyboard: Keyboard = ()


def block(*spans: Span | str) -> Block:
    """A block of spans; bare strings are plain."""
    return Block(tuple(Span(span) if isinstance(span, str) else span for span in spans))


def bold(text: str) -> Span:
    """A bold span."""
    return Span(text, Style.BOLD)


def italic(text: str) -> Span:
    """An italic span."""
    return Span(text, Style.ITALIC)


def utf16_units(text: str) -> int:
    """The length of a text as Telegram's offsets count it."""
    return len(text.encode("utf-16-le")) // 2


def split(reply: Reply) -> tuple[Part, ...]:
    """Cut a reply into messages; the keyboard belongs to the last."""
    pages: list[list[Block]] = [[]]
    size = 0
    for piece in _fitting(reply.blocks):
        units = utf16_units(piece.plain) + len(BETWEEN_BLOCKS)
        if pages[-1] and size + units > MAX_UNITS:
            pages.append([])
            size = 0
        pages[-1].append(piece)
        size += units
    parts = [_part(page) for page in pages]
    return (*parts[:-1], replace(parts[-1], keyboard=reply.keyboard))


def _part(blocks: list[Block]) -> Part:
    """A message of these blocks."""
    return Part(
        BETWEEN_BLOCKS.join(item.html for item in blocks), BETWEEN_BLOCKS.join(item.plain for item in blocks)
    )


def _fitting(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, those too long for a message cut into several; a span that is cut keeps its style."""
    for item in blocks:
        if utf16_units(item.plain) + len(BETWEEN_BLOCKS) <= MAX_UNITS:
            yield item
        else:
            for span in item.spans:
                yield from (Block((replace(span, text=text),)) for text in cut(span.text))


def cut(text: str, limit: int = MAX_UNITS - len(BETWEEN_BLOCKS)) -> Iterator[str]:
    """Pieces of a text within a limit of units, cut after a line or sentence where there is one."""
    while utf16_units(text) > limit:
        head = text.encode("utf-16-le")[: limit * 2].decode("utf-16-le", errors="ignore")
        ends = (head.rfind(mark) + 1 for mark in CUTS)
        # A cut in the first half would make many small messages.
        end = next((end for end in ends if end > len(head) // 2), len(head))
        yield text[:end].strip("\n")
        text = text[end:].lstrip("\n")
    if text:
        yield text


def shorten(text: str, limit: int = MAX_BUTTON) -> str:
    """A text for a button, with an ellipsis when it is too long."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def keyboard_markup(keyboard: Keyboard) -> InlineKeyboardMarkup | None:
    """The keyboard in the library's terms; None for no buttons."""
    if not keyboard:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(shorten(key.text), callback_data=encode(key.payload)) for key in row]
            for row in keyboard
        ]
    )
