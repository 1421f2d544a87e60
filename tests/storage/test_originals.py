"""Imported originals, on SQLite and PostgreSQL."""

from datetime import timedelta

import pytest
from pydantic import ValidationError
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from storage.originals import (
    NewOriginal,
    NewProvision,
    add_original,
    get_current,
    get_provision,
    list_current_ids,
    list_current_provisions,
    list_locators,
    list_originals,
    list_words,
)
from storage.tables import Original, OriginalProvision


def provisions(*pairs):
    """Provisions from locators and texts."""
    return tuple(NewProvision(locator=locator, text=text) for locator, text in pairs)


@pytest.fixture
def new(now):
    """An import of a made-up document."""
    return NewOriginal(
        document="DEMO1",
        content_hash="a" * 64,
        file_name="甲.txt",
        format="txt",
        imported_at=now,
        provisions=provisions(("前言", "引言"), ("一", "一、甲"), ("一.1", "1、乙"), ("一.10", "10、丙")),
    )


def store(database, new):
    """Store an import in a transaction of its own."""
    with database.write() as session:
        return add_original(session, new=new)


def test_a_first_import(database, new):
    """It is the current version, and its words are read by place: a part includes what is below it."""
    store(database, new)
    with database.read() as session:
        current = get_current(session, document="DEMO1")
        assert current
        assert (current.file_name, current.imported_at, current.replaced_at) == (
            "甲.txt",
            new.imported_at,
            None,
        )
        assert list_words(session, original=current, locator="一") == ["一、甲", "1、乙", "10、丙"]
        assert list_words(session, original=current, locator="一.1") == ["1、乙"]
        assert list_words(session, original=current, locator="二") == []
        assert get_current(session, document="DEMO2") is None


def test_the_same_text_again(database, new):
    """Nothing is stored, and it is said so."""
    store(database, new)
    again = new.model_copy(update={"imported_at": new.imported_at + timedelta(days=1)})
    assert store(database, again) is None
    with database.read() as session:
        assert [(item.file_name, count) for item, count in list_originals(session)] == [("甲.txt", 4)]


@pytest.mark.parametrize(
    "change", [{"content_hash": "b" * 64}, {"provisions": provisions(("前言", "引言"), ("一", "一、甲乙丙"))}]
)
def test_a_new_version_replaces_the_old_one(database, new, change):
    """Another file, or the same one read better: the old version is kept and no longer shown."""
    store(database, new)
    later = new.imported_at + timedelta(days=1)
    store(database, new.model_copy(update={"file_name": "乙.txt", "imported_at": later} | change))
    with database.read() as session:
        (newest, _), (oldest, count) = list_originals(session)
        assert (newest.file_name, newest.replaced_at) == ("乙.txt", None)
        assert (oldest.file_name, oldest.replaced_at, count) == ("甲.txt", later, 4)
        assert list_current_ids(session) == (newest.id,)
        assert {row.original_id for _, row in list_current_provisions(session)} == {newest.id}


def test_a_failure_keeps_the_old_version(database, new):
    """An import is whole or not at all."""
    store(database, new)
    twice = provisions(("一", "甲"), ("一", "乙"))
    broken = new.model_copy(update={"content_hash": "b" * 64, "provisions": twice})
    with pytest.raises(IntegrityError):
        store(database, broken)
    with database.read() as session:
        current = get_current(session, document="DEMO1")
        assert current
        assert (current.content_hash, current.replaced_at) == ("a" * 64, None)


def test_there_is_one_current_version(database, new):
    """Two imports at once cannot both be current: the database sees to it."""
    store(database, new)

    def add():
        with database.write() as session:
            session.add(Original(**new.model_dump(exclude={"provisions"})))

    with pytest.raises(IntegrityError):
        add()


def test_locators_and_provisions(database, new):
    """Places by document, and a provision by its number, with its document."""
    store(database, new)
    store(database, new.model_copy(update={"document": "DEMO2"}))
    with database.read() as session:
        assert list_locators(session, documents=["DEMO1", "DEMO9"]) == [
            ("DEMO1", "前言"),
            ("DEMO1", "一"),
            ("DEMO1", "一.1"),
            ("DEMO1", "一.10"),
        ]
        assert [document for document, _ in list_current_provisions(session)] == ["DEMO1"] * 4 + ["DEMO2"] * 4
        row = session.exec(select(OriginalProvision)).first()
        assert row
        found = get_provision(session, provision_id=row.id)
        assert found
        assert (found[0], found[1].locator) == ("DEMO1", "前言")
        assert get_provision(session, provision_id=0) is None


@pytest.mark.parametrize(
    "change", [{"format": "doc"}, {"content_hash": "a"}, {"provisions": ()}, {"file_name": ""}, {"extra": 1}]
)
def test_input_is_checked_before_it_is_a_row(new, change):
    """Wrong values are refused before the database sees them."""
    with pytest.raises(ValidationError):
        NewOriginal.model_validate(new.model_dump() | change)


def test_the_database_refuses_other_formats(database, new):
    """Tables do not validate, so the database does."""
    values = new.model_dump(exclude={"provisions"}) | {"format": "doc"}

    def add():
        with database.write() as session:
            session.add(Original(**values))

    with pytest.raises(IntegrityError):
        add()
