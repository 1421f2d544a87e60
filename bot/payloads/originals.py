"""Buttons that lead to the words of imported originals."""

from dataclasses import dataclass

from bot.payloads.base import Payload


@dataclass(frozen=True)
class ShowOriginal(Payload):
    """Show the words of the citation at this position of the answer to a question."""

    question: int
    position: int


@dataclass(frozen=True)
class ShowLead(Payload):
    """Show the words of an imported provision."""

    provision: int
