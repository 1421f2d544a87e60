"""Two counties with their staff and officials, side by side, and an admin: as rows of a database."""

from dataclasses import dataclass

from storage.people import PersonFields, add_person, mark_linked
from storage.tables import DateKind, Role
from storage.units import add_unit
from storage.users import get_user, mark_invited

# Telegram's numbers, so long that no other bytes of a file are like them by chance.
NORTH_STAFF, SOUTH_STAFF, NORTH_OFFICIAL, SOUTH_OFFICIAL, ADMIN, CURATOR, STRANGER = (
    6_123_456_781 + number for number in range(7)
)
NAMES = {
    NORTH_STAFF: "北县组工",
    SOUTH_STAFF: "南县组工",
    NORTH_OFFICIAL: "欧阳北辰",
    SOUTH_OFFICIAL: "司马南风",
    ADMIN: "管理者",
    CURATOR: "编审者",
    STRANGER: "陌生客",
}


@dataclass(frozen=True)
class Population:
    """The numbers of the rows."""

    city: int
    north: int
    south: int
    north_person: int
    south_person: int
    users: dict[int, int]


def populate(session, now):
    """Add a city with two counties, a record in each that is linked to its official, staff and an admin."""
    city = add_unit(session, name="某市")
    north, south = (add_unit(session, name=name, parent=city) for name in ("北县", "南县"))
    roles = {
        NORTH_STAFF: (Role.STAFF, north.id),
        SOUTH_STAFF: (Role.STAFF, south.id),
        NORTH_OFFICIAL: (Role.OFFICIAL, None),
        SOUTH_OFFICIAL: (Role.OFFICIAL, None),
        ADMIN: (Role.ADMIN, None),
        CURATOR: (Role.CURATOR, None),
    }
    users = {}
    for number, (role, unit_id) in roles.items():
        name = NAMES[number]
        user = mark_invited(session, telegram_id=number, display_name=name, now=now, role=role)
        user.unit_id, user.informed_at = unit_id, now
        users[number] = user
    session.flush()
    persons = []
    for unit, number in ((north, NORTH_OFFICIAL), (south, SOUTH_OFFICIAL)):
        fields = PersonFields(name=NAMES[number], post="副科长", dates={DateKind.POST: now.date()})
        person = add_person(session, unit=unit, fields=fields, now=now)
        mark_linked(session, person=person, user=users[number])
        persons.append(person.id)
    numbers = {number: user.id for number, user in users.items()}
    return Population(city.id, north.id, south.id, persons[0], persons[1], numbers)


def user_of(session, number):
    """The account of a Telegram number that is known to be there."""
    return get_user(session, telegram_id=number)


def row_of(session, table, number):
    """A row that is known to be there."""
    return session.get(table, number)
