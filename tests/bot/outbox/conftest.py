"""A bot that drains into a local messenger."""

from datetime import timedelta

import pytest
from pydantic import SecretStr
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.context import Surroundings
from bot.local.identity import Identity
from bot.local.messenger import LocalMessenger
from bot.outbox.draining import Drainer
from bot.outbox.pacing import Pacing
from bot.rendering.reply import Reply, block
from bot.settings import Settings
from storage.outbox import Notice, add_message
from storage.users import mark_invited
from tests.builders import make_knowledge

TOKEN = "7000000005:OutboxTokenOutboxTokenOutbox"
PEOPLE = range(1001, 1013)


@pytest.fixture
async def messenger():
    """A local messenger with a dozen people."""
    people = [Identity(number, f"某{number}", "干部") for number in PEOPLE]
    async with LocalMessenger(identities=people, bot_token=TOKEN, port=0) as place:
        for chat in place.world.chats.list_chats():
            chat.is_started = True
        yield place


@pytest.fixture
def arrived(messenger):
    """What arrived: the texts that a person got from the bot."""

    def texts(number):
        found = messenger.world.chats.get(number).messages.values()
        return [message.payload["text"] for message in found if message.is_from_bot]

    return texts


@pytest.fixture
async def bot(messenger):
    """The bot's side, with little patience."""
    request = HTTPXRequest(read_timeout=0.5, connection_pool_size=16)
    async with Bot(TOKEN, base_url=f"{messenger.base_url}/bot", request=request) as api:
        yield api


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, at):
        self.at = at

    def __call__(self):
        """The present instant."""
        return self.at

    def move(self, **by):
        """Let time pass."""
        self.at += timedelta(**by)


@pytest.fixture
def clock(now):
    """A morning."""
    return Clock(now)


@pytest.fixture
def around(sqlite_database, clock):
    """What the drain works with, at a pace that keeps no test waiting."""
    settings = Settings(token=SecretStr(TOKEN), _env_file=None)
    pacing = Pacing(overall=1000, per_chat=1000)
    return Surroundings(settings, make_knowledge(), sqlite_database, clock, pacing=pacing)


def write_payload(_session, _around, message):
    """The words of the payload; none when there are none."""
    words = message.payload.get("words", ())
    if message.payload.get("is_broken"):
        raise ValueError(words)
    return Reply(tuple(block(word) for word in words)) if words else None


@pytest.fixture
def drainer(bot, around):
    """A drainer of the tests' own kind of messages."""
    return Drainer(bot, around, kinds={"k": write_payload})


@pytest.fixture
def users(sqlite_database, now):
    """The accounts by Telegram number."""
    with sqlite_database.write() as session:
        rows = [
            mark_invited(session, telegram_id=number, display_name=f"某{number}", now=now)
            for number in PEOPLE
        ]
        return {row.telegram_id: row.id for row in rows}


@pytest.fixture
def post(sqlite_database, users, clock):
    """Adds a message to a person; returns its number."""

    def add(number, *words, **payload):
        notice = Notice(user_id=users[number], kind="k", payload={"words": words, **payload})
        with sqlite_database.write() as session:
            return add_message(session, notice=notice, now=clock()).id

    return add
