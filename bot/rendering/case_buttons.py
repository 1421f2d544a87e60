"""The buttons below the card of a case."""

from collections.abc import Iterator

from bot.cases.finding import template_key
from bot.cases.matter import Matter
from bot.cases.reading import PRESSED
from bot.deadlines.finding import rule_key
from bot.payloads.cases import AskCase, CasePage, MoveCase, ShowCase, StartChecklist
from bot.payloads.deadlines import NewDeadline
from bot.rendering import case_page_texts as words
from bot.rendering import case_texts as texts
from bot.rendering.case_choices import choice_rows
from bot.rendering.checklist_words import LIST
from bot.rendering.reply import Button, Keyboard
from knowledge.checklists.progress import Position, State, opened
from knowledge.eligibility.truth import Truth

MOST_FACTS = 2
# A step's number on a button of reminders: the case's, then two digits for the position.
STEPS_OF_CASE = 100
STEP = "step"
Row = tuple[Button, ...]


def card_keyboard(matter: Matter, at: int) -> Keyboard:
    """What can be done with the step, then where one can go."""
    position = matter.positions[at]
    acts = [*_acts(matter, at, position)] if matter.may_work_on(position.item) else []
    rows = (
        *acts,
        *_facts(matter),
        *_children(matter, at, position),
        *_ended(matter),
        *reminders(matter, at),
        *_ways(matter, at),
    )
    return tuple(row for row in rows if row)


def reminders(matter: Matter, at: int) -> Keyboard:
    """Buttons that set reminders for the deadlines which a step starts."""
    number = matter.number * STEPS_OF_CASE + at
    rules = matter.detail(matter.positions[at].item).reminders
    return tuple(
        (Button(texts.REMIND_BUTTON.format(title=rule.title), NewDeadline(rule_key(rule), STEP, number)),)
        for rule in rules
    )


def move(matter: Matter, act: str, step: int, position: int = 0) -> MoveCase:
    """The payload of a change from where the case stands."""
    return MoveCase(matter.number, matter.version, act, step, position)


def _acts(matter: Matter, at: int, position: Position) -> Iterator[Row]:
    """The moves that the step lets be made."""
    fill = Button(texts.FILL_BUTTON, AskCase(matter.number, "fill", at))
    fills = (fill,) if matter.inputs_of(position.item) else ()
    if position.applies is Truth.TRUE and position.is_unsettled:
        yield from _next_choice(matter, at, position)
        # Where the matter ends, there is nothing to finish: a value is corrected, or it stays so.
        done = () if position.gate.ends else (Button(texts.DONE_BUTTON, move(matter, "done", at)),)
        yield (*done, *fills)
        if matter.template.is_foreign(position.item):
            regions = (matter.book.documents[name].region for name in position.item.documents)
            label = texts.FOREIGN_BUTTON.format(region=LIST.join(dict.fromkeys(regions)))
            yield (Button(label, move(matter, "foreign", at)),)
        yield (_wait(matter, at, position), Button(texts.SKIP_BUTTON, AskCase(matter.number, "skip", at)))
    elif position.applies is Truth.TRUE:
        yield (Button(texts.REOPEN_BUTTON, AskCase(matter.number, "reopen", at)), *fills)
    elif not matter.situation.follows(position.item) and matter.can_work:
        yield (Button(words.REGION_MORE_BUTTON, AskCase(matter.number, "region", at)),)
    files = matter.detail(position.item).files
    label = texts.FILES_COUNT_BUTTON.format(count=files) if files else texts.FILES_BUTTON
    yield (
        Button(texts.NOTE_BUTTON, AskCase(matter.number, "note", at)),
        Button(label, CasePage(matter.number, "files", at)),
    )


def _next_choice(matter: Matter, at: int, position: Position) -> Iterator[Row]:
    """The values of the first input that can be chosen and is not yet, so that one tap fills it in."""
    known = matter.situation.values
    left = [one for one in matter.inputs_of(position.item) if one.type in PRESSED and one.id not in known]
    for asked in left[:1]:
        yield from choice_rows(matter, asked, act="card", step=at)


def _wait(matter: Matter, at: int, position: Position) -> Button:
    if position.state is State.WAITING:
        return Button(texts.RESUME_BUTTON, move(matter, "resume", at))
    return Button(texts.WAIT_BUTTON, AskCase(matter.number, "wait", at))


def _facts(matter: Matter) -> Iterator[Row]:
    """The facts that branches wait for."""
    if matter.can_work and not matter.is_archived and not matter.progress.ended_by:
        inputs = list(matter.template.inputs.values())
        for asked in matter.open_facts[:MOST_FACTS]:
            ask = AskCase(matter.number, "fact", -1, inputs.index(asked))
            yield (Button(texts.ASK_FACT_BUTTON.format(label=asked.label), ask),)


def _children(matter: Matter, at: int, position: Position) -> Iterator[Row]:
    """The checklists that the step opened, and those that it may open."""
    children = matter.detail(position.item).children
    for child in children:
        label = texts.OPEN_CHILD_BUTTON.format(title=child.title, done=child.done, total=child.total)
        yield (Button(label, ShowCase(child.number)),)
    if position.applies is Truth.TRUE and matter.may_work_on(position.item):
        begun = {child.template for child in children}
        for name in opened(position.item.opens, matter.situation.values):
            template = matter.book.templates.get(name)
            if template is not None and name not in begun:
                start = StartChecklist(template_key(template), matter.number, at)
                yield (Button(texts.NEW_CHILD_BUTTON.format(title=template.title), start),)


def _ended(matter: Matter) -> Iterator[Row]:
    """What is left to do with a matter that a gate ended: keep its record, and put it away."""
    if matter.progress.ended_by and not matter.is_archived:
        archive = Button(words.ARCHIVE_BUTTON, move(matter, "archive", -1))
        export = Button(words.EXPORT_BUTTON, CasePage(matter.number, "export"))
        yield (export, *([archive] if matter.is_owner else []))


def _ways(matter: Matter, at: int) -> Iterator[Row]:
    """Steps beside this one, all of them, everything else."""
    steps = [at_ for at_, one in enumerate(matter.positions) if one.applies is not Truth.FALSE or at_ == at]
    here = steps.index(at)
    back = [Button(texts.BACK_BUTTON, ShowCase(matter.number, steps[here - 1]))] if here else []
    forth = steps[here + 1 : here + 2]
    yield (*back, *(Button(texts.FORTH_BUTTON, ShowCase(matter.number, step)) for step in forth))
    if matter.current is not None and matter.current != at:
        yield (Button(texts.BACK_TO_NOW, ShowCase(matter.number, matter.current)),)
    yield (
        Button(texts.STEPS_BUTTON, CasePage(matter.number, "steps")),
        Button(texts.MORE_BUTTON, CasePage(matter.number, "more", at)),
    )
    if matter.has_newer and matter.is_owner and not matter.is_archived:
        yield (Button(texts.CHANGES_BUTTON, CasePage(matter.number, "changes")),)
    if matter.parent:
        number, title, step = matter.parent
        yield (Button(texts.PARENT_BUTTON.format(title=title), ShowCase(number, step)),)
