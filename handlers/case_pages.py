"""Pages about a case: all steps, history, files, people, what else can be done, a newer checklist, the record."""

import asyncio
import json
from collections.abc import Callable, Mapping
from pathlib import Path

from sqlmodel import Session
from telegram import Update

from bot.callback_data import parse_as
from bot.cases.files import show_files
from bot.cases.loading import actor_of
from bot.cases.matter import Matter
from bot.cases.people import choose_person, show_people
from bot.cases.turning import Turn, take_part
from bot.context import BotContext
from bot.incoming import acknowledge, query_of
from bot.ledger import act_once
from bot.payloads.cases import CasePage, CasePerson
from bot.rendering import case_page_texts as words
from bot.rendering.case_changes import render_changes
from bot.rendering.case_forms import render_facts
from bot.rendering.case_history import PAGE, numbers_in, render_history
from bot.rendering.case_pages import render_more, render_steps
from bot.rendering.reply import Reply
from bot.rendering.texts import STALE
from bot.sending import File, send_files
from storage.cases.events import list_events, names_of
from storage.cases.reading import get_case
from storage.cases.record import CaseRecord, export_case, gather
from storage.cases.staff import record_look
from storage.tables import User

EXPORT = "export"


async def show_page(update: Update, context: BotContext) -> None:
    """Show the page on the pressed button, if the viewer may see the case."""
    payload = parse_as(CasePage, query_of(update).data)
    if payload is not None and payload.view == EXPORT:
        await _export(update, context, payload.case)
        return

    def work(turn: Turn) -> Reply | None:
        matter = turn.find(payload.case) if payload else None
        if matter is None or payload is None or payload.view not in PAGES:
            return None
        return PAGES[payload.view](turn, matter, payload.page)

    await take_part(update, context, work)


def _steps(_turn: Turn, matter: Matter, page: int) -> Reply | None:
    return render_steps(matter, page)


def _more(_turn: Turn, matter: Matter, step: int) -> Reply:
    return render_more(matter, matter.resolve(step))


def _facts(_turn: Turn, matter: Matter, _page: int) -> Reply | None:
    return render_facts(matter) if matter.can_work else None


def _history(turn: Turn, matter: Matter, before: int) -> Reply:
    """A page of what was done, before an event's number (0: the latest)."""
    events = list_events(turn.session, case_id=matter.number, before=before or None, limit=PAGE + 1)
    names = names_of(turn.session, numbers_in(*events))
    return render_history(matter, events, names=names, zone=turn.context.settings.zone)


def _people(turn: Turn, matter: Matter, _page: int) -> Reply | None:
    return show_people(turn, matter)


def _changes(turn: Turn, matter: Matter, _page: int) -> Reply | None:
    """What the present version of the checklist changes for this case; for its owner."""
    latest = turn.actor.book.templates.get(matter.template.id)
    return render_changes(matter, latest) if latest and matter.is_owner else None


PAGES: Mapping[str, Callable[[Turn, Matter, int], Reply | None]] = {
    "steps": _steps,
    "more": _more,
    "facts": _facts,
    "history": _history,
    "people": _people,
    "files": show_files,
    "changes": _changes,
}


async def choose(update: Update, context: BotContext) -> None:
    """Do what the pressed button says about a colleague."""
    payload = parse_as(CasePerson, query_of(update).data)

    def work(turn: Turn) -> Reply | None:
        matter = turn.find(payload.case) if payload else None
        return choose_person(turn, matter, payload) if matter and payload else None

    await take_part(update, context, work)


async def _export(update: Update, context: BotContext, case_id: int) -> None:
    """Send the record of a case: a document for the file, and its events to be verified."""

    def work(session: Session, _user: User) -> CaseRecord | None:
        actor = actor_of(context)
        view = get_case(session, actor, case_id=case_id)
        if view is None:
            return None
        record_look(session, actor, view=view, is_export=True)
        return gather(session, actor, view)

    record = await act_once(update, context, work)
    if record is None:
        await acknowledge(update, context, STALE, show_alert=True)
        return
    await acknowledge(update, context)
    files = await asyncio.to_thread(_write, context, record)
    await send_files(update, context, files, caption=words.EXPORTED)


def _write(context: BotContext, record: CaseRecord) -> tuple[File, File]:
    """The record as a document, and its events as data."""
    # Its writer takes long to import, and is seldom asked for.
    from bot.rendering.case_document import case_file_name, render_case

    zone = context.settings.zone
    paper = render_case(record, context.knowledge.base, zone=zone, script=context.viewer.script)
    name = Path(case_file_name(record, zone))
    events = json.dumps(export_case(record), ensure_ascii=False, indent=1) + "\n"
    return File(name.name, paper), File(name.with_suffix(".json").name, events.encode())
