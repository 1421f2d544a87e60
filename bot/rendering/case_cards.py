"""The card of a case: how far it is, the step with everything the document says of it, and what can be done."""

from collections.abc import Iterator

from bot.cases.matter import Matter, StepDetails
from bot.rendering import case_texts as texts
from bot.rendering.case_buttons import card_keyboard
from bot.rendering.checklist_words import LIST, actors, marks, places, records
from bot.rendering.reply import Block, Reply, block, bold, italic
from knowledge.checklists.branches import reason
from knowledge.checklists.gates import GateResult
from knowledge.checklists.inputs import Input
from knowledge.checklists.progress import SETTLED, Position, State
from knowledge.checklists.templates import TemplateItem, Then
from knowledge.deadlines.wording import HARDNESS
from knowledge.eligibility.durations import show_date
from knowledge.eligibility.truth import Truth

BAR, FULL, EMPTY = 10, "▰", "▱"


def render_card(matter: Matter, step: int, *before: str) -> Reply:
    """The card at a step; what just happened comes first."""
    at = matter.resolve(step)
    position = matter.positions[at]
    told = [block(italic(sentence)) for sentence in before]
    blocks = (*told, head_block(matter), *_standing(matter), *_step_blocks(matter, at, position))
    return Reply(blocks, card_keyboard(matter, at))


def head_block(matter: Matter) -> Block:
    """Name, procedure and progress."""
    return block(
        bold(f"📋 {matter.title}"),
        f"\n{texts.HEAD.format(title=matter.template.title, scope=scope_of(matter))}\n{progress_line(matter)}",
    )


def scope_of(matter: Matter) -> str:
    """Region and standing of the documents that the checklist follows."""
    documents = [matter.book.documents[name] for name in matter.template.documents]
    return "；".join(dict.fromkeys(f"{one.region}，{one.standing}" for one in documents))


def progress_line(matter: Matter) -> str:
    """A bar with the counts."""
    done = matter.progress
    full = round(BAR * done.done / done.total) if done.total else 0
    line = texts.PROGRESS.format(bar=FULL * full + EMPTY * (BAR - full), done=done.done, total=done.total)
    return line + (texts.UNDECIDED.format(count=done.undecided) if done.undecided else "")


def _standing(matter: Matter) -> Iterator[Block]:
    """What is to be known about the case as a whole."""
    lines = [texts.ARCHIVED_LINE] if matter.is_archived else []
    if not matter.is_owner:
        line = texts.WORKING_FOR if matter.can_work or matter.assigned else texts.READ_ONLY
        lines.append(line.format(owner=matter.owner))
    if matter.parent:
        _, title, number = matter.parent
        lines.append(texts.LINKED_TO.format(title=title, number=number + 1))
    lines += _how_far(matter)
    if matter.has_newer and matter.is_owner:
        lines.append(texts.NEWER_TEMPLATE)
    if lines:
        yield block("\n".join(lines))


def _how_far(matter: Matter) -> Iterator[str]:
    """That nothing is left, or nothing that is certain."""
    if matter.progress.ended_by:
        ended_by = matter.progress.ended_by
        yield texts.ENDED.format(number=matter.index(ended_by) + 1, title=ended_by.title)
    elif matter.progress.is_finished:
        yield texts.FINISHED
    elif matter.current is None:
        yield texts.UNDECIDED_LEFT.format(count=matter.progress.undecided)


def _step_blocks(matter: Matter, at: int, position: Position) -> Iterator[Block]:
    item = position.item
    state = texts.STATES[position.state] if position.applies is Truth.TRUE else ""
    title = f"{texts.STEP.format(number=at + 1, title=item.title)}{marks(matter.book, matter.template, item)}"
    yield block(bold(title), state, "\n", "\n".join(_what_lines(matter, position)))
    if position.applies is Truth.TRUE and matter.inputs_of(item):
        yield block(bold(texts.INPUTS), "\n", "\n".join(_input_lines(matter, item)))
    if position.applies is Truth.TRUE and item.gate:
        yield block("\n".join(_gate_lines(matter, item, position)))
    kept = [*_kept_lines(matter, item)]
    if kept:
        yield block("\n".join(kept))
    yield block("\n".join(_source_lines(matter, item)))
    yield block(italic("\n".join(_caveats(matter, item))))


def _what_lines(matter: Matter, position: Position) -> Iterator[str]:
    """Whether the step applies, what to do, and who."""
    item = position.item
    if not matter.situation.follows(item):
        yield texts.NOT_FOLLOWED.format(region=LIST.join(regions_of(matter, item)))
    elif position.applies is Truth.FALSE:
        yield texts.DOES_NOT_APPLY
    elif position.applies is Truth.UNKNOWN:
        yield texts.MAY_APPLY.format(facts=_labels(matter, position.lacks))
    yield texts.DO.format(do=item.do)
    who = matter.template.actors(item)
    presumed = texts.PRESUMED if any(actor.presumed for actor in who) else ""
    yield texts.WHO.format(who=actors(who)) + presumed
    if item.when and position.applies is Truth.TRUE:
        yield texts.WHEN.format(when=reason(item.when))
    if item.records:
        named = texts.NAMED_RECORD if any(record.named for record in item.records) else ""
        yield texts.RECORDS.format(records=records(item.records)) + named


def _labels(matter: Matter, ids: tuple[str, ...]) -> str:
    return LIST.join(matter.template.inputs[name].label for name in ids)


def regions_of(matter: Matter, item: TemplateItem) -> tuple[str, ...]:
    """The regions whose documents a step comes from."""
    return tuple(dict.fromkeys(matter.book.documents[name].region for name in item.documents))


def _input_lines(matter: Matter, item: TemplateItem) -> Iterator[str]:
    for asked in matter.inputs_of(item):
        yield texts.INPUT_LINE.format(label=asked.label, value=shown(matter, asked))


def shown(matter: Matter, asked: Input) -> str:
    """The value of an input in words."""
    value = matter.situation.values.get(asked.id)
    return texts.NOT_FILLED if value is None else asked.show(value)


def _gate_lines(matter: Matter, item: TemplateItem, position: Position) -> Iterator[str]:
    """What must hold, whether it does, what the document prescribes otherwise, and what one can do now."""
    if item.gate is None:
        return
    yield texts.GATE.format(needs=reason(item.gate.needs))
    now = texts.NOW[position.gate.then or Then.RETRY]
    if position.gate.then is Then.NOTE and matter.detail(item).note:
        now = texts.NOTED_NOW
    is_over = position.state in SETTLED or not matter.may_work_on(item)
    yield from _gate_told(matter, position.gate, now="" if is_over else now)


def _gate_told(matter: Matter, gate: GateResult, *, now: str) -> Iterator[str]:
    """Where a gate stands."""
    if gate.truth is Truth.TRUE:
        yield texts.GATE_MET
    elif gate.truth is Truth.UNKNOWN:
        yield texts.GATE_LACKS.format(names=_labels(matter, gate.missing))
    else:
        unmet = texts.GATE_UNMET if gate.blocks else texts.GATE_NOTED
        pattern = texts.GATE_ENDED if gate.ends else unmet
        yield pattern.format(shortfall=(gate.shortfall or "").rstrip("。"))
        yield texts.GATE_PRESCRIBES.format(failing=(gate.failing or "").rstrip("。"))
        if now:
            yield texts.GATE_NOW.format(now=now)


def _kept_lines(matter: Matter, item: TemplateItem) -> Iterator[str]:
    """What was written down about the step, and what it starts."""
    detail, state = matter.detail(item), matter.situation.state(item)
    is_settled = state in SETTLED
    lines = (
        (texts.DONE_LINE, detail.done_on and show_date(detail.done_on)),
        (texts.WAITING_LINE, detail.waiting_until and show_date(detail.waiting_until)),
        (texts.REASON_LINE, detail.reason if state is not State.OPEN else None),
        (texts.NOTE_LINE, detail.note),
        (texts.ASSIGNED_LINE, detail.assignee),
        (texts.EXPECTED_LINE, None if is_settled else _expected(matter, detail)),
        (texts.FILES_LINE, detail.files),
        (texts.DEADLINES_LINE, "；".join(matter.book.deadline_titles[one.id] for one in item.deadlines)),
    )
    yield from (pattern.format(value=value) for pattern, value in lines if value)


def _expected(matter: Matter, detail: StepDetails) -> str | None:
    """An expected date, with the rule that it follows from, and how long ago it was."""
    if detail.expected_on is None:
        return None
    past = (matter.today - detail.expected_on).days
    by = (
        texts.EXPECTED_BY.format(title=matter.book.deadline_titles[detail.expected_by])
        if detail.expected_by
        else ""
    )
    return show_date(detail.expected_on) + by + (texts.EXPECTED_PAST.format(days=past) if past > 0 else "")


def _source_lines(matter: Matter, item: TemplateItem) -> Iterator[str]:
    """What the document leaves open, how it binds, and where it is written."""
    if item.blanks:
        yield texts.BLANKS.format(blanks="".join(item.blanks))
    if item.hardness:
        yield texts.FORCE.format(force=HARDNESS[item.hardness])
    yield texts.BASIS.format(places=places(matter.book, item.cite))


def _caveats(matter: Matter, item: TemplateItem) -> Iterator[str]:
    for name in item.documents:
        yield texts.CAVEAT.format(caveat=matter.book.documents[name].caveat)
