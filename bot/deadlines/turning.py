"""Turns of making a deadline: what is asked next, the preview, and the row once it is confirmed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from bot.context import BotContext
from bot.deadlines.dates import KnownDate, fitting, trigger_of
from bot.deadlines.drafts import READY, TITLE, Draft, drop_draft, keep_draft
from bot.deadlines.origins import dates_of
from bot.rendering.access import render_line
from bot.rendering.deadline_making import Shown, Whom, render_ask, render_preview, with_remark
from bot.rendering.deadline_texts import RULE_GONE
from bot.rendering.reply import Reply
from knowledge.deadlines.due import Due
from knowledge.deadlines.preview import Preview, preview
from knowledge.deadlines.rules import STAGES, DeadlineRule
from knowledge.deadlines.stages import SendTimes, plan_stages
from knowledge.eligibility.durations import Period
from knowledge.eligibility.written_dates import read_date
from storage.people import get_account, get_person, get_person_of, list_dates
from storage.preferences import has_consent
from storage.questions import get_question
from storage.schedules import WEEKLY, get_times
from storage.tables import Person, User

# The origin of a draft that only says for whom rules are searched.
SEARCHING = "search"
SEARCH, DATE, NAME = "deadline.search", "deadline.date", "deadline.title"
PREVIEW = "deadline.preview"


@dataclass(frozen=True)
class Making:
    """Who makes a deadline in which chat, and with which content and clock."""

    session: Session
    context: BotContext
    user: User
    chat_id: int

    @property
    def today(self) -> date:
        """The day in the settings' zone."""
        return self.context.today()

    def rule_of(self, draft: Draft) -> DeadlineRule | None:
        """The rule of a draft; None for one made by hand, or whose rule is gone."""
        return self.context.knowledge.base.deadlines.get(draft.rule or "")

    def person_of(self, draft: Draft) -> Person | None:
        """The person of one's units whom a draft is for."""
        if draft.person is None:
            return None
        return get_person(self.session, person_id=draft.person, scope=self.context.viewer.scope)

    def times_of(self, draft: Draft) -> SendTimes:
        """When the one who is reminded wants to be written to."""
        person = self.person_of(draft)
        account = get_account(self.session, person=person) if person else self.user
        return get_times(
            self.session, user_id=account.id if account else None, zone=self.context.settings.timezone
        )


def whom_of(making: Making, draft: Draft) -> Whom:
    """Whom a draft is for, to be shown."""
    person = making.person_of(draft)
    return Whom(person.id, person.name) if person else Whom()


def known_dates(making: Making, draft: Draft, rule: DeadlineRule | None) -> list[KnownDate]:
    """The dates that may be meant: of the check that led here, of the person's record, of one's own."""
    trigger = trigger_of(rule, draft.missing(rule)) if rule else None
    if trigger is None:
        return []
    return [*fitting(trigger, _facts(making, draft)), *_said(making, draft)]


def _said(making: Making, draft: Draft) -> list[KnownDate]:
    """The date in the question that led here."""
    if draft.origin != "answer" or draft.trigger is not None:
        return []
    question = get_question(making.session, question_id=draft.number, user_id=making.user.id)
    written = read_date(question.text, making.today) if question else None
    return [KnownDate("", written.day)] if written and written.has_day else []


def _facts(making: Making, draft: Draft) -> Mapping[str, date]:
    """What is known of whom the deadline is for."""
    session, user = making.session, making.user
    person = making.person_of(draft)
    if person is not None:
        return {str(kind): on for kind, on in list_dates(session, person_id=person.id).items()}
    own = get_person_of(session, user=user) if has_consent(session, user_id=user.id) else None
    found = {str(kind): on for kind, on in list_dates(session, person_id=own.id).items()} if own else {}
    return found | dates_of(session, making.context, draft)


def present(making: Making, draft: Draft, remark: str = "") -> Reply:
    """What is asked next, or the preview; the chat waits for what can be typed."""
    rule = making.rule_of(draft)
    if draft.rule is not None and rule is None:
        drop_draft(making.session, making.context, chat_id=making.chat_id)
        return render_line(RULE_GONE)
    missing = draft.missing(rule)
    form = {TITLE: NAME, READY: PREVIEW}.get(missing, DATE)
    turn = keep_draft(making.session, making.context, draft, chat_id=making.chat_id, form=form)
    whom = whom_of(making, draft)
    if missing == READY:
        book = making.context.knowledge.base.deadline_book
        reply = render_preview(book, shown_of(making, draft), turn=turn, whom=whom)
    else:
        known = known_dates(making, draft, rule)
        reply = render_ask(rule, draft, turn=turn, whom=whom, known=known)
    return with_remark(reply, remark) if remark else reply


def shown_of(making: Making, draft: Draft) -> Shown:
    """The due date and every reminder of a complete draft.

    Raises DeadlineError when a date can't be.
    """
    rule, times, now = making.rule_of(draft), making.times_of(draft), making.context.now()
    if rule is not None:
        told = previewed(making, draft, rule)
        return Shown(draft, told.due, told.stages, making.today, told)
    due_on = draft.entered or making.today
    stages = plan_stages(due_on, stages_of(draft) or STAGES, WEEKLY, times=times, now=now)
    return Shown(draft, Due(due_on, None), stages, making.today)


def previewed(making: Making, draft: Draft, rule: DeadlineRule) -> Preview:
    """The rule applied to the draft's dates, with the stages that were chosen.

    Raises DeadlineError when a date can't be.
    """
    chosen = stages_of(draft)
    rule = rule if chosen is None else rule.model_copy(update={"stages": chosen})
    return preview(
        rule,
        draft.given,
        calendar=making.context.knowledge.base.calendar,
        times=making.times_of(draft),
        now=making.context.now(),
    )


def stages_of(draft: Draft) -> tuple[Period, ...] | None:
    """The chosen stages; None for those of the rule."""
    return None if draft.stages is None else tuple(map(Period.parse, draft.stages))


def present_stages(making: Making, draft: Draft) -> tuple[Period, ...]:
    """The stages as they are now: the chosen ones, or those of the rule."""
    rule = making.rule_of(draft)
    return stages_of(draft) or (rule.stages if rule else STAGES)


def begin_search(making: Making, person: int | None) -> None:
    """Let the chat's next text search the rules."""
    draft = Draft(person=person, origin=SEARCHING)
    keep_draft(making.session, making.context, draft, chat_id=making.chat_id, form=SEARCH)
