"""The engine and its sessions, on SQLite and PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.exc import StatementError
from sqlmodel import UTCDateTime

from storage.conversations import claim_chat, get_chat, mark_chat
from storage.database import open_database, parse_url
from storage.errors import UnknownDatabaseError
from storage.faults import record_error
from storage.tables import METADATA, ErrorReport


def test_sqlite_is_set_up_for_several_writers(sqlite_database):
    """Each connection has the pragmas that the rest relies on."""
    with sqlite_database.read() as session:
        values = [
            session.connection().exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
        ]
    assert values == ["wal", 1, 15_000, 1]


def test_write_commits_at_the_end(database, now):
    """What a write session added is there for the next reader."""
    with database.write() as session:
        record_error(session, reference="A1", kind="ValueError", place="x", now=now)
    with database.read() as session:
        report = session.get(ErrorReport, "A1")
    assert report
    assert report.kind == "ValueError"


def test_an_exception_rolls_back(database, now):
    """Nothing of a failed transaction remains."""

    def fail():
        with database.write() as session:
            record_error(session, reference="A1", kind="ValueError", place="x", now=now)
            session.flush()
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with database.read() as session:
        assert session.get(ErrorReport, "A1") is None


def test_read_sees_one_state(database, now):
    """A reader is not shown what was written after it began."""
    with database.read() as reader:
        assert reader.get(ErrorReport, "A1") is None
        with database.write() as session:
            record_error(session, reference="A1", kind="ValueError", place="x", now=now)
        assert reader.get(ErrorReport, "A1") is None


def test_concurrent_writers_lose_nothing(database, now):
    """Read-change-write from several threads adds up: nobody works on a state that has passed."""

    def count_up(_):
        with database.write() as session:
            chat = claim_chat(session, chat_id=7)
            mark_chat(session, chat, expects=None, state={"n": chat.state.get("n", 0) + 1}, now=now)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(count_up, range(40)))
    with database.read() as session:
        chat = get_chat(session, chat_id=7)
    assert chat
    assert (chat.state, chat.version) == ({"n": 40}, 40)


def test_datetimes_come_back_in_utc(database):
    """An instant given in Beijing time is the same instant when read, in UTC."""
    noon = datetime(2026, 3, 1, 12, tzinfo=timezone(timedelta(hours=8)))
    with database.write() as session:
        record_error(session, reference="A1", kind="k", place="p", now=noon)
    with database.read() as session:
        report = session.get(ErrorReport, "A1")
    assert report
    assert (report.occurred_at, report.occurred_at.tzinfo) == (noon, UTC)


def test_naive_datetimes_are_refused(database):
    """A time without a zone is a fault at the writer, not a wrong hour later."""

    def write_naive():
        with database.write() as session:
            naive = datetime(2026, 3, 1)  # noqa: DTZ001  # the point of the test
            session.add(ErrorReport(reference="A1", kind="k", place="p", occurred_at=naive))

    with pytest.raises(StatementError, match="timezone"):
        write_naive()


def test_every_datetime_column_is_utc():
    """No table has a datetime of another type."""
    kinds = {
        type(column.type)
        for table in METADATA.sorted_tables
        for column in table.columns
        if column.name.endswith("_at")
    }
    assert kinds == {UTCDateTime}


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("sqlite:///x.sqlite3", "sqlite+pysqlite"),
        ("postgresql://u@h/d", "postgresql+psycopg"),
        ("postgres://u@h/d", "postgresql+psycopg"),
        ("postgresql+asyncpg://u@h/d", "postgresql+psycopg"),
    ],
)
def test_the_driver_is_ours(url, driver):
    """An operator writes the usual URL; which driver speaks is our choice."""
    assert parse_url(url).drivername == driver


@pytest.mark.parametrize("url", ["mysql://u:secret@h/d", "u:secret@h", "", "postgresql://u:secret@h:port/d"])
def test_other_urls_are_refused_without_their_secrets(url):
    """The message names the kind of database at most, never the password."""
    with pytest.raises(UnknownDatabaseError) as refused:
        open_database(url)
    assert "secret" not in str(refused.value)


def test_sqlite_file_is_there_only_after_use(tmp_path):
    """Opening does not touch the disk."""
    opened = open_database(f"sqlite:///{tmp_path}/x.sqlite3")
    assert not list(tmp_path.iterdir())
    with opened.write() as session:
        session.connection().execute(text("CREATE TABLE t (a INTEGER)"))
    opened.close()
    assert (tmp_path / "x.sqlite3").is_file()
