"""A person's record and a unit as the viewer may see them, ready to be shown."""

from sqlmodel import Session

from bot.context import BotContext
from bot.rendering.people import PersonCard
from storage.people import count_persons, get_account, list_dates
from storage.scope import scope_for
from storage.tables import Person, Role, Unit
from storage.units import list_ancestors


def card_of(session: Session, person: Person) -> PersonCard:
    """The card of a person whom the caller found within the viewer's scope."""
    unit = session.get_one(Unit, person.unit_id)
    dates = list_dates(session, person_id=person.id)
    return PersonCard(person, unit.name, dates, get_account(session, person=person) is not None)


def path_of(session: Session, context: BotContext, unit: Unit) -> str:
    """The names from the top of the viewer's scope to a unit within it."""
    above = [item for item in list_ancestors(session, unit=unit) if context.viewer.scope.covers(item.path)]
    return " / ".join(item.name for item in (*above, unit))


def people_in(session: Session, unit: Unit) -> int:
    """How many persons are in a unit and below it."""
    return count_persons(session, scope=scope_for(Role.STAFF, unit_path=unit.path))
