"""The steps of making a deadline that a button can take; None for one that isn't there."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from bot.deadlines.drafts import READY, TITLE, Draft, drop_draft, keep_draft
from bot.deadlines.keeping import keep
from bot.deadlines.reading import hold
from bot.deadlines.stage_choice import chosen, toggled
from bot.deadlines.turning import Making, present, present_stages
from bot.rendering import deadline_texts as texts
from bot.rendering.access import render_line
from bot.rendering.deadline_cards import render_card
from bot.rendering.deadline_making import SKIP, render_stage_choice, with_remark
from bot.rendering.reply import Reply
from knowledge.deadlines.arithmetic import iso
from knowledge.deadlines.due import DeadlineError
from storage.tables import ReminderStatus


def _date(making: Making, draft: Draft, value: int) -> Reply | None:
    """Take a date that was offered, or skip the second start."""
    missing = draft.missing(making.rule_of(draft))
    if missing in {TITLE, READY} or (value == SKIP and missing != "also"):
        return None
    day = None if value == SKIP else date.fromordinal(value) if 0 < value < date.max.toordinal() else None
    if day is None and value != SKIP:
        return None
    return checked(making, draft, draft.with_date(missing, day))


def checked(making: Making, before: Draft, after: Draft, remark: str = "") -> Reply:
    """The next question or the preview; the question before again when the arithmetic refuses the date."""
    try:
        return present(making, after, remark)
    except DeadlineError as error:
        return present(making, before, texts.WRONG.format(reason=error))


def _confirm(making: Making, draft: Draft, _: int) -> Reply | None:
    """Make the deadline, or change it."""
    if draft.missing(making.rule_of(draft)) != READY:
        return None
    row = keep(making, draft)
    drop_draft(making.session, making.context, chat_id=making.chat_id)
    if row is None:
        return render_line(texts.NO_DRAFT)
    held = hold(making.session, making.context, row)
    said = texts.CHANGED if draft.deadline else texts.MADE
    if held.name and not draft.deadline:
        is_held = any(item.status == ReminderStatus.HELD for item in held.reminders)
        said = (texts.MADE_HELD if is_held else texts.MADE_FOR).format(name=held.name)
    return render_card(held, said)


def _redo(making: Making, draft: Draft, _: int) -> Reply:
    """Ask for the dates again."""
    return present(making, draft.without_dates())


def _cancel(making: Making, _: Draft, _value: int) -> Reply:
    """Leave it."""
    drop_draft(making.session, making.context, chat_id=making.chat_id)
    return render_line(texts.CANCELED)


def _stages(making: Making, draft: Draft, _: int) -> Reply:
    """Show when to be reminded."""
    turn = keep_draft(making.session, making.context, draft, chat_id=making.chat_id, form=None)
    return render_stage_choice(chosen(present_stages(making, draft)), turn=turn)


def _stage(making: Making, draft: Draft, days: int) -> Reply | None:
    """Take one of the usual days or leave it out."""
    stages = toggled(present_stages(making, draft), days) if days in texts.STAGE_NAMES else None
    if stages is None:
        return with_remark(_stages(making, draft, 0), texts.LAST_STAGE)
    return _stages(making, replace(draft, stages=tuple(map(iso, stages))), 0)


def _default(making: Making, draft: Draft, _: int) -> Reply:
    """Back to the stages of the rule."""
    return present(making, replace(draft, stages=None))


def _back(making: Making, draft: Draft, _: int) -> Reply:
    """The preview as it stands."""
    return present(making, draft)


STEPS: Mapping[str, Callable[[Making, Draft, int], Reply | None]] = {
    "date": _date,
    "confirm": _confirm,
    "redo": _redo,
    "cancel": _cancel,
    "stages": _stages,
    "stage": _stage,
    "default": _default,
    "back": _back,
}
