"""Deadlines as a person sees them: pages of a list, and one card."""

from collections.abc import Sequence

from bot.deadlines.reading import Held
from bot.deadlines.stage_choice import chosen
from bot.payloads.cases import ShowCase
from bot.payloads.deadlines import (
    DeadlinePage,
    ShowDeadline,
    UnitDeadlines,
    UseDeadline,
)
from bot.rendering import deadline_texts as texts
from bot.rendering.days import long_day
from bot.rendering.deadline_parts import (
    basis_blocks,
    duty_lines,
    left_words,
    moment_words,
    stage_buttons,
)
from bot.rendering.reply import Block, Button, Keyboard, Reply, block, bold, italic
from knowledge.deadlines import wording
from knowledge.deadlines.arithmetic import period_words
from knowledge.eligibility.durations import Period, show_date
from storage.schedules import LATER_MARK, STAFF_STAGE
from storage.tables import Deadline, Origin, Reminder, ReminderStatus

EARLIEST_MARK, AFTER_MARK = "min-", "+"


def stage_words(stage: str) -> str:
    """A stage in words, such as 提前30天."""
    if stage == STAFF_STAGE:
        return texts.STAFF_STAGE
    if stage.startswith(LATER_MARK):
        return texts.LATER_STAGE
    if stage.startswith(EARLIEST_MARK):
        return wording.EARLIEST.format(label=stage_words(stage.removeprefix(EARLIEST_MARK)))
    period = Period.parse(stage.removeprefix(AFTER_MARK))
    if stage.startswith(AFTER_MARK):
        return wording.AFTER.format(period=period_words(period))
    return wording.BEFORE.format(period=period_words(period)) if period != Period() else wording.ON_THE_DAY


def render_card(held: Held, *before: str) -> Reply:
    """Everything about a deadline, with what can be done."""
    row, rule = held.row, held.rule
    blocks = (
        *(block(italic(sentence)) for sentence in before),
        block(bold(row.title)),
        *([block(italic(texts.FOR_WHOM.format(name=held.name)))] if held.name else []),
        _due_block(held),
        block("\n".join(duty_lines(rule)) if rule else _without_rule(row)),
        *((_reminders(held),) if held.is_open or shown_reminders(held.reminders) else ()),
        *(basis_blocks(held.book, rule) if rule else ()),
        block(italic("\n".join(_footer(row)))),
    )
    return Reply(blocks, card_keyboard(held))


def _without_rule(row: Deadline) -> str:
    return texts.RULE_GONE_ON_CARD if row.rule else texts.OWN_CONSEQUENCE


def _due_block(held: Held) -> Block:
    """The day, how far it is, how it came about."""
    row = held.row
    lines = []
    if held.is_open:
        lines.append(left_words(row.due_on, today=held.today, calendar=held.book.calendar))
    else:
        lines.append(texts.STATE.format(state=texts.STATES[row.status]))
    if row.earliest_on:
        lines.append(texts.MARK.format(label=wording.SHORTEST, day=long_day(row.earliest_on)))
    if row.formula:
        lines.append(texts.FORMULA.format(formula=row.formula))
    if row.extended_from:
        lines.append(
            texts.EXTENDED.format(day=show_date(row.extended_from), reason=row.extended_reason or "")
        )
    return block(bold(texts.DUE.format(day=long_day(row.due_on))), "\n" + "\n".join(lines))


def _reminders(held: Held) -> Block:
    """Every planned reminder and what became of it."""
    lines = [
        texts.STAGE.format(
            label=stage_words(item.stage),
            at=moment_words(item.due_at.astimezone(held.zone), held.today),
            state=texts.REMINDER_STATES[item.status],
        )
        for item in shown_reminders(held.reminders)
    ]
    return block(bold(texts.STAGES), "\n" + ("\n".join(lines) or texts.NO_STAGES))


def shown_reminders(reminders: Sequence[Reminder]) -> list[Reminder]:
    """The reminders in the order of their instants, without those that were overtaken."""
    return sorted(
        (item for item in reminders if item.status != ReminderStatus.CANCELLED), key=lambda item: item.due_at
    )


def _footer(row: Deadline) -> list[str]:
    privacy = [texts.PRIVATE] if row.is_private else []
    is_entered = row.rule is not None and row.entered_on is not None
    origin = texts.ENTERED_BY_RULE if is_entered else texts.ORIGINS[row.origin]
    return [texts.ORIGIN.format(origin=origin), *privacy]


def act(held: Held, name: str, value: int = 0) -> UseDeadline:
    """The payload of an act on a deadline as it stands."""
    return UseDeadline(held.row.id, held.row.version, name, value)


def card_keyboard(held: Held) -> Keyboard:
    """What can be done with a deadline."""
    case = case_row(held)
    basis = ((Button(texts.BASIS_BUTTON, act(held, "basis")),),) if held.rule else ()
    delete = Button(texts.DELETE_BUTTON, act(held, "delete"))
    if not held.is_open:
        return (*case, *basis, (Button(texts.RESUME_BUTTON, act(held, "resume")), delete), _back(held))
    privacy = (texts.SHOW_STAFF_BUTTON, 0) if held.row.is_private else (texts.HIDE_BUTTON, 1)
    return (
        (Button(texts.DONE_BUTTON, act(held, "done")), Button(texts.LATER_BUTTON, act(held, "later"))),
        (Button(texts.EXTEND_BUTTON, act(held, "extend")), Button(texts.STOP_BUTTON, act(held, "stop"))),
        (
            Button(texts.CHANGE_DATE_BUTTON, act(held, "redo")),
            Button(texts.STAGES_BUTTON, act(held, "stages")),
        ),
        *case,
        *basis,
        *(() if held.name else ((Button(privacy[0], act(held, "private", privacy[1])),),)),
        (delete,),
        _back(held),
    )


def case_row(held: Held) -> Keyboard:
    """The way to the case that a deadline came from."""
    row = held.row
    if row.origin != Origin.CASE or row.origin_id is None:
        return ()
    return ((Button(texts.CASE_BUTTON, ShowCase(row.origin_id)),),)


def _back(held: Held) -> tuple[Button, ...]:
    if held.name:
        return (Button(texts.UNITS_BUTTON, UnitDeadlines("overdue", 0)),)
    return (Button(texts.MINE_BUTTON, DeadlinePage("next", 0)),)


def render_said(held: Held, said: str) -> Reply:
    """What became of an act, in short; what is closed can be taken up again."""
    row = held.row
    lines = [texts.DUE.format(day=long_day(row.due_on))]
    if held.is_open:
        lines.append(left_words(row.due_on, today=held.today, calendar=held.book.calendar))
    again = () if held.is_open else (Button(texts.UNDO_BUTTON, act(held, "resume")),)
    blocks = (block(said), block(bold(_titled(held)), "\n" + "，".join(lines)))
    return Reply(blocks, ((Button(texts.CARD_BUTTON, _show(held)), *again), _back(held)))


def _titled(held: Held) -> str:
    """The title, after the name of whom it concerns."""
    return f"{held.name} · {held.title}" if held.name else held.title


def render_deletion(held: Held) -> Reply:
    """A question before it is gone."""
    row = (
        Button(texts.DELETE_FOR_SURE_BUTTON, act(held, "gone")),
        Button(texts.KEEP_BUTTON, ShowDeadline(held.row.id)),
    )
    return Reply((block(texts.CONFIRM_DELETE.format(title=held.title)),), (row,))


def render_later(held: Held) -> Reply:
    """When to be reminded again."""
    keys = [Button(label, act(held, "snooze", days)) for days, label in texts.LATER_CHOICES.items()]
    last = (Button(texts.PICK_DAY_BUTTON, act(held, "pick")), Button(texts.BACK_BUTTON, _show(held)))
    return Reply((block(texts.LATER_TITLE.format(title=held.title)),), (*stage_buttons(keys), last))


def _show(held: Held) -> ShowDeadline:
    return ShowDeadline(held.row.id)


def render_stages(held: Held) -> Reply:
    """Which days before the due date a deadline is reminded of."""
    keys = [
        Button(
            (texts.CHOSEN if is_chosen else texts.NOT_CHOSEN).format(label=texts.STAGE_NAMES[days]),
            act(held, "stage", days),
        )
        for days, is_chosen in chosen(held.stages).items()
    ]
    default = ((Button(texts.DEFAULT_STAGES_BUTTON, act(held, "default")),),) if held.rule else ()
    back = (Button(texts.BACK_BUTTON, _show(held)),)
    return Reply((block(texts.STAGES_TITLE), _reminders(held)), (*stage_buttons(keys), *default, back))


def render_basis(held: Held, questions: Sequence[str], *, checklist: Button | None) -> Reply:
    """What the reminder rests on, and where more is told."""
    rule = held.rule
    if rule is None:
        return Reply((block(texts.OWN_CONSEQUENCE),), ((Button(texts.BACK_BUTTON, _show(held)),),))
    blocks = (block(bold(rule.title)), block("\n".join(duty_lines(rule))), *basis_blocks(held.book, rule))
    keys = [
        (Button(texts.ANSWER_BUTTON.format(question=question), act(held, "answer", at)),)
        for at, question in enumerate(questions)
    ]
    more = ((checklist,),) if checklist else ()
    return Reply(blocks, (*more, *keys, (Button(texts.BACK_BUTTON, _show(held)),)))
