"""Backups of a running SQLite database."""

import sqlite3

import pytest

from storage.backup import back_up
from storage.database import open_database
from storage.errors import BackupError
from storage.faults import record_error
from storage.tables import ErrorReport


def test_the_copy_is_whole_while_others_write(sqlite_database, tmp_path, now):
    """A backup taken inside somebody's transaction has what was committed before, in one file."""
    with sqlite_database.write() as session:
        record_error(session, reference="A1", kind="k", place="p", now=now)
    with sqlite_database.write() as session:
        record_error(session, reference="B2", kind="k", place="p", now=now)
        session.flush()
        back_up(sqlite_database, target=tmp_path / "copy.sqlite3")
    copy = open_database(f"sqlite:///{tmp_path}/copy.sqlite3")
    with copy.read() as session:
        assert [session.get(ErrorReport, name) is not None for name in ("A1", "B2")] == [True, False]
    copy.close()


def test_the_copy_depends_on_no_journal(sqlite_database, tmp_path):
    """The file can be carried away alone."""
    back_up(sqlite_database, target=tmp_path / "copy.sqlite3")
    connection = sqlite3.connect(f"file:{tmp_path}/copy.sqlite3?mode=ro", uri=True)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    connection.close()


def test_nothing_is_overwritten(sqlite_database, tmp_path):
    """A file that exists stays as it is."""
    (tmp_path / "copy").write_text("precious")
    with pytest.raises(BackupError, match="exists already"):
        back_up(sqlite_database, target=tmp_path / "copy")
    assert (tmp_path / "copy").read_text() == "precious"


def test_a_folder_that_is_not_there_is_said(sqlite_database, tmp_path):
    """The reason is in the message."""
    with pytest.raises(BackupError, match="cannot be written"):
        back_up(sqlite_database, target=tmp_path / "nowhere" / "copy")


def test_a_missing_database_is_said(tmp_path):
    """Backing up nothing is an error, not an empty file."""
    with pytest.raises(BackupError, match="no database"):
        back_up(open_database(f"sqlite:///{tmp_path}/x.sqlite3"), target=tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_postgresql_has_its_own_tools(tmp_path):
    """The message names them."""
    with pytest.raises(BackupError, match="pg_dump"):
        back_up(open_database("postgresql://u@h/d"), target=tmp_path / "copy")
