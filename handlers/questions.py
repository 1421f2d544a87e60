"""/questions: what went unanswered, for curators; and the button by which somebody passes a question on."""

from sqlmodel import Session
from telegram import Update

from bot.callback_data import parse_as
from bot.context import BotContext
from bot.incoming import chat_id_of, message_of, query_of
from bot.outbox.jobs import nudge
from bot.payloads.questions import PassOn, QuestionPage, SettleQuestion, ShowQuestion
from bot.rendering import questions_texts as texts
from bot.rendering.access import render_line
from bot.rendering.paging import PAGE, Page
from bot.rendering.people import render_form
from bot.rendering.questions import (
    render_group,
    render_groups,
    render_reply_form,
    render_settled,
)
from bot.rendering.reply import Reply
from bot.turns import expect, filled, leave, note, take_turn
from knowledge.text.masking import mask_personal
from storage.audit import AuditAction, Subject
from storage.outbox import Notice, add_numbers
from storage.questions import mark_passed_on
from storage.tables import User
from storage.unanswered import (
    Group,
    Settlement,
    count_groups,
    get_group,
    list_groups,
    list_wordings,
    mark_settled,
)

FORM = "question.reply"
ANSWERED = "question_answered"
LONGEST_REPLY = 500
WORDINGS = 6


async def pass_on(update: Update, context: BotContext) -> None:
    """Let somebody answer the person's own question."""
    payload = parse_as(PassOn, query_of(update).data)

    def work(session: Session, user: User) -> Reply | None:
        number = payload.question if payload else 0
        is_theirs = mark_passed_on(session, question_id=number, user_id=user.id, now=context.now())
        return render_line(texts.HANDED_ON) if is_theirs else None

    await take_turn(update, context, work)


async def show_questions(update: Update, context: BotContext) -> None:
    """Show the first page of what waits, or the one on the pressed button."""
    payload = parse_as(QuestionPage, update.callback_query.data) if update.callback_query else QuestionPage(0)

    def work(session: Session, _: User) -> Reply | None:
        if payload is None or payload.page < 0:
            return None
        page = Page(payload.page, count_groups(session))
        return render_groups(list_groups(session, offset=page.offset, limit=PAGE), page)

    await take_turn(update, context, work)


async def show_question(update: Update, context: BotContext) -> None:
    """Show a question that waits, with its wordings and what came nearest."""
    payload = parse_as(ShowQuestion, query_of(update).data)

    def work(session: Session, _: User) -> Reply | None:
        group = get_group(session, question_id=payload.question) if payload else None
        if group is None:
            return None
        wordings = list_wordings(session, question_id=group.latest.id, limit=WORDINGS)
        return render_group(group, wordings, _nearest(context, group))

    await take_turn(update, context, work)


def _nearest(context: BotContext, group: Group) -> dict[str, str]:
    """The entries that were offered or answered, by id."""
    question, base = group.latest, context.knowledge.base
    found = map(base.get_entry, filter(None, (question.entry, *question.offered)))
    return {entry.id: entry.question for entry in found if entry is not None}


async def settle_question(update: Update, context: BotContext) -> None:
    """Close a question without a reply, or wait for the reply to be typed."""
    payload = parse_as(SettleQuestion, query_of(update).data)
    chat_id = chat_id_of(update)

    def work(session: Session, _: User) -> Reply | None:
        group = get_group(session, question_id=payload.question) if payload else None
        if payload is None or group is None:
            return None
        if payload.act == "reply":
            expect(session, context, chat_id=chat_id, form=FORM, question=group.latest.id)
            return render_reply_form(group)
        return _settle(session, context, group, Settlement()) if payload.act == "close" else None

    await take_turn(update, context, work)


async def take_reply(update: Update, context: BotContext) -> None:
    """Take the reply as it was typed, settle the question, and let those who wait be told."""
    chat_id = chat_id_of(update)
    text = mask_personal((message_of(update).text or "").strip())

    def work(session: Session, _: User) -> Reply:
        opened = filled(session, chat_id=chat_id, form=FORM)
        if opened is not None and len(text) > LONGEST_REPLY:
            return render_form(texts.REPLY_TOO_LONG)
        group = get_group(session, question_id=int(opened["question"])) if opened else None
        leave(session, context, chat_id=chat_id)
        return _settle(session, context, group, Settlement(reply=text)) if group else render_line(texts.GONE)

    await take_turn(update, context, work)
    await nudge(context)


def _settle(session: Session, context: BotContext, group: Group, settlement: Settlement) -> Reply:
    """Settle a question with all that share its words; those who passed it on are told what was replied."""
    number, now = group.latest.id, context.now()
    waiting = mark_settled(session, question_id=number, settlement=settlement, now=now)
    note(session, context, AuditAction.QUESTION_SETTLED, on=(Subject.QUESTION, number), count=group.count)
    if settlement.reply is None:
        return render_settled(count=group.count, told=0)
    people = {question.user_id for question in waiting}
    for user_id in sorted(people):
        numbers = [question.id for question in waiting if question.user_id == user_id]
        add_numbers(session, notice=Notice(user_id=user_id, kind=ANSWERED), numbers=numbers, now=now)
    return render_settled(count=group.count, told=len(people))
