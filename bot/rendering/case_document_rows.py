"""What the tables and lists of a case's record say, from its rows and events."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from bot.rendering import case_document_texts as texts
from bot.rendering.case_history import event_words
from bot.rendering.checklist_words import LIST, SENTENCES, actors
from bot.rendering.paper import Cell, Line
from knowledge.checklists.branches import reason
from knowledge.checklists.expected import DueDates, Expected, expected_dates
from knowledge.checklists.progress import Position, State
from knowledge.checklists.templates import TemplateItem
from knowledge.eligibility.durations import show_date
from knowledge.eligibility.truth import Truth
from knowledge.knowledge_base import KnowledgeBase
from knowledge.sources import Citation
from storage.cases.record import CaseRecord
from storage.tables import Attachment, CaseEvent, CaseStep

SHORT_HASH = 8
# More than this makes a cell of the table of steps as long as a page.
LONG = 100
KILO = 1024


@dataclass(frozen=True)
class Told:
    """A case's record with what it takes to word it."""

    record: CaseRecord
    base: KnowledgeBase
    zone: ZoneInfo

    @property
    def today(self) -> date:
        """The day of the export at the reader's place."""
        return self.record.exported_at.astimezone(self.zone).date()

    @cached_property
    def expected(self) -> dict[str, Expected]:
        """When steps are expected, by item."""
        view = self.record.view
        by_hand = {name: step.expected_on for name, step in view.steps.items() if step.expected_on}
        dates = DueDates(self.base.deadlines, self.base.calendar, self.today)
        return expected_dates(view.template, view.situation, by_hand=by_hand, dates=dates)

    @cached_property
    def files(self) -> dict[str, list[Attachment]]:
        """The files by item."""
        found: dict[str, list[Attachment]] = {}
        for file in self.record.files:
            found.setdefault(file.item, []).append(file)
        return found

    def day(self, at: datetime) -> str:
        """The day of an instant at the reader's place."""
        return show_date(at.astimezone(self.zone))

    def person(self, number: int | None) -> str:
        """Who an account is."""
        return texts.SYSTEM if number is None else self.record.names.get(number, texts.GONE)

    def step(self, item: TemplateItem) -> str:
        """A step with its number."""
        number = self.record.view.template.items.index(item) + 1
        return texts.STEP.format(number=number, title=item.title)

    def labels(self, names: Sequence[str]) -> str:
        """The labels of inputs."""
        inputs = self.record.view.template.inputs
        return LIST.join(inputs[name].label for name in names)

    def places(self, cited: Sequence[Citation]) -> str:
        """Cited provisions in words; documents that the content no longer has by their bare name."""
        return SENTENCES.join(self._place(one) for one in cited)

    def _place(self, one: Citation) -> str:
        document = self.base.documents.get(one.document)
        return document.place(one.locator) if document else str(one)


def step_rows(told: Told) -> Iterator[Sequence[Cell]]:
    """Every step in order: what and why, who, what came of it, figures and words."""
    view = told.record.view
    for number, position in enumerate(view.positions, start=1):
        item = position.item
        yield (
            str(number),
            tuple(_title_lines(told, item)),
            actors(view.template.actors(item)),
            tuple(_state_lines(told, position)),
            tuple(_word_lines(told, position)) or "",
        )


def _title_lines(told: Told, item: TemplateItem) -> Iterator[Line]:
    yield Line(item.title, is_bold=True)
    marks = [words for name, words in texts.MARKS.items() if getattr(item, name)]
    if marks:
        yield Line(SENTENCES.join(marks), is_small=True)
    yield Line(texts.CITED.format(places=told.places(item.cite)), is_small=True)


def _state_lines(told: Told, position: Position) -> Iterator[Line]:
    """Where a step stands, since when, by whom."""
    yield Line(state_word(told, position), is_bold=position.state is State.DONE)
    if position.applies is Truth.UNKNOWN:
        yield Line(texts.LACKS.format(labels=told.labels(position.lacks)), is_small=True)
    step = told.record.view.step(position.item.id)
    if step is not None:
        yield from _row_lines(told, step)
    expected = told.expected.get(position.item.id)
    if expected:
        pattern = texts.EXPECTED_BY_RULE if expected.rule else texts.EXPECTED
        yield Line(pattern.format(day=show_date(expected.on)), is_small=True)


def _row_lines(told: Told, step: CaseStep) -> Iterator[Line]:
    if step.done_on:
        yield Line(show_date(step.done_on))
    if step.waiting_until:
        yield Line(texts.UNTIL.format(day=show_date(step.waiting_until)))
    if step.changed_by is not None:
        yield Line(texts.BY.format(name=told.person(step.changed_by)), is_small=True)
    if step.assignee_id is not None:
        yield Line(texts.ASSIGNED.format(name=told.person(step.assignee_id)), is_small=True)


def state_word(told: Told, position: Position) -> str:
    """Where a step stands; one that does not apply stands nowhere."""
    if not told.record.view.situation.follows(position.item):
        return texts.NOT_FOLLOWED
    if position.applies is not Truth.TRUE:
        return texts.NOT_SO if position.applies is Truth.FALSE else texts.UNKNOWN_YET
    return texts.STATES[position.state]


def _word_lines(told: Told, position: Position) -> Iterator[Line]:
    """Figures with their labels, shortfalls, reasons and notes."""
    view, item = told.record.view, position.item
    values = view.situation.values
    for asked in item.inputs:
        if asked.id in values:
            yield Line(texts.FIGURE.format(label=asked.label, value=asked.show(values[asked.id])))
    if item.when and position.applies is not Truth.TRUE:
        yield Line(texts.WHEN.format(when=reason(item.when)), is_small=True)
    if position.applies is Truth.TRUE and position.gate.shortfall:
        yield Line(texts.GATE.format(words=position.gate.shortfall))
        yield Line(texts.GATE_SAYS.format(words=position.gate.failing), is_small=True)
    number = view.template.items.index(item) + 1
    for pattern, words in _written(view.step(item.id)):
        is_long = len(words) > LONG
        yield Line(pattern.format(words=texts.SEE.format(number=number) if is_long else words))


def _written(step: CaseStep | None) -> Iterator[tuple[str, str]]:
    """What somebody wrote about a step: the reason of its state, and the note."""
    if step is not None and step.reason:
        yield texts.REASON, step.reason
    if step is not None and step.note:
        yield texts.NOTE, step.note


def appended(told: Told) -> Iterator[str]:
    """What is too long for a cell of the table of steps."""
    for number, item in enumerate(told.record.view.template.items, start=1):
        for pattern, words in _written(told.record.view.step(item.id)):
            if len(words) > LONG:
                said = pattern.format(words=words)
                yield texts.APPENDED.format(number=number, step=item.title, words=said)


def old_step_rows(told: Told) -> Iterator[Sequence[Cell]]:
    """Steps that were worked on under a version before, and that the present one lacks."""
    view = told.record.view
    titles = _old_titles(told.record.events)
    for name, step in view.steps.items():
        if view.template.item(name) is None:
            written = tuple(Line(pattern.format(words=words)) for pattern, words in _written(step))
            state = (Line(texts.STATES[step.state]), *_row_lines(told, step))
            yield titles.get(name, name), state, written or ""


def _old_titles(events: Sequence[CaseEvent]) -> Mapping[str, str]:
    return {name: title for event in events for name, title in event.details.get("removed", {}).items()}


def record_rows(told: Told) -> Iterator[Sequence[Cell]]:
    """What steps that apply leave in the file, and whether a file is there."""
    for position in told.record.view.positions:
        if position.applies is not Truth.TRUE or position.state is State.NOT_APPLICABLE:
            continue
        count = len(told.files.get(position.item.id, ()))
        is_there = texts.ATTACHED.format(count=count)
        state = is_there if count else texts.NOT_ATTACHED[position.state is State.DONE]
        for record in position.item.records:
            yield record.name, told.step(position.item), texts.NAMED[record.named], state


def file_rows(told: Told) -> Iterator[Sequence[Cell]]:
    """The files in the order they came."""
    for number, file in enumerate(told.record.files, start=1):
        item = told.record.view.template.item(file.item)
        step = told.step(item) if item else _old_titles(told.record.events).get(file.item, file.item)
        at = file.added_at.astimezone(told.zone)
        sent = texts.SENT.format(name=told.person(file.added_by), at=at)
        yield str(number), file.name, step, size_words(file.size), sent


def size_words(size: int) -> str:
    """A file's size as people say it."""
    small, middle, large = texts.SIZES
    if size < KILO:
        return small.format(size)
    return middle.format(size / KILO) if size < KILO * KILO else large.format(size / KILO / KILO)


def event_rows(told: Told) -> Iterator[Sequence[Cell]]:
    """Every event, from the first on, with the beginning of its hash."""
    for event in told.record.events:
        yield (
            str(event.number),
            f"{event.at.astimezone(told.zone):%Y-%m-%d %H:%M}",
            told.person(event.actor),
            event_words(event, told.record.view.template, told.record.names),
            event.hash[:SHORT_HASH],
        )


def open_points(told: Told) -> Iterator[str]:
    """What is left to do, to find out, to put right or to wait for."""
    positions = told.record.view.positions
    unsettled = [one for one in positions if one.is_unsettled]
    left = [told.step(one.item) for one in unsettled if one.state is State.OPEN]
    if left:
        yield texts.OPEN_STEPS.format(steps=LIST.join(left))
    for one in unsettled:
        yield from _trouble(told, one)
    for one in positions:
        if one.applies is Truth.UNKNOWN:
            yield texts.UNDECIDED_STEP.format(step=told.step(one.item), labels=told.labels(one.lacks))
    missing = _missing(told)
    if missing:
        yield texts.MISSING.format(records=LIST.join(missing))
    for child in told.record.children:
        progress = child.view.progress
        if not child.view.is_over:
            yield texts.CHILD.format(name=child.view.case.name, done=progress.done, total=progress.total)


def _trouble(told: Told, position: Position) -> Iterator[str]:
    """What stands in the way of a step that is still to be done."""
    step, row = told.step(position.item), told.record.view.step(position.item.id)
    if position.state is State.WAITING and row is not None:
        until = texts.UNTIL.format(day=show_date(row.waiting_until)) if row.waiting_until else ""
        why = texts.REASON.format(words=row.reason) if row.reason else ""
        parts = "，".join(part for part in (until, why) if part)
        yield texts.WAITED.format(step=step, words=f"（{parts}）" if parts else "")
    if position.gate.shortfall:
        yield texts.GATED.format(step=step, words=position.gate.shortfall)
    expected = told.expected.get(position.item.id)
    if expected and expected.on < told.today:
        yield texts.LATE.format(step=step, day=show_date(expected.on))


def _missing(told: Told) -> list[str]:
    """Records that a document names, of steps that are done, without any file; each once."""
    names = (
        record.name
        for one in told.record.view.positions
        if one.applies is Truth.TRUE and one.state is State.DONE and one.item.id not in told.files
        for record in one.item.records
        if record.named
    )
    return [*dict.fromkeys(names)]
