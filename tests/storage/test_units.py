"""The tree of units, on SQLite and PostgreSQL."""

import pytest

from storage.scope import scope_for
from storage.tables import Role, Unit
from storage.units import (
    add_unit,
    count_units,
    find_child,
    get_unit,
    list_ancestors,
    list_units,
    mark_unit_name,
)
from tests.population import row_of

EVERYTHING = scope_for(Role.ADMIN)


def test_a_unit_knows_its_place(database, population):
    """The path names all units from the root; the kind follows from the unit above."""
    with database.write() as session:
        north = get_unit(session, unit_id=population.north, scope=EVERYTHING)
        office = add_unit(session, name=" 县委办 ", parent=north)
        assert office.path == f"/{population.city}/{population.north}/{office.id}/"
        assert (office.name, office.kind) == ("县委办", "county")
        assert [unit.name for unit in list_ancestors(session, unit=office)] == ["某市", "北县"]


def test_the_same_name_below_the_same_unit_is_the_same_unit(database, population):
    """Adding twice adds once, at the top and below; elsewhere the name is free."""
    with database.write() as session:
        city = row_of(session, Unit, population.city)
        assert add_unit(session, name="某市").id == population.city
        assert add_unit(session, name="北县", parent=city).id == population.north
        assert add_unit(session, name="北县").id != population.north
        assert find_child(session, parent=city, name="西县") is None


def test_listings_keep_to_the_scope(database, population):
    """Staff see their subtree, admins all, others nothing."""
    with database.read() as session:
        north = row_of(session, Unit, population.north)
        staff = scope_for(Role.STAFF, unit_path=north.path)
        assert [unit.id for unit in list_units(session, scope=staff)] == [population.north]
        assert get_unit(session, unit_id=population.south, scope=staff) is None
        assert count_units(session, scope=EVERYTHING) == 3
        assert list_units(session, scope=scope_for(Role.OFFICIAL, unit_path=north.path)) == []


def test_a_unit_can_be_named_anew(database, population):
    """The path stays."""
    with database.write() as session:
        mark_unit_name(session, unit=row_of(session, Unit, population.north), name=" 北区 ")
    with database.read() as session:
        assert row_of(session, Unit, population.north).name == "北区"


@pytest.mark.parametrize("number", [1, 12])
def test_a_prefix_of_a_number_is_no_ancestor(number):
    """Unit 1 does not contain unit 12 because of its digits."""
    scope = scope_for(Role.STAFF, unit_path=f"/{number}/")
    assert scope.covers(f"/{number}/5/")
    assert not scope.covers(f"/{number}3/")
