"""/audit and /maintenance: what was done to records, and the switch that pauses everything but answers."""

import json
from typing import Any

from sqlmodel import Session
from telegram import Update

from bot.callback_data import parse_as
from bot.context import BotContext
from bot.heavy import start_heavy
from bot.incoming import acknowledge
from bot.ledger import act_once
from bot.payloads.people import AuditPage
from bot.rendering import people_texts as texts
from bot.rendering.access import render_line
from bot.rendering.audit import render_audit
from bot.rendering.reply import Reply
from bot.sending import File, send_files
from bot.turns import note, take_turn
from storage.audit import AuditAction, export_audit, get_head, list_entries
from storage.switches import is_on, mark_switch
from storage.tables import User

STATES = {"on": True, "off": False}


async def show_audit(update: Update, context: BotContext) -> None:
    """Show the latest entries, or those before the number on the pressed button."""
    payload = parse_as(AuditPage, update.callback_query.data) if update.callback_query else AuditPage(0)

    def work(session: Session, _: User) -> Reply | None:
        if payload is None:
            return None
        entries = list_entries(session, before=payload.before or None)
        actors = {entry.actor for entry in entries if entry.actor is not None}
        users = {number: session.get(User, number) for number in actors}
        names = {number: user.display_name for number, user in users.items() if user is not None}
        return render_audit(entries, get_head(session), names=names, zone=context.settings.zone)

    await take_turn(update, context, work)


async def send_audit(update: Update, context: BotContext) -> None:
    """Send the whole log as a file that can be verified."""
    await acknowledge(update, context)
    await start_heavy(update, context, _export)


async def _export(update: Update, context: BotContext) -> None:
    """Write the log to a file; the export itself is its last entry."""

    def work(session: Session, _: User) -> dict[str, Any]:
        note(session, context, AuditAction.AUDIT_EXPORTED)
        return export_audit(session, now=context.now())

    record = await act_once(update, context, work)
    content = (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()
    caption = texts.AUDIT_FILE.format(count=record["head"]["count"])
    await send_files(update, context, (File("audit.json", content),), caption=caption)


async def set_maintenance(update: Update, context: BotContext) -> None:
    """Turn the switch, or say how it stands."""
    wanted = STATES.get((context.args or [""])[0].lower())

    def work(session: Session, _: User) -> Reply:
        if wanted is None:
            state = texts.MAINTENANCE_STATES[is_on(session)]
            return render_line(texts.MAINTENANCE_USAGE.format(state=state))
        mark_switch(session, turned_on=wanted, now=context.now())
        note(session, context, AuditAction.MAINTENANCE_ON if wanted else AuditAction.MAINTENANCE_OFF)
        return render_line(texts.MAINTENANCE_SET[wanted])

    await take_turn(update, context, work)
