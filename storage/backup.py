"""A copy of a running database in one file."""

import sqlite3
from contextlib import closing
from pathlib import Path

from storage.database import Database
from storage.errors import BackupError


def back_up(database: Database, *, target: Path) -> None:
    """Write a consistent copy of a SQLite database to a new file while others go on writing.

    Raises:
        BackupError: PostgreSQL, which has its own tools; a file that exists; a folder that cannot be written.
    """
    if database.is_server:
        raise BackupError("PostgreSQL is backed up with pg_dump")
    source = Path(database.engine.url.database or "")
    if not source.is_file():
        raise BackupError(f"there is no database at {source}")
    try:
        # Creating it first refuses to overwrite, without a gap between looking and writing.
        target.open("xb").close()
    except FileExistsError:
        raise BackupError(f"{target} exists already") from None
    except OSError as error:
        raise BackupError(f"{target} cannot be written: {error.strerror}") from None
    with closing(sqlite3.connect(source)) as origin, closing(sqlite3.connect(target)) as copy:
        origin.backup(copy)
        # The copy is one file: it must not depend on a journal beside it.
        copy.execute("PRAGMA journal_mode=DELETE").close()
