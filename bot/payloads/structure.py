"""Buttons of structure checks of whole teams."""

from dataclasses import dataclass

from bot.payloads.base import Payload


@dataclass(frozen=True)
class TeamDocuments(Payload):
    """Show the documents whose structure checks can be made at once."""


@dataclass(frozen=True)
class TeamKinds(Payload):
    """Show the kinds of teams that a document speaks of."""

    document: str


@dataclass(frozen=True)
class UseTeam(Payload):
    """Do something for a kind of team: show it, wait for a roster, begin to count, send a template."""

    team: str
    act: str


@dataclass(frozen=True)
class TeamStep(Payload):
    """Answer, correct or go back in the counting that stands at this version, or do something with its report."""

    version: int
    act: str
    position: int = 0
