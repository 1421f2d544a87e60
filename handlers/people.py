"""/people: the records of persons in one's units: list, show, act."""

from sqlmodel import Session
from telegram import Update

from bot.callback_data import parse_as
from bot.context import BotContext
from bot.incoming import query_of
from bot.payloads.people import ActOnPerson, PeoplePage, ShowPerson
from bot.person_cards import card_of
from bot.rendering import people_texts as texts
from bot.rendering.invitations import Ticket, day, render_ticket
from bot.rendering.paging import PAGE, Page
from bot.rendering.people import render_people, render_person, render_person_deletion
from bot.rendering.reply import Reply
from bot.turns import note, take_turn
from storage.audit import AuditAction, Subject
from storage.invitations import Terms, add_invitation
from storage.people import count_persons, delete_person, get_person, list_persons, mark_unlinked
from storage.tables import Person, Role, Unit, User
from storage.units import list_units


async def show_people(update: Update, context: BotContext) -> None:
    """Show the first page, or the one on the pressed button."""
    payload = parse_as(PeoplePage, update.callback_query.data) if update.callback_query else PeoplePage(0)

    def work(session: Session, _: User) -> Reply | None:
        if payload is None or payload.page < 0:
            return None
        return _list(session, context, payload.page)

    await take_turn(update, context, work)


def _list(session: Session, context: BotContext, number: int) -> Reply:
    """A page of the persons in the viewer's scope."""
    scope = context.viewer.scope
    page = Page(number, count_persons(session, scope=scope))
    persons = list_persons(session, scope=scope, offset=page.offset, limit=PAGE)
    named = [(person, session.get_one(Unit, person.unit_id).name) for person in persons]
    units = list_units(session, scope=scope, limit=2)
    return render_people(named, page, only_unit=units[0].id if len(units) == 1 else None)


async def show_person(update: Update, context: BotContext) -> None:
    """Show a person's record, if it lies in the viewer's units."""
    payload = parse_as(ShowPerson, query_of(update).data)

    def work(session: Session, _: User) -> Reply | None:
        person = find(session, context, payload.person if payload else 0)
        if person is None:
            return None
        note(session, context, AuditAction.PERSON_VIEWED, on=(Subject.PERSON, person.id))
        return render_person(card_of(session, person))

    await take_turn(update, context, work)


def find(session: Session, context: BotContext, person_id: int) -> Person | None:
    """The person of this number within the viewer's scope."""
    return get_person(session, person_id=person_id, scope=context.viewer.scope)


async def act_on_person(update: Update, context: BotContext) -> None:
    """Invite, unlink, or delete after a confirmation."""
    payload = parse_as(ActOnPerson, query_of(update).data)

    def work(session: Session, _: User) -> Reply | None:
        person = find(session, context, payload.person) if payload else None
        if person is None or payload is None:
            return None
        act = ACTS.get(payload.act)
        return act(session, context, person) if act else None

    await take_turn(update, context, work)


def _invite(session: Session, context: BotContext, person: Person) -> Reply:
    """A code that links whoever redeems it to this record; whoever may see it may invite its person."""
    unit = session.get_one(Unit, person.unit_id)
    terms = Terms(Role.OFFICIAL, unit, person)
    inviter = context.viewer.scope.user_id
    issued = add_invitation(session, terms=terms, invited_by=inviter, now=context.now())
    note(session, context, AuditAction.INVITATION_MADE, on=(Subject.PERSON, person.id), role=terms.role.value)
    until = day(issued.invitation.expires_at, context.settings.zone)
    return render_ticket(Ticket(terms.role, issued.code, context.bot.username, until, unit.name, person.name))


def _unlink(session: Session, context: BotContext, person: Person) -> Reply:
    """Take the record from its account; the record stays."""
    if mark_unlinked(session, person_id=person.id):
        note(session, context, AuditAction.PERSON_UNLINKED, on=(Subject.PERSON, person.id))
    return render_person(card_of(session, person), texts.SAVED)


def _delete(session: Session, context: BotContext, person: Person) -> Reply:
    """Delete the record and show the list."""
    note(session, context, AuditAction.PERSON_DELETED, on=(Subject.PERSON, person.id))
    delete_person(session, person=person)
    return _list(session, context, 0)


ACTS = {
    "invite": _invite,
    "unlink": _unlink,
    "delete": lambda _session, _context, person: render_person_deletion(person),
    "confirm": _delete,
}
