"""/deadlines: one's own deadlines as a list, a picture and a calendar file."""

import asyncio

from sqlmodel import Session
from telegram import Update

from bot.access import STAFF
from bot.calendar_file import build_calendar_file
from bot.callback_data import parse_as
from bot.context import BotContext
from bot.deadlines.drafts import drop_draft
from bot.deadlines.exports import entries_of, lines_of
from bot.deadlines.finding import search_rules
from bot.delivery import respond
from bot.heavy import start_heavy
from bot.incoming import acknowledge, chat_id_of, message_of, query_of
from bot.ledger import act_once
from bot.payloads.deadlines import DeadlineFile, DeadlinePage
from bot.pictures.deadlines import draw_deadlines
from bot.rendering import deadline_texts as texts
from bot.rendering.access import render_line
from bot.rendering.deadline_lists import Listing, render_mine, with_tools
from bot.rendering.deadline_making import Whom, render_found
from bot.rendering.paging import PAGE, Page
from bot.rendering.reply import Reply
from bot.rendering.texts import STALE
from bot.sending import File, send_files, send_picture, show_drawing
from bot.turns import take_turn
from storage import deadline_lists as lists
from storage.deadline_lists import View
from storage.tables import Deadline, User

PICTURE, CALENDAR = "picture", "ics"
# More closed ones are of no use in a calendar.
CLOSED_EXPORTED = lists.Page(limit=100)


async def show_deadlines(update: Update, context: BotContext) -> None:
    """Show one's own deadlines; words after the command search the rules."""
    words = "" if update.callback_query else (message_of(update).text or "").partition(" ")[2].strip()
    payload = parse_as(DeadlinePage, update.callback_query.data) if update.callback_query else None
    is_stale = update.callback_query is not None and payload is None
    chat_id = chat_id_of(update)

    def work(session: Session, _: User) -> Reply | None:
        if words:
            drop_draft(session, context, chat_id=chat_id)
            return render_found(search_rules(context.knowledge.base.deadline_book, words), Whom())
        return None if is_stale else _list(session, context, payload)

    await take_turn(update, context, work)


def _list(session: Session, context: BotContext, asked: DeadlinePage | None) -> Reply | None:
    """A page of a view; without one, what is overdue before what comes next."""
    scope, today = context.viewer.scope, context.today()
    counts = lists.count_mine(session, scope=scope, today=today)
    view = asked.view if asked else View.OVERDUE if counts[View.OVERDUE] else View.NEXT
    if view not in set(View):
        return None
    page = Page(asked.page if asked else 0, counts[View(view)])
    if not page.exists:
        return None
    part = lists.Page(page.offset, PAGE)
    rows = lists.list_mine(session, scope=scope, view=View(view), today=today, page=part)
    listing = Listing(View(view), page, counts, today)
    reply = render_mine(rows, listing, context.knowledge.base.calendar)
    return with_tools(reply, is_staff=scope.role in STAFF, has_clock=context.clock is not None)


async def send_deadlines(update: Update, context: BotContext) -> None:
    """Send one's deadlines as a picture, or as a file for a calendar program."""
    payload = parse_as(DeadlineFile, query_of(update).data)
    send = {PICTURE: _send_picture, CALENDAR: _send_calendar}.get(payload.kind if payload else "")
    if send is None:
        await acknowledge(update, context, STALE, show_alert=True)
        return
    await acknowledge(update, context)
    await start_heavy(update, context, send)


async def _send_picture(update: Update, context: BotContext) -> None:
    """Draw the coming months beside the conversation."""

    def work(session: Session, _: User) -> list[Deadline]:
        return _open(session, context)

    rows = await act_once(update, context, work)
    await show_drawing(update, context)
    content = await asyncio.to_thread(
        draw_deadlines,
        lines_of(rows, context.settings.zone),
        today=context.today(),
        calendar=context.knowledge.base.calendar,
        script=context.viewer.script,
    )
    await send_picture(update, context, content, caption=texts.PICTURE_CAPTION)


def _open(session: Session, context: BotContext) -> list[Deadline]:
    """The viewer's own open deadlines, overdue ones first."""
    scope, today = context.viewer.scope, context.today()
    views = (View.OVERDUE, View.NEXT)
    return [row for view in views for row in lists.list_mine(session, scope=scope, view=view, today=today)]


async def _send_calendar(update: Update, context: BotContext) -> None:
    """Write the file: what is open, and what a calendar that read an earlier one must learn."""
    chat_id = chat_id_of(update)

    def work(session: Session, _: User) -> tuple[bytes, int]:
        closed = lists.list_mine(
            session,
            scope=context.viewer.scope,
            view=View.CLOSED,
            today=context.today(),
            page=CLOSED_EXPORTED,
        )
        rows = [*_open(session, context), *closed]
        entries = entries_of(session, context, rows, chat_id=chat_id)
        file = build_calendar_file(entries, name=texts.CALENDAR_NAME, now=context.now())
        return file, len(entries)

    content, count = await act_once(update, context, work)
    if not count:
        await respond(update, context, render_line(texts.FILE_EMPTY))
        return
    caption = texts.FILE_CAPTION.format(count=count)
    await send_files(update, context, [File(texts.FILE_NAME, content)], caption=caption)
