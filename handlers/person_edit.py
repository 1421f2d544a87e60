"""Changing persons' records: adding one, its fields and its dates."""

import re
from datetime import date

from pydantic import ValidationError
from sqlmodel import Session
from telegram import Update

from bot.callback_data import parse_as
from bot.context import BotContext
from bot.incoming import chat_id_of, message_of, query_of
from bot.payloads.people import AddPerson, EditPerson, SetPerson
from bot.person_cards import card_of
from bot.rendering import people_texts as texts
from bot.rendering import personal_texts
from bot.rendering.access import render_line
from bot.rendering.people import (
    DATES,
    render_date_choice,
    render_form,
    render_person,
    render_person_choice,
)
from bot.rendering.personal import NONE_CHOSEN
from bot.rendering.reply import Reply
from bot.turns import expect, filled, leave, note, take_turn
from knowledge.eligibility.written_dates import read_date
from storage.audit import AuditAction, Subject
from storage.people import PersonFields, add_person, fields_of, get_person, mark_date, mark_person
from storage.tables import DateKind, Person, User
from storage.units import get_unit

ADDING, EDITING, DATING = "person.add", "person.edit", "person.date"
TYPED = frozenset({"name", "post"})
SEPARATOR = re.compile(r"[,，、;；\s]+")


async def ask_for_person(update: Update, context: BotContext) -> None:
    """Wait for the name and post of a new person in a unit."""
    payload = parse_as(AddPerson, query_of(update).data)
    chat_id = chat_id_of(update)

    def work(session: Session, _: User) -> Reply | None:
        number = payload.unit if payload else 0
        if get_unit(session, unit_id=number, scope=context.viewer.scope) is None:
            return None
        expect(session, context, chat_id=chat_id, form=ADDING, unit=number)
        return render_form(texts.TYPE_PERSON)

    await take_turn(update, context, work)


async def take_person(update: Update, context: BotContext) -> None:
    """Add the person who was typed."""
    chat_id = chat_id_of(update)
    name, _, post = SEPARATOR.sub("\n", (message_of(update).text or "").strip(), count=1).partition("\n")

    def work(session: Session, _: User) -> Reply:
        form = filled(session, chat_id=chat_id, form=ADDING)
        unit_id = int(form["unit"]) if form else 0
        unit = get_unit(session, unit_id=unit_id, scope=context.viewer.scope)
        if unit is None:
            leave(session, context, chat_id=chat_id)
            return render_line(texts.GONE)
        fields = checked({"name": name, "post": post or None})
        if fields is None:
            return render_form(texts.BAD_NAME)
        person = add_person(session, unit=unit, fields=fields, now=context.now())
        leave(session, context, chat_id=chat_id)
        note(session, context, AuditAction.PERSON_ADDED, on=(Subject.PERSON, person.id))
        return render_person(card_of(session, person), texts.SAVED)

    await take_turn(update, context, work)


def checked(values: dict[str, object]) -> PersonFields | None:
    """The fields, if they can be kept."""
    try:
        return PersonFields.model_validate(values)
    except ValidationError:
        return None


async def edit_person(update: Update, context: BotContext) -> None:
    """Offer the choices for a field, or wait for it to be typed."""
    payload = parse_as(EditPerson, query_of(update).data)
    chat_id = chat_id_of(update)

    def work(session: Session, _: User) -> Reply | None:
        person = _find(session, context, payload.person) if payload else None
        if person is None or payload is None:
            return None
        field = payload.field
        if field == DATES:
            return render_date_choice(person)
        if field in personal_texts.CHOICES:
            return render_person_choice(person, field)
        if field in TYPED:
            expect(session, context, chat_id=chat_id, form=EDITING, person=person.id, field=field)
            return render_form(texts.TYPE_FIELD.format(name=person.name, field=texts.FIELDS[field]))
        if field in set(DateKind):
            expect(session, context, chat_id=chat_id, form=DATING, person=person.id, field=field)
            return render_form(texts.TYPE_DATE.format(name=person.name, kind=texts.DATE_KINDS[field]))
        return None

    await take_turn(update, context, work)


async def choose_value(update: Update, context: BotContext) -> None:
    """Take the level or appointment on the pressed button."""
    payload = parse_as(SetPerson, query_of(update).data)

    def work(session: Session, _: User) -> Reply | None:
        person = _find(session, context, payload.person) if payload else None
        words = [*personal_texts.CHOICES.get(payload.field, ())] if payload else []
        if person is None or payload is None or not NONE_CHOSEN <= payload.position < len(words):
            return None
        value = None if payload.position == NONE_CHOSEN else words[payload.position]
        return _change(session, context, person, {payload.field: value})

    await take_turn(update, context, work)


def _find(session: Session, context: BotContext, person_id: int) -> Person | None:
    """The person of this number within the viewer's scope."""
    return get_person(session, person_id=person_id, scope=context.viewer.scope)


def _change(session: Session, context: BotContext, person: Person, change: dict[str, object]) -> Reply | None:
    """Change fields of a record; None when they cannot be kept."""
    fields = checked(fields_of(person).model_dump() | change)
    if fields is None:
        return None
    mark_person(session, person=person, fields=fields, now=context.now())
    note(
        session, context, AuditAction.PERSON_CHANGED, on=(Subject.PERSON, person.id), field=next(iter(change))
    )
    return render_person(card_of(session, person), texts.SAVED)


async def take_field(update: Update, context: BotContext) -> None:
    """Take a name or post as it was typed."""
    text = (message_of(update).text or "").strip()
    await _take(update, context, EDITING, text)


async def take_date(update: Update, context: BotContext) -> None:
    """Take a date as it was typed."""
    text = (message_of(update).text or "").strip()
    await _take(update, context, DATING, text)


async def _take(update: Update, context: BotContext, form: str, text: str) -> None:
    """Fill in a form about a person."""
    chat_id = chat_id_of(update)

    def work(session: Session, _: User) -> Reply:
        state = filled(session, chat_id=chat_id, form=form) or {}
        person = _find(session, context, int(state.get("person", 0)))
        if person is None:
            leave(session, context, chat_id=chat_id)
            return render_line(texts.GONE)
        field = str(state["field"])
        reply = _date(session, context, person, field, text) if form == DATING else None
        reply = reply or (_change(session, context, person, {field: text}) if form == EDITING else None)
        if reply is None:
            return render_form(texts.BAD_DATE if form == DATING else texts.BAD_NAME)
        leave(session, context, chat_id=chat_id)
        return reply

    await take_turn(update, context, work)


def _date(session: Session, context: BotContext, person: Person, field: str, text: str) -> Reply | None:
    """Set or clear a date; None when the text is no whole date."""
    on: date | None = None
    if text != texts.CLEARING:
        written = read_date(text, context.today())
        if written is None or not written.has_day:
            return None
        on = written.day
    mark_date(session, person=person, kind=DateKind(field), on=on, now=context.now())
    note(session, context, AuditAction.PERSON_CHANGED, on=(Subject.PERSON, person.id), field=field)
    return render_person(card_of(session, person), texts.SAVED)
