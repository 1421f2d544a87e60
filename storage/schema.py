"""The schema and its migrations: bring a database to the newest revision, and say where it stands."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.engine import Connection

from storage.database import Database
from storage.errors import SchemaTooNewError
from storage.tables import METADATA

MIGRATIONS = Path(__file__).parent / "migrations"
# Any number will do, as long as all versions of the program use the same.
LOCK = 7_302_014_201_609


def upgrade(database: Database) -> None:
    """Bring the schema to the newest revision; several processes may try at once.

    Raises:
        SchemaTooNewError: the database was migrated by a newer version of the program.
    """
    with _exclusive(database) as connection:
        revision = current_revision(connection)
        if revision == head_revision():
            return
        if revision is not None and revision not in known_revisions():
            raise SchemaTooNewError(
                f"the database is at revision {revision}, which this version does not know"
            )
        command.upgrade(_config(connection), "head")


def current_revision(connection: Connection) -> str | None:
    """The revision that the database is at; None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def head_revision() -> str | None:
    """The newest revision that this version of the program knows."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


def known_revisions() -> set[str]:
    """All revisions that this version of the program knows."""
    return {script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}


def list_differences(connection: Connection) -> list[Any]:
    """What a migration would have to change to make the database match the tables."""
    context = MigrationContext.configure(
        connection, opts={"compare_type": True, "compare_server_default": True}
    )
    return list(compare_metadata(context, METADATA))


def _config(connection: Connection) -> Config:
    """Alembic's configuration, made in memory: nothing depends on the working directory."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


@contextmanager
def _exclusive(database: Database) -> Iterator[Connection]:
    """One transaction that no other process migrates beside.

    SQLite alters a table by copying it and dropping the old one, which would cascade into other tables; so
    foreign keys rest meanwhile, which has to be said before the transaction begins.
    """
    with database.engine.connect().execution_options(begin="IMMEDIATE") as connection:
        driver: Any = connection.connection.dbapi_connection
        if not database.is_server:
            driver.execute("PRAGMA foreign_keys=OFF").close()
        try:
            with connection.begin():
                if database.is_server:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
                yield connection
        finally:
            if not database.is_server:
                driver.execute("PRAGMA foreign_keys=ON").close()
