"""Faults: what is kept, what is told, and that a second fault hides nothing."""

import logging

import pytest
from sqlmodel import select
from telegram import CallbackQuery, Update, User

from bot.context import BotContext
from bot.rendering import texts
from handlers.errors import place_of, report
from storage.tables import ErrorReport
from tests.builders import make_update


@pytest.fixture
def context(application):
    """A context that carries a fault."""
    made = BotContext(application)
    made.error = ValueError("秘密的提问")
    return made


def reports(database):
    """The stored reports."""
    with database.read() as session:
        return session.exec(select(ErrorReport)).all()


async def test_what_people_wrote_is_not_logged(context, sqlite_database, wire, caplog):
    """Log and row have the kind and the place; the person has the reference and a button."""
    await report(make_update("秘密的提问"), context)
    kept = reports(sqlite_database)[0]
    assert kept.kind == "ValueError"
    assert kept.reference in caplog.text
    assert "秘密" not in caplog.text + kept.place
    assert kept.reference in wire.texts()[0]
    assert "reply_markup" in wire.calls[-1][1]


async def test_a_fault_outside_an_update_is_kept(context, sqlite_database, wire):
    """A job's fault has nobody to tell."""
    await report(None, context)
    assert (len(reports(sqlite_database)), wire.calls) == (1, [])


async def test_a_fault_that_cannot_be_told_is_logged(context, sqlite_database, wire, caplog):
    """When the server is down, the log has the reference."""
    wire.refusal = True
    query = CallbackQuery("1", User(1, "王芳", is_bot=False), "x", message=make_update().message)
    query.set_bot(context.bot)
    await report(Update(2, callback_query=query), context)
    assert f"{reports(sqlite_database)[0].reference} could not be told" in caplog.text


async def test_a_fault_of_the_database_is_told_all_the_same(context, sqlite_database, wire, caplog):
    """Without the row, the person still gets the reference, and the log says what is missing."""
    with sqlite_database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE error_reports")
    with caplog.at_level(logging.ERROR):
        await report(make_update(), context)
    assert "could not be stored" in caplog.text
    assert texts.FAULT.partition("{")[0] in wire.texts()[0]


def test_the_place_of_a_fault():
    """Our own innermost line is named; an error that was never raised has no place."""

    def fail():
        raise KeyError

    with pytest.raises(KeyError) as caught:
        fail()
    assert place_of(caught.value).startswith("test_errors.py:")
    assert place_of(ValueError()) == "unknown"
