"""Starting: what stops it, and that it says why in one line."""

import asyncio
import signal
import socket

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from bot.commands import serve
from bot.commands.errors import CommandError
from bot.rendering import texts
from bot.settings import Settings
from handlers import CONVERSATIONS
from knowledge.errors import ContentError, Finding
from storage.database import open_database
from storage.schema import upgrade
from storage.users import get_user
from tests.builders import make_base


@pytest.fixture(autouse=True)
def logging_as_it_is(monkeypatch):
    """Leave the test runner's logging alone."""
    monkeypatch.setattr(serve, "set_up_logging", lambda _: None)


@pytest.fixture
def settings(tmp_path):
    """Local settings with any free port."""
    return Settings(data_dir=tmp_path / "data", local_port=0, _env_file=None)


def test_a_data_directory_that_cannot_be(tmp_path):
    """Nothing starts without a place to write."""
    (tmp_path / "data").touch()
    with pytest.raises(CommandError, match="CADREBOT_DATA_DIR"):
        serve.serve(Settings(data_dir=tmp_path / "data", _env_file=None), CONVERSATIONS)


def test_a_database_of_a_newer_version(settings):
    """An older program leaves it alone."""
    settings.data_dir.mkdir()
    database = open_database(settings.database)
    upgrade(database)
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    with pytest.raises(CommandError, match="9999"):
        serve.serve(settings, CONVERSATIONS)


def test_content_with_problems(settings, monkeypatch):
    """The command that lists them is named."""

    def load(**_):
        raise ContentError([Finding("a.yaml", 1, "b", "c")])

    monkeypatch.setattr("bot.engine.load_knowledge", load)
    with pytest.raises(CommandError, match="knowledge check"):
        serve.serve(settings, CONVERSATIONS)


def test_a_local_port_in_use(settings, monkeypatch):
    """The setting to change is named."""
    monkeypatch.setattr("bot.engine.load_knowledge", lambda **_: make_base())
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        busy = settings.model_copy(update={"local_port": taken.getsockname()[1]})
        with pytest.raises(CommandError, match="CADREBOT_LOCAL_PORT"):
            serve.serve(busy, CONVERSATIONS)


def test_an_interrupt_before_the_loop(settings, monkeypatch):
    """Ctrl-C at the wrong moment is no traceback."""

    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(serve, "upgrade", interrupted)
    assert serve.serve(settings, CONVERSATIONS) == 130


def test_local_people_are_invited(sqlite_database):
    """The local messenger's people may ask at once, each in a role; a second start changes nothing."""
    for _ in range(2):
        serve.invite_local_people(sqlite_database)
    with sqlite_database.read() as session:
        users = [get_user(session, telegram_id=number) for number, _, _ in texts.LOCAL_PEOPLE]
        roles = [user.role for user in users if user and user.is_invited]
        assert roles == ["official", "staff", "official", "admin"]
        assert [user.unit_id is not None for user in users if user] == [False, True, False, False]


async def test_it_runs_until_it_is_told_to_stop(settings, capsys, monkeypatch):
    """The page's address is printed once it can be opened; SIGTERM ends everything cleanly."""
    monkeypatch.setattr("bot.engine.load_knowledge", lambda **_: make_base())
    settings.data_dir.mkdir()
    with serve._opened(settings) as database:
        running = asyncio.create_task(serve._serve(settings, CONVERSATIONS, database))
        for _ in range(400):
            printed = capsys.readouterr().out
            if printed or running.done():
                break
            await asyncio.sleep(0.05)
        assert "http://127.0.0.1:" in printed
        signal.raise_signal(signal.SIGTERM)
        await asyncio.wait_for(running, 20)


def test_the_ready_line(settings, capsys):
    """The page's address, or the bot's name."""
    serve.Place(settings, "http://127.0.0.1:1/?token=x").announce("some_bot")
    serve.Place(settings.model_copy(update={"token": SecretStr("1:abc")})).announce("some_bot")
    local, telegram = capsys.readouterr().out.splitlines()
    assert local.endswith("http://127.0.0.1:1/?token=x")
    assert telegram.endswith("@some_bot")
