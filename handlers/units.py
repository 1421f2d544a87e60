"""/units: the tree of units that one answers for, and choosing one of them."""

from sqlmodel import Session
from telegram import Update

from bot.callback_data import parse_as
from bot.context import BotContext
from bot.incoming import chat_id_of, message_of, query_of
from bot.payloads.people import ActOnUnit, UnitPage
from bot.person_cards import path_of, people_in
from bot.rendering import people_texts as texts
from bot.rendering.access import render_line
from bot.rendering.paging import PAGE, Page
from bot.rendering.people import render_form, render_unit, render_units
from bot.rendering.reply import Reply
from bot.turns import expect, filled, leave, note, take_turn
from storage.audit import AuditAction, Subject
from storage.scope import ROOT
from storage.tables import Unit, User
from storage.units import (
    NAME_LENGTH,
    add_unit,
    count_units,
    find_child,
    get_unit,
    list_units,
    mark_unit_name,
)

ADDING, RENAMING = "unit.add", "unit.rename"
TOP = 0


async def show_units(update: Update, context: BotContext) -> None:
    """Show one's units, to manage them or to choose one for the purpose on the button."""
    payload = UnitPage("manage", 0)
    if update.callback_query:
        payload = parse_as(UnitPage, update.callback_query.data) or UnitPage("", 0)

    def work(session: Session, _: User) -> Reply | None:
        if payload.purpose not in texts.CHOOSE_UNIT or payload.page < 0:
            return None
        scope = context.viewer.scope
        page = Page(payload.page, count_units(session, scope=scope))
        units = list_units(session, scope=scope, offset=page.offset, limit=PAGE)
        return render_units(units, page, purpose=payload.purpose, can_add_top=scope.path == ROOT)

    await take_turn(update, context, work)


async def act_on_unit(update: Update, context: BotContext) -> None:
    """Show a unit, or wait for the name of a new one or for its new name."""
    payload = parse_as(ActOnUnit, query_of(update).data)
    chat_id = chat_id_of(update)

    def work(session: Session, _: User) -> Reply | None:
        scope = context.viewer.scope
        unit = get_unit(session, unit_id=payload.unit, scope=scope) if payload else None
        act = payload.act if payload else ""
        is_top = payload is not None and payload.unit == TOP and scope.path == ROOT
        if act == "add" and (unit is not None or is_top):
            expect(session, context, chat_id=chat_id, form=ADDING, unit=unit.id if unit else TOP)
            return render_form(texts.TYPE_UNIT)
        if unit is None:
            return None
        if act == "rename":
            expect(session, context, chat_id=chat_id, form=RENAMING, unit=unit.id)
            return render_form(texts.TYPE_UNIT_NAME.format(name=unit.name))
        return _card(session, context, unit) if act == "show" else None

    await take_turn(update, context, work)


def _card(session: Session, context: BotContext, unit: Unit, before: str = "") -> Reply:
    """A unit with its place and how many people it has."""
    path = path_of(session, context, unit)
    return render_unit(unit, path, people=people_in(session, unit), before=before)


async def take_unit(update: Update, context: BotContext) -> None:
    """Add the unit that was typed, or give one its new name."""
    chat_id = chat_id_of(update)
    form = context.viewer.expects or ""
    name = " ".join((message_of(update).text or "").split())

    def work(session: Session, _: User) -> Reply:
        state = filled(session, chat_id=chat_id, form=form) or {}
        scope, number = context.viewer.scope, int(state.get("unit", -1))
        unit = get_unit(session, unit_id=number, scope=scope)
        if unit is None and not (number == TOP and scope.path == ROOT):
            leave(session, context, chat_id=chat_id)
            return render_line(texts.GONE)
        if not 0 < len(name) <= NAME_LENGTH:
            return render_form(texts.BAD_UNIT)
        if form == RENAMING and unit is not None:
            return _rename(session, context, chat_id, (unit, name))
        return _add(session, context, chat_id, (unit, name))

    await take_turn(update, context, work)


def _add(session: Session, context: BotContext, chat_id: int, new: tuple[Unit | None, str]) -> Reply:
    """Add a unit below another one, or at the top."""
    parent, name = new
    if find_child(session, parent=parent, name=name) is not None:
        return render_form(texts.UNIT_TAKEN)
    unit = add_unit(session, name=name, parent=parent)
    leave(session, context, chat_id=chat_id)
    note(session, context, AuditAction.UNIT_ADDED, on=(Subject.UNIT, unit.id))
    return _card(session, context, unit, texts.UNIT_ADDED.format(name=name))


def _rename(session: Session, context: BotContext, chat_id: int, new: tuple[Unit, str]) -> Reply:
    """Name a unit anew."""
    unit, name = new
    parent = session.get(Unit, unit.parent_id) if unit.parent_id is not None else None
    if find_child(session, parent=parent, name=name) is not None:
        return render_form(texts.UNIT_TAKEN)
    mark_unit_name(session, unit=unit, name=name)
    leave(session, context, chat_id=chat_id)
    note(session, context, AuditAction.UNIT_RENAMED, on=(Subject.UNIT, unit.id))
    return _card(session, context, unit, texts.UNIT_RENAMED.format(name=name))
