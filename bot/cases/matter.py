"""A case read in the light of its template: what is shown of it, and what it lets be done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from knowledge.checklists.book import NATIONAL, ChecklistBook
from knowledge.checklists.branches import names_in
from knowledge.checklists.inputs import Input
from knowledge.checklists.progress import Position, Progress, Situation, lay_out, next_open, progress
from knowledge.checklists.templates import ChecklistTemplate, TemplateItem
from knowledge.deadlines.rules import DeadlineRule
from knowledge.eligibility.truth import Truth


@dataclass(frozen=True)
class Child:
    """A case that a step opened."""

    number: int
    title: str
    template: str
    done: int
    total: int


@dataclass(frozen=True)
class StepDetails:
    """What is kept about a step beside its state; `expected_by` is the deadline rule that a date follows from."""

    note: str | None = None
    reason: str | None = None
    done_on: date | None = None
    waiting_until: date | None = None
    expected_on: date | None = None
    expected_by: str | None = None
    assignee: str | None = None
    files: int = 0
    children: tuple[Child, ...] = ()
    reminders: tuple[DeadlineRule, ...] = ()


NOTHING = StepDetails()


@dataclass(frozen=True)
class Matter:
    """A case with its pinned template and everything that its card shows.

    `parent` is the case and step that opened it; `owner` the name of whose it is, where that is somebody else.
    """

    number: int
    version: int
    title: str
    template: ChecklistTemplate
    book: ChecklistBook
    situation: Situation
    today: date
    can_work: bool = True
    is_owner: bool = True
    is_member: bool = False
    assigned: frozenset[str] = frozenset()
    owner: str = ""
    is_archived: bool = False
    has_newer: bool = False
    parent: tuple[int, str, int] | None = None
    load: Callable[[], Mapping[str, StepDetails]] = dict

    @cached_property
    def details(self) -> Mapping[str, StepDetails]:
        """What is kept about the steps, read when it is first asked for: most moves never do."""
        return self.load()

    @cached_property
    def positions(self) -> tuple[Position, ...]:
        """Every item with what is known of it."""
        return lay_out(self.template, self.situation)

    @cached_property
    def progress(self) -> Progress:
        """How far it is."""
        return progress(self.template, self.situation)

    @cached_property
    def current(self) -> int | None:
        """The step to work on; None when nothing is left that surely applies."""
        item = next_open(self.template, self.situation)
        return self.index(item) if item else None

    def index(self, item: TemplateItem) -> int:
        """The position of an item."""
        return self.template.items.index(item)

    def at(self, step: int) -> Position | None:
        """The step at a position; None for one that isn't there."""
        return self.positions[step] if 0 <= step < len(self.positions) else None

    def may_work_on(self, item: TemplateItem) -> bool:
        """Whether the viewer may change this step."""
        return not self.is_archived and (self.can_work or item.id in self.assigned)

    def resolve(self, step: int) -> int:
        """The step to show: the one asked for, else the one to work on, else the last that was worked on."""
        if self.at(step):
            return step
        if self.current is not None:
            return self.current
        applied = [at for at, one in enumerate(self.positions) if one.applies is Truth.TRUE]
        return applied[-1] if applied else 0

    def detail(self, item: TemplateItem) -> StepDetails:
        """What is kept about an item."""
        return self.details.get(item.id, NOTHING)

    def inputs_of(self, item: TemplateItem) -> tuple[Input, ...]:
        """What an item asks: its own inputs, and those of others that its gate looks at."""
        names = {asked.id for asked in item.inputs} | {*(names_in(item.gate.needs) if item.gate else ())}
        return tuple(asked for name, asked in self.template.inputs.items() if name in names)

    @cached_property
    def open_facts(self) -> tuple[Input, ...]:
        """The facts that keep branches open and can be asked now: those of the matter, then inputs of steps."""
        lacking = dict.fromkeys(
            name for one in self.positions if one.applies is Truth.UNKNOWN for name in one.lacks
        )
        own = {asked.id for asked in self.template.facts}
        return tuple(self.template.inputs[name] for name in lacking if name in own)

    def regions_beside(self) -> tuple[str, ...]:
        """The regions whose documents some steps come from although the checklist doesn't follow them."""
        foreign = (item for item in self.template.items if self.template.is_foreign(item))
        names = (name for item in foreign for name in item.documents)
        regions = dict.fromkeys(self.book.documents[name].region for name in names)
        return tuple(region for region in regions if region != NATIONAL)
