"""The application's wiring."""

import pytest
from pydantic import SecretStr

from bot.application import build_application
from bot.context import BotContext, Surroundings
from bot.ordering import OrderedUpdates
from bot.settings import Settings
from bot.viewer import NOBODY
from handlers import CONVERSATIONS, HANDLERS
from tests.builders import MOMENT, make_knowledge

TOKEN = "123456:ABCDEFGHIJKLMNOPQRSTU"


def build(database, **settings):
    """An application with these settings."""
    token = SecretStr(TOKEN)
    made = Settings(**{"token": token, "_env_file": None} | settings)
    return build_application(Surroundings(made, make_knowledge(), database, lambda: MOMENT), CONVERSATIONS)


def test_another_server_is_an_address_away(sqlite_database):
    """All calls go to the address of the settings, with the token appended; files likewise."""
    bot = build(sqlite_database, api_base_url="http://127.0.0.1:8081").bot
    assert bot.base_url == f"http://127.0.0.1:8081/bot{TOKEN}"
    assert bot.base_file_url == f"http://127.0.0.1:8081/file/bot{TOKEN}"


def test_telegram_is_the_default(sqlite_database):
    """Without an address, and through a proxy, it is Telegram's."""
    bot = build(sqlite_database, proxy=SecretStr("http://127.0.0.1:3128")).bot
    assert bot.base_url == f"https://api.telegram.org/bot{TOKEN}"


def test_the_table_is_what_is_registered(sqlite_database):
    """Groups and order are those of the table; one error handler; own ordering of updates."""
    application = build(sqlite_database)
    assert {group: tuple(members) for group, members in application.handlers.items()} == dict(HANDLERS)
    assert list(application.error_handlers) == [CONVERSATIONS.on_error]
    assert isinstance(application.update_processor, OrderedUpdates)


def test_the_context_has_its_attributes(sqlite_database):
    """Callbacks find settings, knowledge, database, clock and limits, and cannot replace them; nobody is the viewer."""
    context = BotContext(build(sqlite_database))
    assert context.settings.token
    assert context.knowledge.base.version == "test-1"
    assert context.database is sqlite_database
    assert context.now() == MOMENT
    assert context.viewer is NOBODY
    assert context.limits.take_place(1)
    for name in ("settings", "knowledge", "database", "now", "limits"):
        with pytest.raises(AttributeError):
            setattr(context, name, None)


def test_no_token_no_application(sqlite_database):
    """Who runs it chooses the server first."""
    with pytest.raises(ValueError, match="token"):
        build(sqlite_database, token=None)
