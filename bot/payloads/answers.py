"""What the buttons below answers carry."""

from dataclasses import dataclass

from bot.payloads.base import Payload


@dataclass(frozen=True)
class Example(Payload):
    """Ask one of the example questions; the key is a digest of its text."""

    key: str


@dataclass(frozen=True)
class Pick(Payload):
    """Answer with the entry offered at this position under a question."""

    question: int
    position: int


@dataclass(frozen=True)
class Sources(Payload):
    """Show in full what the answer to a question rests on."""

    question: int


@dataclass(frozen=True)
class Feedback(Payload):
    """Say whether the answer helped: 1 or -1; the same again takes it back."""

    question: int
    value: int


@dataclass(frozen=True)
class Retry(Payload):
    """Answer again the message that the button's message replies to."""
