"""Buttons of deadlines and reminders."""

from dataclasses import dataclass

from bot.payloads.base import Payload


@dataclass(frozen=True)
class DeadlinePage(Payload):
    """Show a page of one's own deadlines: next, overdue or closed."""

    view: str
    page: int


@dataclass(frozen=True)
class UnitDeadlines(Payload):
    """Show staff a page of the deadlines of their units' people."""

    view: str
    page: int


@dataclass(frozen=True)
class DeliveryPage(Payload):
    """Show staff what was not delivered and why, or all tries before a number (0: the latest)."""

    view: str
    before: int


@dataclass(frozen=True)
class ResendMessage(Payload):
    """Send a message that is in doubt again."""

    message: int


@dataclass(frozen=True)
class ShowDeadline(Payload):
    """Show a deadline."""

    deadline: int


@dataclass(frozen=True)
class UseDeadline(Payload):
    """Do something with a deadline that stands at this version: done, later, extend, stop, edit, delete."""

    deadline: int
    version: int
    act: str
    value: int = 0


@dataclass(frozen=True)
class DeadlineSubjects(Payload):
    """Show the subjects of deadline rules, for oneself (0) or for a person of one's units."""

    person: int


@dataclass(frozen=True)
class DeadlineRules(Payload):
    """Show a page of the rules of a subject, for oneself (0) or for a person of one's units."""

    subject: str
    page: int
    person: int


@dataclass(frozen=True)
class DeadlineSearch(Payload):
    """Let the chat's next text search the rules, for oneself (0) or for a person of one's units."""

    person: int


@dataclass(frozen=True)
class NewDeadline(Payload):
    """Begin a deadline by a rule (its key; empty: by hand), from where (`origin`) and which row there (`number`)."""

    rule: str
    origin: str = ""
    number: int = 0


@dataclass(frozen=True)
class DraftDeadline(Payload):
    """Choose a date, change or confirm the deadline in the making, as it stood at this turn of the chat."""

    turn: int
    act: str
    value: int = 0


@dataclass(frozen=True)
class DeadlineFile(Payload):
    """Send one's deadlines as a file for a calendar program, or as a picture."""

    kind: str


@dataclass(frozen=True)
class MoveClock(Payload):
    """Show the development clock, or move it: by days, to the next reminder, back to the real time."""

    step: str
