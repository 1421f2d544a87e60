"""Fixtures for all tests: the network is loopback only, and databases are real ones.

Tests that need a database get a copy of one that was migrated once: migrating takes longer than most tests.
"""

import os
import shutil
from datetime import UTC, datetime

import pytest
import pytest_socket
from sqlalchemy import make_url

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


@pytest.fixture
def no_settings(monkeypatch, tmp_path):
    """No setting of the machine or of a .env file: an empty environment, in a folder of the test's own."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.upper().startswith("CADREBOT_")]:
        monkeypatch.delenv(name)


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


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory):
    """A SQLite file at the newest revision."""
    path = tmp_path_factory.mktemp("migrated") / "migrated.sqlite3"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_server(postgres):
    """The URL of a PostgreSQL database at the newest revision."""
    with postgres_server.fresh_database(postgres) as url:
        migrate(url)
        yield make_url(url)


def migrate(url):
    """Bring the database at this URL to the newest revision, and leave nothing open."""
    opened = open_database(url)
    upgrade(opened)
    opened.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request, tmp_path):
    """A database at the newest revision, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        yield from copied_file(request.getfixturevalue("migrated_file"), tmp_path / "test.sqlite3")
        return
    with postgres_server.copied_database(request.getfixturevalue("migrated_server")) as url:
        opened = open_database(url)
        yield opened
        opened.close()


@pytest.fixture
def sqlite_database(migrated_file, tmp_path):
    """A SQLite database at the newest revision, for tests above storage."""
    yield from copied_file(migrated_file, tmp_path / "cadrebot.sqlite3")


def copied_file(original, path):
    """Yield a copy of a SQLite file, opened."""
    shutil.copy(original, path)
    opened = open_database(f"sqlite:///{path}")
    yield opened
    opened.close()
