"""Buttons of checklists and cases.

`step` is a position among the items of the case's own template version, -1 where the case stands; `version` is that
of the case when the button was shown, so that of two who press at once one wins.
"""

from dataclasses import dataclass

from bot.payloads.base import Payload

CURRENT = -1
# Positions below the regions of a checklist: the steps of the main document alone, and those of all regions.
NO_REGION, ALL_REGIONS = -1, -2


@dataclass(frozen=True)
class CaseList(Payload):
    """Show a page of one's cases: own, shared with one, or archived."""

    which: str
    page: int


@dataclass(frozen=True)
class ChecklistSubjects(Payload):
    """Show the subjects that checklists are about."""


@dataclass(frozen=True)
class ChecklistTitles(Payload):
    """Show a page of the checklists of a subject."""

    subject: str
    page: int


@dataclass(frozen=True)
class CaseSearch(Payload):
    """Let the chat's next text search one's cases and the checklists."""


@dataclass(frozen=True)
class StartChecklist(Payload):
    """Show what a checklist is about and offer to begin; the key is a digest of its id.

    `case` and `step` name what opens it (0: nothing).
    """

    template: str
    case: int = 0
    step: int = CURRENT


@dataclass(frozen=True)
class BeginCase(Payload):
    """Begin a case of a checklist under the proposed name."""

    template: str
    case: int = 0
    step: int = CURRENT


@dataclass(frozen=True)
class ShowCase(Payload):
    """Show a case at a step."""

    case: int
    step: int = CURRENT


@dataclass(frozen=True)
class CasePage(Payload):
    """Show a page about a case: all steps, history, files, people, what else can be done."""

    case: int
    view: str
    page: int = 0


@dataclass(frozen=True)
class MoveCase(Payload):
    """Change a case that stands at this version: finish a step, wait, leave out, reopen, take over a value."""

    case: int
    version: int
    act: str
    step: int = CURRENT
    position: int = 0


@dataclass(frozen=True)
class AskCase(Payload):
    """Let something about a step be typed, sent or chosen; `position` names the input where there are several."""

    case: int
    act: str
    step: int = CURRENT
    position: int = 0


@dataclass(frozen=True)
class FillCase(Payload):
    """Take the choice at a position for an input (-1: clear it); `act` says what led here and what comes next."""

    case: int
    version: int
    act: str
    step: int
    asked: int
    choice: int


@dataclass(frozen=True)
class CasePerson(Payload):
    """Do something about an account in a case: assign a step, share, hand over, take the right back."""

    case: int
    version: int
    act: str
    account: int
    step: int = CURRENT


@dataclass(frozen=True)
class CaseFile(Payload):
    """Send a file of a case back, or take it off."""

    case: int
    file: int
    act: str
