"""What can be done with a deadline, each within the update's transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from bot.context import BotContext
from bot.deadlines.basis import answer_related, checklist_button, related_questions
from bot.deadlines.drafts import Draft
from bot.deadlines.noting import note_deadline
from bot.deadlines.reading import Held, hold, is_own
from bot.deadlines.stage_choice import toggled
from bot.deadlines.turning import Making, present
from bot.rendering import deadline_texts as texts
from bot.rendering.access import render_line
from bot.rendering.deadline_cards import (
    render_basis,
    render_card,
    render_deletion,
    render_later,
    render_said,
    render_stages,
)
from bot.rendering.people import render_form
from bot.rendering.reply import Reply
from bot.turns import expect
from knowledge.eligibility.durations import show_date
from storage.audit import AuditAction
from storage.deadlines import (
    delete_deadline,
    mark_closed,
    mark_private,
    mark_reopened,
    mark_snoozed,
    mark_stages,
)
from storage.tables import DeadlineStatus, User

LATER, EXTENDING = "deadline.later", "deadline.extend"
LONGEST_SNOOZE = 366


@dataclass(frozen=True)
class Acting:
    """Whoever acts on a deadline, in which chat."""

    session: Session
    context: BotContext
    user: User
    chat_id: int

    def said(self, held: Held, said: str) -> Reply:
        """What became of the act, with the deadline as it is now."""
        return render_said(hold(self.session, self.context, held.row), said)

    def note(self, held: Held, action: AuditAction = AuditAction.DEADLINE_CHANGED) -> None:
        """Note it, if it was done to somebody else's."""
        note_deadline(self.session, self.context, held.row, action)


def _done(acting: Acting, held: Held, _: int) -> Reply:
    """Note that it is met."""
    return _close(acting, held, status=DeadlineStatus.DONE, said=texts.DONE_NOW)


def _stop(acting: Acting, held: Held, _: int) -> Reply:
    """Remind no more."""
    return _close(acting, held, status=DeadlineStatus.STOPPED, said=texts.STOPPED_NOW)


def _close(acting: Acting, held: Held, *, status: DeadlineStatus, said: str) -> Reply:
    """Close it; a second press changes nothing."""
    if not held.is_open:
        return acting.said(held, texts.CLOSED_ALREADY)
    mark_closed(acting.session, held.row, status=status, now=acting.context.now())
    acting.note(held, AuditAction.DEADLINE_CLOSED)
    return acting.said(held, said)


def _resume(acting: Acting, held: Held, _: int) -> Reply:
    """Take it up again."""
    if held.is_open:
        return acting.said(held, texts.OPEN_ALREADY)
    mark_reopened(acting.session, held.row, now=acting.context.now())
    acting.note(held)
    return acting.said(held, texts.RESUMED_NOW)


def _snooze(acting: Acting, held: Held, days: int) -> Reply | None:
    """Remind again some days from today."""
    if not 0 < days <= LONGEST_SNOOZE:
        return None
    return until(acting, held, held.today + timedelta(days=days))


def until(acting: Acting, held: Held, day: date) -> Reply:
    """Remind again on a day."""
    if not held.is_open:
        return acting.said(held, texts.CLOSED_ALREADY)
    if mark_snoozed(acting.session, held.row, until=day, now=acting.context.now()) is None:
        return acting.said(held, texts.NOT_FUTURE)
    acting.note(held)
    return acting.said(held, texts.SNOOZED.format(day=show_date(day)))


def _pick(acting: Acting, held: Held, _: int) -> Reply:
    """Ask for the day of the next reminder."""
    wait(acting, held, LATER)
    return render_form(texts.ASK_LATER_DAY)


def _extend(acting: Acting, held: Held, _: int) -> Reply:
    """Ask for the new day and the reason."""
    if not held.is_open:
        return acting.said(held, texts.CLOSED_ALREADY)
    wait(acting, held, EXTENDING)
    return render_form(texts.ASK_EXTENSION)


def wait(acting: Acting, held: Held, form: str, **state: str) -> None:
    """Let the chat's next text say something about a deadline as it stands."""
    row = held.row
    expect(
        acting.session,
        acting.context,
        chat_id=acting.chat_id,
        form=form,
        deadline=row.id,
        version=row.version,
        **state,
    )


def _stage(acting: Acting, held: Held, days: int) -> Reply | None:
    """Take one of the usual days, or leave it out."""
    if days not in texts.STAGE_NAMES:
        return None
    stages = toggled(held.stages, days)
    if stages is None:
        return render_card(held, texts.LAST_STAGE)
    mark_stages(acting.session, held.row, stages=stages, now=acting.context.now())
    acting.note(held)
    return render_stages(hold(acting.session, acting.context, held.row))


def _default(acting: Acting, held: Held, _: int) -> Reply | None:
    """Back to the stages of the rule."""
    if held.rule is None:
        return None
    mark_stages(acting.session, held.row, stages=held.rule.stages, now=acting.context.now())
    acting.note(held)
    return acting.said(held, texts.STAGES_NOW)


def _private(acting: Acting, held: Held, value: int) -> Reply | None:
    """Show one's own deadline to staff, or to nobody."""
    if not is_own(held.row, acting.context.viewer.scope):
        return None
    mark_private(acting.session, held.row, is_private=bool(value), now=acting.context.now())
    return acting.said(held, texts.PRIVACY_NOW[bool(value)])


def _redo(acting: Acting, held: Held, _: int) -> Reply:
    """Ask for the dates again."""
    row = held.row
    draft = Draft(
        rule=held.rule.id if held.rule else None,
        title=row.title,
        person=row.person_id if held.name else None,
        stages=tuple(row.stages) if row.has_own_stages else None,
        deadline=row.id,
        version=row.version,
    )
    return present(Making(acting.session, acting.context, acting.user, acting.chat_id), draft)


def _gone(acting: Acting, held: Held, _: int) -> Reply:
    """Delete it for good."""
    acting.note(held, AuditAction.DEADLINE_DELETED)
    delete_deadline(acting.session, held.row)
    return render_line(texts.DELETED)


def _basis(acting: Acting, held: Held, _: int) -> Reply:
    """Show what it rests on."""
    base = acting.context.knowledge.base
    return render_basis(held, related_questions(base, held), checklist=checklist_button(base, held))


def _answer(acting: Acting, held: Held, at: int) -> Reply | None:
    """Answer the question at a position of those that belong to the rule."""
    return answer_related(acting.session, acting.user, context=acting.context, held=held, at=at)


Act = Callable[[Acting, Held, int], Reply | None]
# What is the same however often the deadline changed meanwhile.
TIMELESS: dict[str, Act] = {
    "basis": _basis,
    "answer": _answer,
    "later": lambda _acting, held, _value: render_later(held),
    "stages": lambda _acting, held, _value: render_stages(held),
    "delete": lambda _acting, held, _value: render_deletion(held),
    "done": _done,
    "stop": _stop,
}
ACTS: dict[str, Act] = TIMELESS | {
    "resume": _resume,
    "snooze": _snooze,
    "pick": _pick,
    "extend": _extend,
    "stage": _stage,
    "default": _default,
    "private": _private,
    "redo": _redo,
    "gone": _gone,
}
