"""/mydata: everything that is kept about oneself, handed out or deleted."""

import asyncio
import json
from typing import Any

from sqlmodel import Session
from telegram import Update

from bot.callback_data import parse_as
from bot.context import BotContext
from bot.heavy import start_heavy
from bot.incoming import acknowledge, query_of
from bot.ledger import act_once
from bot.payloads.personal import MyData
from bot.rendering import personal_texts as texts
from bot.rendering.access import render_line
from bot.rendering.data_page import DataPage, titles_in
from bot.rendering.personal import render_deletion, render_mydata
from bot.rendering.reply import Reply
from bot.sending import File, send_files
from bot.turns import note, take_turn
from storage.accounts import delete_account, export_account
from storage.audit import AuditAction, Subject
from storage.people import mark_unlinked
from storage.tables import User


async def show_mydata(update: Update, context: BotContext) -> None:
    """Say what can be done."""
    await take_turn(update, context, lambda _, user: render_mydata(is_linked=user.person_id is not None))


async def act_on_data(update: Update, context: BotContext) -> None:
    """Export, unlink, or delete after a confirmation."""
    payload = parse_as(MyData, query_of(update).data)
    act = payload.act if payload else ""
    if act == "export":
        await acknowledge(update, context)
        await start_heavy(update, context, _export)
        return
    await take_turn(update, context, lambda session, user: _act(session, user, context, act))
    if act == "confirm":
        await asyncio.to_thread(context.database.forget)


def _act(session: Session, user: User, context: BotContext, act: str) -> Reply | None:
    """What a button does, except for the export."""
    if act == "unlink":
        return _unlink(session, user, context)
    if act == "confirm":
        note(session, context, AuditAction.ACCOUNT_DELETED, on=(Subject.ACCOUNT, user.id))
        delete_account(session, user=user, now=context.now())
        return render_line(texts.DELETED)
    replies = {"delete": render_deletion(), "keep": render_line(texts.KEPT)}
    return replies.get(act)


def _unlink(session: Session, user: User, context: BotContext) -> Reply:
    """Take the record from the account."""
    if user.person_id is None:
        return render_line(texts.NOT_LINKED)
    note(session, context, AuditAction.ACCOUNT_UNLINKED, on=(Subject.PERSON, user.person_id))
    mark_unlinked(session, person_id=user.person_id)
    return render_line(texts.UNLINKED)


async def _export(update: Update, context: BotContext) -> None:
    """Send everything as a page to read and as JSON."""

    def work(session: Session, user: User) -> dict[str, Any]:
        note(session, context, AuditAction.ACCOUNT_EXPORTED, on=(Subject.ACCOUNT, user.id))
        return export_account(session, user=user, now=context.now())

    data = await act_once(update, context, work)
    page = DataPage(context.settings.zone, titles_in(context.knowledge.base))
    files = (
        File("my-data.html", page.render(data).encode()),
        File("my-data.json", (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()),
    )
    await send_files(update, context, files, caption=texts.EXPORTED)
