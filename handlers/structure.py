"""Structure checks of whole teams: choosing the kind of team, templates, and the roster that comes as a file."""

import asyncio

from sqlmodel import Session
from telegram import Update

from bot.access import STAFF
from bot.callback_data import parse_as
from bot.context import BotContext
from bot.incoming import acknowledge, chat_id_of, message_of, query_of
from bot.ledger import act_once, only_note
from bot.payloads.structure import TeamKinds, UseTeam
from bot.rendering import structure_texts as texts
from bot.rendering.reply import Reply
from bot.rendering.structure_menu import (
    render_documents,
    render_not_waiting,
    render_rejected,
    render_team,
    render_teams,
    render_unreadable,
    render_waiting_for_roster,
    roster_blocks,
)
from bot.rendering.structure_workbook import render_csv_template, render_template
from bot.sending import File, send_files
from bot.structure.survey import Survey
from bot.structure.turning import ROSTER, present, recall
from bot.turns import FORM, expect, filled, leave, take_turn
from knowledge.rosters import wording
from knowledge.rosters.counting import Group, count_roster
from knowledge.rosters.reading import MAX_MEMBERS, Rejected, Roster, read_roster
from knowledge.rosters.sheets import MAX_BYTES, MEGABYTE, Unreadable, read_sheets
from knowledge.rosters.teams import Team, columns_of, facts_of
from storage.conversations import get_chat
from storage.tables import User

TEMPLATES = {"template": ("xlsx", texts.TEMPLATE_SENT), "csv": ("csv", texts.CSV_SENT)}
Read = Roster | Rejected | Unreadable


async def show_documents(update: Update, context: BotContext) -> None:
    """Show the documents whose structure checks can be made at once."""
    base = context.knowledge.base
    names = dict.fromkeys(team.document for team in base.teams.values())
    documents = [base.documents[name] for name in names]
    await take_turn(
        update, context, lambda _session, _user: render_documents(documents) if documents else None
    )


async def show_teams(update: Update, context: BotContext) -> None:
    """Show the kinds of teams that a document speaks of."""
    payload = parse_as(TeamKinds, query_of(update).data)
    base = context.knowledge.base
    teams = [team for team in base.teams.values() if payload and team.document == payload.document]

    def work(_session: Session, _user: User) -> Reply | None:
        return render_teams(base.documents[teams[0].document], teams) if teams else None

    await take_turn(update, context, work)


async def use_team(update: Update, context: BotContext) -> None:
    """Show a kind of team, wait for its roster, begin to count, or send a template."""
    payload = parse_as(UseTeam, query_of(update).data)
    team = context.knowledge.base.teams.get(payload.team) if payload else None
    if payload and team and payload.act in TEMPLATES and team.group is not Group.NOBODY:
        await _send_template(update, context, team, payload.act)
        return
    chat_id = chat_id_of(update)

    def work(session: Session, _user: User) -> Reply | None:
        if team is None or payload is None:
            return None
        return _act(session, context, team, payload.act, chat_id=chat_id)

    await take_turn(update, context, work)


def _act(session: Session, context: BotContext, team: Team, act: str, *, chat_id: int) -> Reply | None:
    book = context.knowledge.base.rulebook
    if act == "count":
        return present(session, context, Survey(book, team, context.today()), chat_id=chat_id)
    if act == "roster" and team.group is not Group.NOBODY:
        expect(session, context, chat_id=chat_id, form=ROSTER, team=team.id)
        return render_waiting_for_roster(team, megabytes=MAX_BYTES // MEGABYTE, rows=MAX_MEMBERS)
    if act != "show":
        return None
    leave(session, context, chat_id=chat_id)
    survey = recall(session, context, chat_id=chat_id)
    return render_team(book, team, survey if survey and survey.team.id == team.id else None)


async def _send_template(update: Update, context: BotContext, team: Team, act: str) -> None:
    """Send an empty roster."""
    await act_once(update, context, only_note)
    await acknowledge(update, context)
    suffix, caption = TEMPLATES[act]
    render = render_template if act == "template" else render_csv_template
    book, script = context.knowledge.base.rulebook, context.viewer.script
    content = await asyncio.to_thread(render, book, team, script)
    name = texts.TEMPLATE_NAME.format(team=team.label, suffix=suffix)
    await send_files(update, context, [File(name, content)], caption=caption.format(team=team.label))


async def take_roster(update: Update, context: BotContext) -> None:
    """Count the roster that was sent, or say everything that is wrong with it; its lines are not kept."""
    chat_id = chat_id_of(update)
    team = await asyncio.to_thread(_team_waited_for, context, chat_id)
    read = await _read(update, context, team) if team else None

    def work(session: Session, _user: User) -> Reply:
        form = filled(session, chat_id=chat_id, form=ROSTER)
        if team is None or read is None or form is None or form.get("team") != team.id:
            leave(session, context, chat_id=chat_id)
            return _not_waiting(context)
        return _taken(session, context, team, read, chat_id=chat_id)

    await take_turn(update, context, work)


def _team_waited_for(context: BotContext, chat_id: int) -> Team | None:
    """The kind of team whose roster the chat waits for."""
    with context.database.read() as session:
        chat = get_chat(session, chat_id=chat_id)
        form = chat.state.get(FORM, {}) if chat else {}
        return context.knowledge.base.teams.get(str(form.get("team")))


async def _read(update: Update, context: BotContext, team: Team) -> Read:
    """Fetch the file and read it; one that is too large is not fetched."""
    document = message_of(update).document
    if document is None or (document.file_size or 0) > MAX_BYTES:
        return Unreadable(wording.TOO_LARGE.format(limit=f"{MAX_BYTES // MEGABYTE}MB"))
    file = await document.get_file()
    data = bytes(await file.download_as_bytearray())
    return await asyncio.to_thread(_parse, context, team, data)


def _parse(context: BotContext, team: Team, data: bytes) -> Read:
    sheets = read_sheets(data)
    if isinstance(sheets, Unreadable):
        return sheets
    return read_roster(sheets, columns_of(context.knowledge.base.rulebook, team), context.today())


def _taken(session: Session, context: BotContext, team: Team, read: Read, *, chat_id: int) -> Reply:
    """The report on a roster; after a bad one the chat goes on waiting."""
    if isinstance(read, Unreadable):
        return render_unreadable(team, read.reason)
    if isinstance(read, Rejected):
        return render_rejected(team, read)
    book, today = context.knowledge.base.rulebook, context.today()
    counts = count_roster(read.members, team.group, today)
    asked = {fact.id for fact in facts_of(book, team)}
    counts = {name: value for name, value in counts.items() if name in asked}
    survey = Survey(book, team, today, counts, rows=len(read.members), is_done=True)
    reply = present(session, context, survey, chat_id=chat_id)
    return Reply((*roster_blocks(book, team, read, today), *reply.blocks), reply.keyboard)


async def explain_document(update: Update, context: BotContext) -> None:
    """Say what a file could be good for that nobody asked for; it is not fetched."""
    await take_turn(update, context, lambda _session, _user: _not_waiting(context))


def _not_waiting(context: BotContext) -> Reply:
    return render_not_waiting(is_staff=context.viewer.role in STAFF, teams=context.knowledge.base.teams)
