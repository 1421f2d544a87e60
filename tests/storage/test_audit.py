"""The audit log, on SQLite and PostgreSQL."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from pydantic import ValidationError
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage.audit import (
    AuditAction,
    Audited,
    Subject,
    export_audit,
    get_head,
    list_about,
    list_entries,
    record_audit,
)
from storage.chain import Verified, verify_record


def make(now, **changes):
    """Something that was done."""
    fields = {"at": now, "actor": 3, "action": AuditAction.PERSON_VIEWED, "subject": Subject.PERSON}
    return Audited(**fields | {"subject_id": 7} | changes)


def test_the_log_is_a_chain(database, now):
    """What was recorded is exported and verifies, across time zones and transactions."""
    with database.write() as session:
        assert get_head(session) is None
        record_audit(session, audited=make(now, details={"field": "post", "count": 2}))
    with database.write() as session:
        record_audit(session, audited=make(now + timedelta(microseconds=5), actor=None))
    with database.read() as session:
        record = json.loads(json.dumps(export_audit(session, now=now)))
        head = get_head(session)
    verified = verify_record(record)
    assert head
    assert verified == Verified("audit", 2, head.hash)
    assert record["entries"][0]["details"] == {"field": "post", "count": 2}


def test_an_empty_log_is_a_record_too(database, now):
    """Nothing happened yet, and that verifies."""
    with database.read() as session:
        assert isinstance(verify_record(export_audit(session, now=now)), Verified)


@pytest.mark.parametrize("statement", ["UPDATE audit_entries SET actor = 9", "DELETE FROM audit_entries"])
def test_the_database_refuses_changes(database, now, statement):
    """The log only grows, whoever tries."""
    with database.write() as session:
        record_audit(session, audited=make(now))
    with pytest.raises(DBAPIError, match="append-only"), database.write() as session:
        session.exec(text(statement))


def test_several_writers_make_one_chain(database, now):
    """Threads that append at once take turns."""

    def append(number):
        with database.write() as session:
            record_audit(session, audited=make(now, subject_id=number))

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(append, range(12)))
    with database.read() as session:
        verified = verify_record(export_audit(session, now=now))
    assert isinstance(verified, Verified)
    assert verified.count == 12


def test_what_fails_leaves_no_entry(database, now):
    """The entry belongs to the transaction that does it."""

    def fail():
        with database.write() as session:
            record_audit(session, audited=make(now))
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with database.read() as session:
        assert list_entries(session) == []


def test_entries_are_paged_and_found(database, now):
    """The latest first; those about somebody by what they did and what was done to them."""
    with database.write() as session:
        for number in range(1, 6):
            record_audit(session, audited=make(now, actor=number, subject_id=number * 10))
        record_audit(session, audited=make(now, actor=9, subject=Subject.ACCOUNT, subject_id=2))
    with database.read() as session:
        assert [entry.number for entry in list_entries(session, limit=2)] == [6, 5]
        assert [entry.number for entry in list_entries(session, before=5, limit=2)] == [4, 3]
        assert [entry.number for entry in list_about(session, user_id=2, person_id=40)] == [2, 4, 6]
        assert [entry.number for entry in list_about(session, user_id=3, person_id=None)] == [3]


@pytest.mark.parametrize("details", [{"name": "欧阳北辰"}, {"field": ["a"]}])
def test_names_do_not_get_in(now, details):
    """Details are the program's own words and numbers."""
    with pytest.raises(ValidationError):
        make(now, details=details)
