"""Scopes, as properties: every listing is exactly the subtree, for any tree and any viewer."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.database import open_database
from storage.invitations import Terms, add_invitation, is_allowed, list_invitations
from storage.people import PersonFields, add_person, count_persons, get_person, list_persons
from storage.schema import upgrade
from storage.scope import RANKS, higher, scope_for
from storage.tables import Role, Unit
from storage.units import add_unit, count_units, get_unit, list_units

NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
ROLES = st.sampled_from(list(Role))


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    """One database for all examples; each example is rolled back."""
    opened = open_database(f"sqlite:///{tmp_path_factory.mktemp('scope')}/test.sqlite3")
    upgrade(opened)
    yield opened
    opened.close()


def plant(session, parents):
    """Units of a random tree: each stands below an earlier one or at the top, and has a person and an invitation."""
    units: list[Unit] = []
    for number, parent in enumerate(parents):
        above = units[parent % number] if number and parent is not None else None
        units.append(add_unit(session, name=f"单位{number}", parent=above))
    for unit in units:
        person = add_person(session, unit=unit, fields=PersonFields(name="甲"), now=NOW)
        terms = Terms(Role.OFFICIAL, unit, person)
        add_invitation(session, terms=terms, invited_by=None, now=NOW)
    return units


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parents=st.lists(st.none() | st.integers(0, 50), min_size=1, max_size=9),
    role=ROLES,
    place=st.integers(0, 50),
)
def test_listings_are_exactly_the_subtree(tables, parents, role, place):
    """No listing shows more or less than the ancestors' relation says, whatever the tree."""
    # A reading session is never committed, so that nothing of an example stays.
    with tables.read() as session:
        units = plant(session, parents)
        own = units[place % len(units)]
        scope = scope_for(role, unit_path=own.path)
        expected = {unit.id for unit in units if is_below(unit, own, units)} if role is Role.STAFF else set()
        expected = {unit.id for unit in units} if role is Role.ADMIN else expected
        assert {unit.id for unit in list_units(session, scope=scope)} == expected
        assert count_units(session, scope=scope) == len(expected)
        persons = list_persons(session, scope=scope)
        assert {person.unit_id for person in persons} == expected
        assert count_persons(session, scope=scope) == len(expected)
        assert {item.unit_id for item in list_invitations(session, scope=scope, now=NOW)} == expected
        everything = list_persons(session, scope=scope_for(Role.ADMIN))
        seen = [person.id for person in everything if get_person(session, person_id=person.id, scope=scope)]
        assert len(seen) == len(expected)
        assert all(
            (get_unit(session, unit_id=unit.id, scope=scope) is not None) == scope.covers(unit.path)
            for unit in units
        )


def is_below(unit, top, units):
    """The relation by the parents alone, without paths."""
    by_id = {item.id: item for item in units}
    while unit is not None:
        if unit.id == top.id:
            return True
        unit = by_id.get(unit.parent_id)
    return False


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    inviter=ROLES,
    invited=ROLES,
    place=st.integers(0, 4),
    target=st.none() | st.integers(0, 4),
    lasts=st.integers(1, 90),
)
def test_nobody_invites_to_their_own_role_or_outside_their_units(
    tables, inviter, invited, place, target, lasts
):
    """Whatever is allowed is to a lower role and within the scope; officials and guests invite nobody."""
    # A reading session is never committed, so that nothing of an example stays.
    with tables.read() as session:
        units = plant(session, [None, 0, 0, 1, None])
        scope = scope_for(inviter, unit_path=units[place].path)
        unit = units[target] if target is not None else None
        terms = Terms(invited, unit, lasts=timedelta(days=lasts))
        if is_allowed(scope, terms=terms):
            assert RANKS[invited] < RANKS[inviter]
            assert inviter in {Role.STAFF, Role.ADMIN}
            assert unit is None or is_below(unit, units[place], units) or inviter is Role.ADMIN
            assert unit is not None or inviter is Role.ADMIN
        elif inviter is Role.STAFF and unit is not None and is_below(unit, units[place], units):
            assert invited is not Role.OFFICIAL


@given(first=ROLES, second=ROLES)
def test_the_higher_of_two_roles(first, second):
    """The order of the two does not matter, and nothing is lost."""
    role = higher(first, second)
    assert role is higher(second, first)
    assert RANKS[role] == max(RANKS[first], RANKS[second])


def test_staff_without_a_unit_see_nothing_and_invite_nobody():
    """A role that needs a unit is empty without one."""
    scope = scope_for(Role.STAFF)
    assert not scope.covers("/1/")
    assert scope.invites == ()
