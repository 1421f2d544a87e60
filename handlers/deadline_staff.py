"""What staff see of their units' deadlines: who, what, when, and what was delivered."""

from sqlmodel import Session
from telegram import Update

from bot.callback_data import parse_as
from bot.context import BotContext
from bot.incoming import query_of
from bot.payloads.deadlines import DeliveryPage, ResendMessage, UnitDeadlines
from bot.rendering import deadline_texts as texts
from bot.rendering.access import render_line
from bot.rendering.deadline_lists import Listing, render_attempts, render_trouble, render_units
from bot.rendering.paging import PAGE, Page
from bot.rendering.reply import Reply
from bot.turns import note, take_turn
from storage import deadline_lists as lists
from storage.audit import AuditAction
from storage.deadline_lists import View
from storage.delivery_ledger import list_attempts, list_troubled, mark_resent
from storage.tables import User

LEDGER_PAGE = 10
TROUBLE, ALL = texts.LEDGER_VIEWS


async def show_units(update: Update, context: BotContext) -> None:
    """Show a page of the deadlines that the viewer looks after."""
    payload = parse_as(UnitDeadlines, query_of(update).data)

    def work(session: Session, _: User) -> Reply | None:
        if payload is None or payload.view not in set(View):
            return None
        scope, today = context.viewer.scope, context.today()
        view = View(payload.view)
        counts = lists.count_staffed(session, scope=scope, today=today)
        page = Page(payload.page, counts[view])
        if not page.exists:
            return None
        part = lists.Page(page.offset, PAGE)
        rows = lists.list_staffed(session, scope=scope, view=view, today=today, page=part)
        return render_units(rows, Listing(view, page, counts, today))

    await take_turn(update, context, work)


async def show_ledger(update: Update, context: BotContext) -> None:
    """Show what was not delivered and why, or everything that was tried."""
    payload = parse_as(DeliveryPage, query_of(update).data)

    def work(session: Session, _: User) -> Reply | None:
        if payload is None or payload.view not in texts.LEDGER_VIEWS:
            return None
        return (
            _trouble(session, context) if payload.view == TROUBLE else _all(session, context, payload.before)
        )

    await take_turn(update, context, work)


def _trouble(session: Session, context: BotContext) -> Reply:
    rows = list_troubled(session, scope=context.viewer.scope, limit=LEDGER_PAGE)
    return render_trouble(rows, zone=context.settings.zone, today=context.today())


def _all(session: Session, context: BotContext, before: int) -> Reply:
    scope = context.viewer.scope
    rows = list_attempts(session, scope=scope, before=before or None, limit=LEDGER_PAGE + 1)
    return render_attempts(
        rows[:LEDGER_PAGE],
        zone=context.settings.zone,
        today=context.today(),
        has_more=len(rows) > LEDGER_PAGE,
    )


async def resend(update: Update, context: BotContext) -> None:
    """Send a message that is in doubt again, as somebody decided."""
    payload = parse_as(ResendMessage, query_of(update).data)

    def work(session: Session, _: User) -> Reply | None:
        number = payload.message if payload else 0
        is_done = mark_resent(session, message_id=number, scope=context.viewer.scope, now=context.now())
        if not is_done:
            return None
        note(session, context, AuditAction.MESSAGE_RESENT, message=number)
        return render_line(texts.RESENT)

    await take_turn(update, context, work)
