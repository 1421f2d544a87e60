"""The buttons below an answer that take its matter further: few rows, and what is small side by side."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.callback_data import Payload
from bot.rendering.reply import Button, Keyboard, Reply

# With more rows of buttons than these, the answer itself is out of sight on a phone.
MAX_ROWS = 5


@dataclass(frozen=True)
class Offer:
    """Something that can be begun from an answer: its label, the word for its kind, and what pressing it means."""

    label: str
    kind: str
    payload: Payload


def with_offers(reply: Reply, offers: Sequence[Offer], *, taken: int = 0) -> Reply:
    """A reply with offers in the rows that are left: a row each, or one of each kind side by side.

    `taken` rows are needed by what comes after.
    """
    if len(offers) <= max(MAX_ROWS - taken - len(reply.keyboard), 1):
        rows: Keyboard = tuple((Button(offer.label, offer.payload),) for offer in offers)
    else:
        rows = (_side_by_side(offers),)
    return replace(reply, keyboard=(*reply.keyboard, *rows))


def _side_by_side(offers: Sequence[Offer]) -> tuple[Button, ...]:
    """A button for the first offer of each kind."""
    first: dict[str, Offer] = {}
    for offer in offers:
        first.setdefault(offer.kind, offer)
    return tuple(Button(kind, offer.payload) for kind, offer in first.items())
