"""The schema and its migrations: bring a database to the newest revision, and say where it stands."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection

from storage.database import Database
from storage.errors import SchemaTooNewError

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "alembic_version"
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
        if revision is not None and revision not in list_revisions():
            raise SchemaTooNewError(
                f"the database is at revision {revision}, which this version does not know"
            )
        # Alembic takes a good part of a start to import, and mostly nothing is due.
        from alembic import command

        command.upgrade(_config(connection), "head")


def current_revision(connection: Connection) -> str | None:
    """The revision that the database is at; None for an empty one."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    revision: str | None = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))  # noqa: S608
    return revision


def head_revision() -> str:
    """The newest revision that this version of the program knows."""
    return list_revisions()[-1]


def list_revisions() -> list[str]:
    """All revisions that this version of the program knows, oldest first: each file's name begins with its own."""
    return sorted(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))


def _config(connection: Connection) -> "Config":
    """Alembic's configuration, made in memory: nothing depends on the working directory."""
    from alembic.config import Config

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
