"""Fixtures of tests of cases: the county's staff with a colleague, and a case that the staff began.

Databases are copies of one that was migrated and peopled once, because these tests need many.
"""

import shutil
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from sqlalchemy import make_url

from knowledge.loader import CONTENT, load_checklists
from storage.database import open_database
from storage.schema import upgrade
from tests import postgres_server
from tests.population import ADMIN, NORTH_OFFICIAL, NORTH_STAFF, SOUTH_STAFF, populate
from tests.storage.cases.samples import actor_of, begin

NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)


def people(url):
    """Migrate a database and put two counties into it; say who is there."""
    opened = open_database(url)
    upgrade(opened)
    with opened.write() as session:
        found = populate(session, NOW)
    opened.close()
    return found


@pytest.fixture(scope="session")
def first_file(tmp_path_factory):
    """A SQLite file with two counties, and who is there."""
    path = tmp_path_factory.mktemp("first") / "first.sqlite3"
    return path, people(f"sqlite:///{path}")


@pytest.fixture(scope="session")
def first_server(postgres):
    """A PostgreSQL database with two counties, and who is there."""
    with postgres_server.fresh_database(make_url(postgres)) as url:
        yield make_url(url), people(url)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def copy(request, tmp_path):
    """A database with two counties and who is there, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        path, found = request.getfixturevalue("first_file")
        shutil.copy(path, tmp_path / "test.sqlite3")
        yield f"sqlite:///{tmp_path}/test.sqlite3", found
        return
    url, found = request.getfixturevalue("first_server")
    with postgres_server.copied_database(url) as own:
        yield own, found


@pytest.fixture
def database(copy):
    """The copy, opened."""
    opened = open_database(copy[0])
    yield opened
    opened.close()


@pytest.fixture
def population(copy):
    """Who is in the copy."""
    return copy[1]


@pytest.fixture
def cast(database, population):
    """Actors as they are at first, with the unit of the owner."""
    names = {"owner": NORTH_STAFF, "colleague": NORTH_OFFICIAL, "stranger": SOUTH_STAFF, "admin": ADMIN}
    with database.read() as session:
        actors = {name: actor_of(session, number, NOW) for name, number in names.items()}
    return SimpleNamespace(owner_unit=population.north, **actors)


@pytest.fixture
def begun(database, cast):
    """A case as its owner sees it first."""
    with database.write() as session:
        return begin(session, cast.owner)


@pytest.fixture(scope="session")
def shipped():
    """The checklists that the program ships."""
    return load_checklists(CONTENT)
