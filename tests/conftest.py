"""Fixtures for all tests: the network is loopback only, and databases are real ones."""

from datetime import UTC, datetime

import pytest
import pytest_socket

from storage.database import open_database
from storage.schema import upgrade
from tests import postgres_server


def pytest_runtest_setup():
    """Refuse every connection that leaves this machine."""
    pytest_socket.socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture
def now():
    """A fixed instant; nothing under test asks the clock."""
    return datetime(2026, 11, 22, 1, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def postgres():
    """The address of a PostgreSQL server, or a skip that says what is missing."""
    with postgres_server.running() as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request, tmp_path):
    """The URL of an empty database, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/test.sqlite3"
        return
    with postgres_server.fresh_database(request.getfixturevalue("postgres")) as url:
        yield url


@pytest.fixture
def database(database_url):
    """A database at the newest revision, on either kind."""
    opened = open_database(database_url)
    upgrade(opened)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_database(tmp_path):
    """A SQLite database at the newest revision, for tests above storage."""
    opened = open_database(f"sqlite:///{tmp_path}/cadrebot.sqlite3")
    upgrade(opened)
    yield opened
    opened.close()
