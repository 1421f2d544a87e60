"""Making a deadline: choosing a rule, giving its dates, checking the preview, confirming."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from sqlmodel import Session
from telegram import Update

from bot.access import Callback
from bot.asides import is_question, unless_question
from bot.callback_data import parse_as
from bot.context import BotContext
from bot.deadlines.drafts import Draft, drop_draft, get_draft
from bot.deadlines.finding import rule_of_key, rules_of, search_rules
from bot.deadlines.steps import STEPS, checked
from bot.deadlines.turning import SEARCHING, Making, begin_search, present, whom_of
from bot.delivery import respond
from bot.incoming import chat_id_of, message_of, query_of
from bot.payloads.deadlines import (
    DeadlineRules,
    DeadlineSearch,
    DeadlineSubjects,
    DraftDeadline,
    NewDeadline,
)
from bot.rendering import deadline_texts as texts
from bot.rendering.access import render_line
from bot.rendering.deadline_making import Whom, render_found, render_menu, render_rules, render_search
from bot.rendering.reply import Reply
from bot.turns import take_turn
from knowledge.eligibility.durations import show_date
from knowledge.eligibility.written_dates import read_date
from knowledge.text.masking import mask_personal
from storage.people import get_person
from storage.tables import User
from storage.users import get_user

TITLE_LENGTH = 60
PERSON = "person"
ORIGINS = frozenset({"", "check", "step", "answer", PERSON})


async def show_subjects(update: Update, context: BotContext) -> None:
    """Show the subjects of rules."""
    payload = parse_as(DeadlineSubjects, query_of(update).data)
    chat_id = chat_id_of(update)

    def work(session: Session, _: User) -> Reply | None:
        whom = _whom(session, context, payload.person) if payload else None
        if whom is None:
            return None
        drop_draft(session, context, chat_id=chat_id)
        return render_menu(context.knowledge.base.deadline_book, whom)

    await take_turn(update, context, work)


def _whom(session: Session, context: BotContext, person_id: int) -> Whom | None:
    """Oneself for 0, or the person of this number within the viewer's scope."""
    if not person_id:
        return Whom()
    person = get_person(session, person_id=person_id, scope=context.viewer.scope)
    return Whom(person.id, person.name) if person else None


async def show_rules(update: Update, context: BotContext) -> None:
    """Show a page of a subject's rules."""
    payload = parse_as(DeadlineRules, query_of(update).data)

    def work(session: Session, _: User) -> Reply | None:
        whom = _whom(session, context, payload.person) if payload else None
        if payload is None or whom is None or payload.subject not in texts.SUBJECTS:
            return None
        rules = rules_of(context.knowledge.base.deadline_book, payload.subject)
        return render_rules(rules, subject=payload.subject, page=payload.page, whom=whom)

    await take_turn(update, context, work)


async def ask_words(update: Update, context: BotContext) -> None:
    """Let the chat's next text search the rules."""
    payload = parse_as(DeadlineSearch, query_of(update).data)
    chat_id = chat_id_of(update)

    def work(session: Session, user: User) -> Reply | None:
        whom = _whom(session, context, payload.person) if payload else None
        if whom is None:
            return None
        begin_search(Making(session, context, user, chat_id), whom.person or None)
        return render_search(whom)

    await take_turn(update, context, work)


def searching(otherwise: Callback) -> Callback:
    """A callback for the words to search by; what asks something is a question like any other."""
    return unless_question(_search, otherwise)


async def _search(update: Update, context: BotContext) -> None:
    """Show the rules that the words find."""
    words, chat_id = message_of(update).text or "", chat_id_of(update)

    def work(session: Session, user: User) -> Reply:
        waiting = get_draft(session, chat_id=chat_id)
        whom = whom_of(Making(session, context, user, chat_id), waiting[0] if waiting else Draft())
        drop_draft(session, context, chat_id=chat_id)
        return render_found(search_rules(context.knowledge.base.deadline_book, words), whom)

    await take_turn(update, context, work)


async def begin(update: Update, context: BotContext) -> None:
    """Begin a deadline by the rule on the pressed button, or by hand."""
    payload = parse_as(NewDeadline, query_of(update).data)
    chat_id = chat_id_of(update)

    def work(session: Session, user: User) -> Reply | None:
        if payload is None or payload.origin not in ORIGINS:
            return None
        rule = rule_of_key(context.knowledge.base.deadline_book, payload.rule)
        person = payload.number if payload.origin == PERSON else 0
        if (rule is None and payload.rule) or _whom(session, context, person) is None:
            return None
        draft = Draft(
            rule=rule.id if rule else None,
            person=person or None,
            origin=payload.origin,
            number=payload.number,
        )
        return present(Making(session, context, user, chat_id), draft)

    await take_turn(update, context, work)


async def take_step(update: Update, context: BotContext) -> None:
    """Take the step on the pressed button; one of before shows where things stand now."""
    payload = parse_as(DraftDeadline, query_of(update).data)
    chat_id = chat_id_of(update)

    def work(session: Session, user: User) -> Reply | None:
        making = Making(session, context, user, chat_id)
        waiting = get_draft(session, chat_id=chat_id)
        if payload is None:
            return None
        if waiting is None or waiting[0].origin == SEARCHING:
            return render_line(texts.NO_DRAFT)
        draft, turn = waiting
        step = STEPS.get(payload.act)
        reply = step(making, draft, payload.value) if step and turn == payload.turn else None
        return reply or present(making, draft, texts.OLD_DRAFT)

    await take_turn(update, context, work)


async def take_title(update: Update, context: BotContext) -> None:
    """Take what one's own deadline is about."""
    text = mask_personal(" ".join((message_of(update).text or "").split()))

    def work(making: Making, draft: Draft) -> Reply:
        if not 0 < len(text) <= TITLE_LENGTH:
            return present(making, draft, texts.BAD_TITLE)
        return present(making, replace(draft, title=text))

    await _take(update, context, work)


def dating(otherwise: Callback) -> Callback:
    """A callback for the text typed where a date is asked for: what can only be a question is answered as one."""

    async def take_date(update: Update, context: BotContext) -> None:
        """Take a date in words."""
        text = message_of(update).text or ""
        if is_question(text) and read_date(text, context.today()) is None:
            await otherwise(update, context)
            await _ask_again(update, context)
            return
        await _take(update, context, lambda making, draft: _typed(making, draft, text))

    return take_date


def redating(otherwise: Callback) -> Callback:
    """A callback for the text typed below a preview: another date takes the place of the one shown."""

    async def take_other(update: Update, context: BotContext) -> None:
        """Take the date, or hand the text on."""
        text = message_of(update).text or ""
        if is_question(text) or read_date(text, context.today()) is None:
            await otherwise(update, context)
            return
        await _take(update, context, lambda making, draft: _typed(making, draft.without_dates(), text))

    return take_other


def _typed(making: Making, draft: Draft, text: str) -> Reply:
    """The draft with a date in words; the same question again when there is none in them."""
    written = read_date(text, making.today)
    if written is None:
        return present(making, draft, texts.BAD_DATE)
    day = show_date(written.day)
    remark = "" if written.has_day else texts.ONLY_MONTH.format(text=written.text, day=day)
    after = draft.with_date(draft.missing(making.rule_of(draft)), written.day)
    return checked(making, draft, after, remark)


async def _ask_again(update: Update, context: BotContext) -> None:
    """Ask for the date again, after a question in between was answered."""
    chat_id = chat_id_of(update)

    def work() -> Reply | None:
        with context.database.write() as session:
            waiting, user = get_draft(session, chat_id=chat_id), get_user(session, telegram_id=chat_id)
            if waiting is None or user is None:
                return None
            return present(Making(session, context, user, chat_id), waiting[0], texts.OUT_OF_TURN)

    reply = await asyncio.to_thread(work)
    if reply is not None:
        await respond(update, context, reply)


async def _take(update: Update, context: BotContext, work: Callable[[Making, Draft], Reply]) -> None:
    """Fill in what the draft of the chat waits for."""
    chat_id = chat_id_of(update)

    def turn(session: Session, user: User) -> Reply:
        waiting = get_draft(session, chat_id=chat_id)
        making = Making(session, context, user, chat_id)
        if waiting is None:
            drop_draft(session, context, chat_id=chat_id)
            return render_line(texts.NO_DRAFT)
        return work(making, waiting[0])

    await take_turn(update, context, turn)
