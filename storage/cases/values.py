"""What the functions of cases take and give: who acts on what, how a case stands, and what came of a move."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from knowledge.checklists.book import ChecklistBook
from knowledge.checklists.moves import Refused
from knowledge.checklists.progress import Position, Progress, Situation, lay_out, next_open, progress
from knowledge.checklists.templates import ChecklistTemplate, TemplateItem
from storage.scope import Scope
from storage.tables import AttachmentKind, Case, CaseEvent, CaseStep

NAME_LENGTH = 60
WORDS_LENGTH = 500
MOST_MEMBERS = 30


@dataclass(frozen=True)
class Actor:
    """Who acts, with which checklists, when; `today` is the day at their place."""

    scope: Scope
    book: ChecklistBook
    now: datetime
    today: date

    @property
    def user_id(self) -> int | None:
        """The account that acts."""
        return self.scope.user_id


@dataclass(frozen=True)
class Tap:
    """What a move starts from: a case, the version of it that the person saw, and a step where it is about one."""

    case_id: int
    version: int
    item: str = ""


@dataclass(frozen=True)
class Draft:
    """A case to begin: the template, what the matter is called, where, what is known, and the case that opens it."""

    template: str
    name: str
    region: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    parent: Tap | None = None


@dataclass(frozen=True)
class Upload:
    """A file as the messenger names it."""

    file_id: str
    unique_id: str
    kind: AttachmentKind
    name: str
    mime: str
    size: int


class Standing(StrEnum):
    """Why somebody sees a case: it is theirs, shared with them to work on or to read, or with their unit's staff."""

    OWNER = "owner"
    WORKER = "worker"
    READER = "reader"
    STAFF = "staff"


@dataclass(frozen=True)
class Access:
    """What somebody may do about a case; `assigned` are the steps that are theirs to do."""

    standing: Standing
    assigned: frozenset[str] = frozenset()

    @property
    def is_owner(self) -> bool:
        """Whether the case is theirs: only they share it, hand it over, name it and put it away."""
        return self.standing is Standing.OWNER

    @property
    def may_work(self) -> bool:
        """Whether they may work on every step."""
        return self.standing in {Standing.OWNER, Standing.WORKER}

    def may_work_on(self, item: str) -> bool:
        """Whether they may work on a step."""
        return self.may_work or item in self.assigned


@dataclass(frozen=True)
class CaseView:
    """A case as somebody sees it: rows, the template it follows, and the situation that they make.

    `latest` is the template as the content has it now; None where it is gone.
    """

    case: Case
    template: ChecklistTemplate
    situation: Situation
    steps: Mapping[str, CaseStep]
    access: Access
    latest: ChecklistTemplate | None = None

    @cached_property
    def positions(self) -> tuple[Position, ...]:
        """Every step in order, with what is known of it."""
        return lay_out(self.template, self.situation)

    @cached_property
    def progress(self) -> Progress:
        """How far the case is."""
        return progress(self.template, self.situation)

    @cached_property
    def next_item(self) -> TemplateItem | None:
        """The step to work on, as it follows from what is stored."""
        return next_open(self.template, self.situation)

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to do, or a gate ended the matter."""
        return self.progress.is_finished or self.progress.ended_by is not None

    @property
    def is_outdated(self) -> bool:
        """Whether the content has another version of the template by now."""
        return self.latest is not None and self.latest.version != self.case.template_version

    def step(self, item: str) -> CaseStep | None:
        """What is stored of a step; None where nobody touched it."""
        return self.steps.get(item)


class Hindrance(StrEnum):
    """Why a move was not made."""

    GONE = "gone"
    FORBIDDEN = "forbidden"
    STALE = "stale"
    ARCHIVED = "archived"
    REFUSED = "refused"
    REASON = "reason"
    VALUE = "value"
    DATE = "date"
    NAME = "name"
    NOBODY = "nobody"
    FULL = "full"
    UNCHANGED = "unchanged"
    OUTDATED = "outdated"


@dataclass(frozen=True)
class Moved:
    """A move that was made: how the case stands now, and the event that tells of it."""

    view: CaseView
    event: CaseEvent


@dataclass(frozen=True)
class Unmoved:
    """A move that was not made, and how the case stands for whoever may see it.

    `refused` is what the checklist says, `words` what an input takes.
    """

    why: Hindrance
    view: CaseView | None = None
    refused: Refused | None = None
    words: str = ""


Outcome = Moved | Unmoved
