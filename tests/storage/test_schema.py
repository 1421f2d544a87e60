"""Migrations, on SQLite and PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from storage import schema
from storage.database import open_database
from storage.errors import SchemaTooNewError
from storage.tables import METADATA


@pytest.fixture
def empty(database_url):
    """A database without any table."""
    opened = open_database(database_url)
    yield opened
    opened.close()


def differences(connection):
    """What a migration would have to change to make the database match the tables."""
    opts = {"compare_type": True, "compare_server_default": True}
    return list(compare_metadata(MigrationContext.configure(connection, opts=opts), METADATA))


def test_migrated_schema_is_the_tables(database):
    """The migrations make exactly what the tables say."""
    with database.engine.connect() as connection:
        assert differences(connection) == []


def test_a_missing_column_is_a_difference(database):
    """The comparison would notice a migration that was forgotten."""
    with database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE users DROP COLUMN region"))
        assert len(differences(connection)) == 1


def test_upgrade_reaches_the_head(empty):
    """An empty database has no revision before and the newest after; a second time changes nothing."""
    with empty.engine.connect() as connection:
        assert schema.current_revision(connection) is None
    schema.upgrade(empty)
    schema.upgrade(empty)
    with empty.engine.connect() as connection:
        assert schema.current_revision(connection) == schema.head_revision()


def test_revisions_are_those_that_migrate():
    """The names of the files tell the same revisions, in the same order, as what stands in them."""
    scripts = ScriptDirectory(str(schema.MIGRATIONS)).walk_revisions()
    assert schema.list_revisions() == [script.revision for script in scripts][::-1]


def test_several_processes_may_upgrade_at_once(empty, database_url):
    """Starting replicas together is harmless: one migrates, the others wait and find it done."""
    others = [open_database(database_url) for _ in range(3)]
    with ThreadPoolExecutor(3) as threads:
        list(threads.map(schema.upgrade, others))
    for other in others:
        other.close()
    with empty.engine.connect() as connection:
        assert differences(connection) == []


def test_a_newer_database_is_left_alone(database):
    """An older program refuses to touch what a newer one migrated."""
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaTooNewError, match="9999"):
        schema.upgrade(database)


def test_migrations_can_be_taken_back(database):
    """Each downgrade undoes its upgrade."""
    with database.engine.connect() as connection, connection.begin():
        command.downgrade(schema._config(connection), "base")
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}


def test_a_failed_migration_leaves_nothing(empty, monkeypatch):
    """A migration that breaks half-way is rolled back whole, and foreign keys are on again."""

    def break_down(config, revision):
        config.attributes["connection"].execute(text("CREATE TABLE half (a INTEGER)"))
        raise RuntimeError(revision)

    monkeypatch.setattr(command, "upgrade", break_down)
    with pytest.raises(RuntimeError):
        schema.upgrade(empty)
    with empty.engine.connect() as connection:
        assert inspect(connection).get_table_names() == []
        if not empty.is_server:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
