"""The database: an engine from a URL, and short sessions that either read or write."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.engine import Connection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session

from storage.errors import UnknownDatabaseError

BUSY_TIMEOUT_MS = 15_000
DRIVERS = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA foreign_keys=ON",
    # What is deleted is overwritten in the file, too.
    "PRAGMA secure_delete=ON",
    f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}",
)


@dataclass(frozen=True)
class Database:
    """One open database; `read()` and `write()` are the only ways to a session."""

    engine: Engine

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open a session that sees one consistent state and writes nothing."""
        engine = self.engine
        if self.is_server:
            engine = engine.execution_options(postgresql_readonly=True, isolation_level="REPEATABLE READ")
        with Session(engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Open a session whose transaction is committed at the end, or rolled back by an exception.

        On SQLite it takes the write lock at once: a transaction that begins by reading and writes later
        fails immediately when another one has written in between, whatever the busy timeout.
        """
        with Session(self.engine.execution_options(begin="IMMEDIATE"), expire_on_commit=False) as session:
            yield session
            session.commit()

    def forget(self) -> None:
        """Clear the journal of what was deleted; PostgreSQL clears its own, by and by.

        While others read, the journal stays until the next time.
        """
        if not self.is_server:
            with self.engine.connect() as connection:
                driver: Any = connection.connection.dbapi_connection
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()

    @property
    def is_server(self) -> bool:
        """Whether several processes may share it over the network, which is to say PostgreSQL."""
        return self.engine.dialect.name == "postgresql"

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def open_database(url: str) -> Database:
    """Prepare the database at this URL; it connects on first use.

    Raises:
        UnknownDatabaseError: the URL is unreadable or names another kind of database.
    """
    parsed = parse_url(url)
    engine = create_engine(
        parsed, hide_parameters=True, pool_pre_ping=parsed.get_backend_name() == "postgresql"
    )
    if parsed.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _prepare_connection)
        event.listen(engine, "begin", _begin)
    return Database(engine)


def parse_url(url: str) -> URL:
    """Read a database URL and pick the driver for it."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        # The URL may hold a password, so the message and the chain leave it out.
        raise UnknownDatabaseError("not a database URL") from None
    backend = parsed.drivername.partition("+")[0]
    if backend not in DRIVERS:
        raise UnknownDatabaseError(f"unsupported database: {backend}")
    return parsed.set(drivername=DRIVERS[backend])


def _prepare_connection(connection: Any, _record: ConnectionPoolEntry) -> None:
    """Set up a new SQLite connection; transactions are begun by us, not by the driver."""
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(pragma).close()


def _begin(connection: Connection) -> None:
    """Begin a SQLite transaction in the mode its session asked for."""
    connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('begin', 'DEFERRED')}")
