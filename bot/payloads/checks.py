"""Buttons of eligibility checks."""

from dataclasses import dataclass

from bot.payloads.base import Payload


@dataclass(frozen=True)
class CheckSubjects(Payload):
    """Show the subjects that checks are about."""


@dataclass(frozen=True)
class CheckRules(Payload):
    """Show a page of the checks of a subject."""

    subject: str
    page: int


@dataclass(frozen=True)
class CheckSearch(Payload):
    """Let the chat's next text search the checks."""


@dataclass(frozen=True)
class StartCheck(Payload):
    """Begin a check; the key is a digest of the rule's id, the question the one that led here (0: none)."""

    rule: str
    question: int


@dataclass(frozen=True)
class StepCheck(Payload):
    """Answer, confirm, correct or go back in an interview that stands at this version."""

    assessment: int
    version: int
    act: str
    position: int = 0


@dataclass(frozen=True)
class UseCheck(Payload):
    """Do something with an assessment as it is now: show, save, share, export, delete it."""

    assessment: int
    act: str


@dataclass(frozen=True)
class SharedCheck(Payload):
    """Show what somebody shared with staff (0: the list)."""

    assessment: int
