"""What the buttons about unanswered questions carry, for those who ask and for curators, and where somebody is."""

from dataclasses import dataclass

from bot.payloads.base import Payload


@dataclass(frozen=True)
class PassOn(Payload):
    """Let somebody answer the question that the documents do not."""

    question: int


@dataclass(frozen=True)
class ChoosePlace(Payload):
    """Say where one is: the region at this position, or nothing with -1; the question is then answered for there."""

    question: int
    position: int


@dataclass(frozen=True)
class QuestionPage(Payload):
    """Show a page of what waits for curators."""

    page: int


@dataclass(frozen=True)
class ShowQuestion(Payload):
    """Show a question that waits, with all its wordings."""

    question: int


@dataclass(frozen=True)
class SettleQuestion(Payload):
    """Settle a question: write a reply, or close it without one."""

    question: int
    act: str
