"""What survives a restart: small JSON records and file contents in one SQLite file."""

import json
import sqlite3
from pathlib import Path
from typing import Any

SCHEMA = """
CREATE TABLE IF NOT EXISTS records (kind TEXT, key TEXT, body TEXT NOT NULL, PRIMARY KEY (kind, key));
CREATE TABLE IF NOT EXISTS contents (key TEXT PRIMARY KEY, body BLOB NOT NULL);
"""
FILE_NAME = "messenger.sqlite"


class LocalStateError(Exception):
    """The state folder cannot be used; the message says which and why."""


class Records:
    """Writes through each change at once; without a folder everything stays in memory."""

    def __init__(self, folder: Path | None) -> None:
        self._connection = _open(folder)

    def put(self, kind: str, key: object, body: Any) -> None:
        """Store a record, or replace it in its old place."""
        self._connection.execute(
            "INSERT INTO records VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body",
            (kind, str(key), json.dumps(body, ensure_ascii=False)),
        )

    def drop(self, kind: str, key: object) -> None:
        """Forget a record."""
        self._connection.execute("DELETE FROM records WHERE kind = ? AND key = ?", (kind, str(key)))

    def load(self, kind: str) -> dict[str, Any]:
        """Return all records of a kind by key, in the order of their first writing."""
        rows = self._connection.execute(
            "SELECT key, body FROM records WHERE kind = ? ORDER BY rowid", (kind,)
        ).fetchall()
        return {key: json.loads(body) for key, body in rows}

    def put_content(self, key: str, body: bytes) -> None:
        """Store the content of a file."""
        self._connection.execute("INSERT INTO contents VALUES (?, ?)", (key, body))

    def get_content(self, key: str) -> bytes:
        """Return the content of a file that is known to be there."""
        row = self._connection.execute("SELECT body FROM contents WHERE key = ?", (key,)).fetchone()
        return bytes(row[0])

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def _open(folder: Path | None) -> sqlite3.Connection:
    place = ":memory:"
    try:
        if folder is not None:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            place = str(folder / FILE_NAME)
        # One statement is one transaction; the lock keeps a second messenger off the same state.
        connection = sqlite3.connect(place, isolation_level=None, timeout=1)
    except (OSError, sqlite3.Error) as error:
        raise LocalStateError(f"{folder}: {error}") from error
    try:
        connection.executescript("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;" + SCHEMA)
        connection.execute("PRAGMA synchronous = NORMAL")
    except sqlite3.Error as error:
        connection.close()
        raise LocalStateError(f"{place}: {error}") from error
    return connection
