"""Persons' records, on SQLite and PostgreSQL."""

from datetime import date

import pytest
from pydantic import ValidationError
from sqlalchemy.exc import IntegrityError

from storage.people import (
    PersonFields,
    add_person,
    delete_person,
    fields_of,
    get_account,
    get_person,
    get_person_of,
    list_dates,
    list_persons,
    mark_date,
    mark_linked,
    mark_person,
    mark_unlinked,
)
from storage.scope import scope_for
from storage.tables import DateKind, Level, Person, PersonDate, Role, Unit, User
from storage.users import get_scope
from tests.population import ADMIN, NORTH_OFFICIAL, NORTH_STAFF, SOUTH_OFFICIAL, STRANGER, row_of, user_of

EVERYTHING = scope_for(Role.ADMIN)


def test_staff_see_their_own_units_persons_only(database, population):
    """The other county's record is not there for them, by listing or by number."""
    with database.read() as session:
        staff = user_of(session, NORTH_STAFF)
        scope = get_scope(session, user=staff, is_admin=False)
        assert [person.id for person in list_persons(session, scope=scope)] == [population.north_person]
        assert get_person(session, person_id=population.south_person, scope=scope) is None


@pytest.mark.parametrize(("number", "is_admin", "count"), [(ADMIN, False, 2), (NORTH_OFFICIAL, True, 2)])
def test_admins_see_all(database, population, number, is_admin, count):
    """Whether by their role or by the settings."""
    with database.read() as session:
        scope = get_scope(session, user=user_of(session, number), is_admin=is_admin)
        assert len(list_persons(session, scope=scope)) == count
        assert scope.user_id == population.users[number]


def test_strangers_see_nobody(database, population):
    """Neither do they when the settings do not name them."""
    with database.read() as session:
        for user in (None, user_of(session, STRANGER)):
            assert list_persons(session, scope=get_scope(session, user=user, is_admin=False)) == []
        assert get_scope(session, user=None, is_admin=True).role is Role.ADMIN
        assert population.users


def test_a_record_is_changed(database, population, now):
    """Fields and dates follow; clearing a date that is not there is harmless."""
    with database.write() as session:
        person = get_person(session, person_id=population.north_person, scope=EVERYTHING)
        assert person
        fields = fields_of(person).model_copy(update={"level": Level.SECTION, "post": None})
        mark_person(session, person=person, fields=fields, now=now)
        mark_date(session, person=person, kind=DateKind.POST, on=date(2025, 2, 28), now=now)
        mark_date(session, person=person, kind=DateKind.BIRTH, on=date(1980, 1, 1), now=now)
        mark_date(session, person=person, kind=DateKind.TERM, on=None, now=now)
    with database.write() as session:
        person = row_of(session, Person, population.north_person)
        assert (person.level, person.post) == ("section", None)
        expected = {DateKind.BIRTH: date(1980, 1, 1), DateKind.POST: date(2025, 2, 28)}
        assert list(list_dates(session, person_id=person.id).items()) == list(expected.items())
        mark_date(session, person=person, kind=DateKind.BIRTH, on=None, now=now)
        assert list(list_dates(session, person_id=person.id)) == [DateKind.POST]


def test_an_account_has_one_record_and_a_record_one_account(database, population):
    """Linking to another account takes the record from the first; the record stays."""
    with database.write() as session:
        person = row_of(session, Person, population.north_person)
        other = user_of(session, SOUTH_OFFICIAL)
        mark_linked(session, person=person, user=other)
        assert get_account(session, person=person) == other
        first = user_of(session, NORTH_OFFICIAL)
        assert get_person_of(session, user=first) is None
        assert get_person_of(session, user=other) == person
        assert mark_unlinked(session, person_id=person.id)
        assert not mark_unlinked(session, person_id=person.id)
        assert get_account(session, person=person) is None


def test_deleting_a_record_keeps_the_account(database, population):
    """The account loses the link, the dates are gone, and the number is not used again."""
    with database.write() as session:
        last = row_of(session, Person, population.south_person)
        unit = row_of(session, Unit, population.south)
        delete_person(session, person=last)
        assert user_of(session, SOUTH_OFFICIAL).person_id is None
        assert session.get(PersonDate, (population.south_person, DateKind.POST)) is None
        fresh = add_person(
            session,
            unit=unit,
            fields=PersonFields(name="新人"),
            now=user_of(session, ADMIN).created_at,
        )
        assert fresh.id > population.south_person


@pytest.mark.parametrize("change", [{"name": "  "}, {"name": "长" * 33}, {"level": "king"}, {"extra": 1}])
def test_input_is_checked(change):
    """A record without a name, or with words that do not exist, is refused before it is a row."""
    with pytest.raises(ValidationError):
        PersonFields.model_validate({"name": "甲"} | change)


def test_the_database_refuses_unknown_words(database, population, now):
    """Levels are a closed set for rows, too."""

    def add_king():
        with database.write() as session:
            session.add(Person(unit_id=population.north, name="王", level="king", changed_at=now))

    with pytest.raises(IntegrityError):
        add_king()


def test_numbers_of_accounts_are_not_used_again(database, population, now):
    """The audit log names accounts by number, so a number always means the same one."""
    with database.write() as session:
        last = max(population.users.values())
        session.delete(row_of(session, User, last))
        session.flush()
        user = User(telegram_id=1, display_name="甲", created_at=now, last_seen_at=now)
        session.add(user)
        session.flush()
        assert user.id > last
