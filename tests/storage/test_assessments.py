"""Assessments, on SQLite and PostgreSQL."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, update

from storage.assessments import (
    Progress,
    Subject,
    add_assessment,
    delete_assessment,
    get_assessment,
    get_shared,
    list_open,
    list_saved,
    list_shared,
    mark_progress,
    mark_saved,
    mark_shared,
)
from storage.tables import Assessment, Role, User
from storage.users import get_scope
from tests.population import ADMIN, NAMES, NORTH_OFFICIAL, NORTH_STAFF, SOUTH_OFFICIAL, SOUTH_STAFF, user_of


def begin(session, user_id, now, **progress):
    """A check of some rule."""
    subject = Subject(user_id, "topic.rule", "v1")
    return add_assessment(session, subject=subject, progress=Progress(**progress), now=now)


def read_anew(database, number, user_id):
    """A row as another transaction sees it."""
    with database.read() as session:
        return get_assessment(session, assessment_id=number, user_id=user_id)


def test_facts_keep_their_order_and_unknown_is_kept(database, population, now):
    """The answers come back in the order they were given, null for what is not known."""
    owner = population.users[NORTH_OFFICIAL]
    facts = {"zeta": 3, "age": None, "born": "1984-03-01", "alpha": True}
    with database.write() as session:
        number = begin(session, owner, now, facts=facts).id
    row = read_anew(database, number, owner)
    assert row
    assert list(row.facts.items()) == list(facts.items())
    assert (row.status, row.verdict, row.version, row.created_at) == ("open", None, 1, now)


def test_an_assessment_is_the_owners_only(database, population, now):
    """Another account does not find it."""
    with database.write() as session:
        number = begin(session, population.users[NORTH_OFFICIAL], now).id
    assert read_anew(database, number, population.users[SOUTH_OFFICIAL]) is None


def test_of_two_changes_from_the_same_version_the_first_counts(database, population, now):
    """The second is refused and sees what the first wrote."""
    owner, later = population.users[NORTH_OFFICIAL], now + timedelta(minutes=5)
    with database.write() as session:
        number = begin(session, owner, now).id
    slow = read_anew(database, number, owner)
    with database.write() as session:
        quick = get_assessment(session, assessment_id=number, user_id=owner)
        done = Progress(facts={"age": 42}, verdict="eligible")
        assert mark_progress(session, quick, progress=done, content_version="v2", now=later)
    with database.write() as session:
        slow = session.merge(slow, load=False)
        lost = Progress(facts={"age": 60}, verdict="not_eligible")
        assert not mark_progress(session, slow, progress=lost, content_version="v1", now=later)
        assert (slow.facts, slow.verdict, slow.status) == ({"age": 42}, "eligible", "finished")
        assert (slow.version, slow.content_version, slow.updated_at) == (2, "v2", later)


def test_open_and_saved_ones_are_listed(database, population, now):
    """Unfinished and saved ones are lists of their own, the latest first."""
    owner = population.users[NORTH_OFFICIAL]
    with database.write() as session:
        old = begin(session, owner, now)
        new = begin(session, owner, now + timedelta(days=1))
        done = begin(session, owner, now, verdict="eligible")
        begin(session, population.users[SOUTH_OFFICIAL], now)
        mark_saved(session, done, saved_at=now)
        assert [row.id for row in list_open(session, user_id=owner)] == [new.id, old.id]
        assert [row.id for row in list_saved(session, user_id=owner)] == [done.id]
        mark_saved(session, done, saved_at=None)
        assert list_saved(session, user_id=owner) == []
        delete_assessment(session, new)
        assert [row.id for row in list_open(session, user_id=owner)] == [old.id]


def scope_of(session, number):
    """The scope of an account of the population."""
    return get_scope(session, user=user_of(session, number), is_admin=number == ADMIN)


def test_staff_see_what_was_shared_in_their_units(database, population, now):
    """Consent opens it to the staff of the owner's unit, and taking it back closes it."""
    with database.write() as session:
        row = begin(session, population.users[NORTH_OFFICIAL], now, verdict="eligible")
        begin(session, population.users[NORTH_OFFICIAL], now, verdict="conditional")
        mark_shared(session, row, shared_at=now)
        assert (row.shared_at, row.saved_at) == (now, now)
    with database.read() as session:
        shared = list_shared(session, scope=scope_of(session, NORTH_STAFF))
        assert [(s.assessment.id, s.owner, s.unit) for s in shared] == [
            (row.id, NAMES[NORTH_OFFICIAL], "北县")
        ]
        assert len(list_shared(session, scope=scope_of(session, ADMIN))) == 1
        for number in (SOUTH_STAFF, SOUTH_OFFICIAL, NORTH_OFFICIAL):
            assert list_shared(session, scope=scope_of(session, number)) == []
        assert get_shared(session, assessment_id=row.id, scope=scope_of(session, NORTH_STAFF))
        assert get_shared(session, assessment_id=row.id, scope=scope_of(session, SOUTH_STAFF)) is None
    with database.write() as session:
        mine = get_assessment(session, assessment_id=row.id, user_id=row.user_id)
        mark_shared(session, mine, shared_at=None)
        assert (mine.shared_at, mine.saved_at) == (None, now)
        assert get_shared(session, assessment_id=row.id, scope=scope_of(session, NORTH_STAFF)) is None


@pytest.mark.usefixtures("population")
def test_an_account_without_a_record_shares_with_its_own_unit(database, now):
    """Where staff keep no record of a person, the account's unit counts, and its name."""
    with database.write() as session:
        staff = user_of(session, SOUTH_STAFF)
        row = begin(session, staff.id, now, verdict="eligible")
        mark_shared(session, row, shared_at=now)
        (found,) = list_shared(session, scope=scope_of(session, SOUTH_STAFF))
        assert (found.owner, found.unit, Role(staff.role)) == (NAMES[SOUTH_STAFF], "南县", Role.STAFF)


@pytest.mark.parametrize(
    "values",
    [
        {"status": "half"},
        {"verdict": "perhaps", "status": "finished"},
        {"verdict": "eligible"},
        {"status": "finished"},
    ],
)
def test_the_database_refuses_nonsense(database, population, now, values):
    """Words are those of the enumerations, and a verdict goes with the end."""
    with database.write() as session:
        number = begin(session, population.users[NORTH_OFFICIAL], now).id

    def change():
        with database.write() as session:
            session.exec(update(Assessment).where(col(Assessment.id) == number).values(**values))

    with pytest.raises(IntegrityError):
        change()


def test_assessments_go_with_their_owner(database, population, now):
    """Deleting the account deletes them."""
    owner = population.users[NORTH_OFFICIAL]
    with database.write() as session:
        number = begin(session, owner, now).id
        session.delete(session.get(User, owner))
    assert read_anew(database, number, owner) is None
