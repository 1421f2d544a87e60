"""The real application, fed with updates; what it would send is taken down at the network's edge."""

import json
from contextlib import asynccontextmanager

import pytest
from pydantic import SecretStr
from telegram.request import BaseRequest

from bot.application import build_application
from bot.context import Surroundings
from bot.settings import Access, Settings
from handlers import CONVERSATIONS
from storage.users import mark_informed, mark_invited
from tests.builders import MOMENT, make_knowledge
from tests.casework import make_casework_knowledge
from tests.handlers.desk import Desk
from tests.handlers.reminded import give_rules
from tests.handlers.town import Town
from tests.population import populate

TOKEN = "7000000003:HandlersTokenHandlersToken"
ME = {"id": 7000000003, "is_bot": True, "first_name": "bot", "username": "some_bot"}


class TakenDown(BaseRequest):
    """A connection that takes down each call and answers it as the server would."""

    def __init__(self):
        self.calls = []
        self.refusal = None
        self.refused_chat = self.refused_method = None

    @property
    def read_timeout(self):
        """Not waited for."""
        return 1

    async def initialize(self):
        """Nothing to open."""

    async def shutdown(self):
        """Nothing to close."""

    async def do_request(self, url, method, request_data=None, *_, **__):  # noqa: ARG002  # as in the library
        """Answer a call."""
        name = url.rpartition("/")[2]
        parameters = dict(request_data.parameters) if request_data else {}
        if name == "getMe":
            return 200, json.dumps({"ok": True, "result": ME}).encode()
        self.calls.append((name, parameters))
        is_refused = name == self.refused_method or parameters.get("chat_id") == self.refused_chat is not None
        if self.refusal or is_refused:
            return 500, json.dumps({"ok": False, "error_code": 500, "description": "down"}).encode()
        message = {"message_id": 99, "date": 0, "chat": {"id": 1, "type": "private"}}
        result = [message] if name == "sendMediaGroup" else message if name.startswith("send") else True
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def texts(self):
        """The texts sent."""
        return [parameters["text"] for name, parameters in self.calls if name == "sendMessage"]


@asynccontextmanager
async def started(knowledge, database, wire):
    """The application in open access, initialized, with its calls taken down."""
    settings = Settings(token=SecretStr(TOKEN), access=Access.OPEN, _env_file=None)
    surroundings = Surroundings(settings, knowledge, database, lambda: MOMENT)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("bot.application.HTTPXRequest", lambda **_: wire)
        made = build_application(surroundings, CONVERSATIONS)
    async with made:
        yield made


@pytest.fixture
def wire():
    """The network's edge."""
    return TakenDown()


@pytest.fixture
def knowledge():
    """The content and its engine; a module of tests may have its own."""
    return make_knowledge()


@pytest.fixture
async def application(sqlite_database, wire, knowledge):
    """The application in open access, initialized; the person who writes has been told what is kept."""
    with sqlite_database.write() as session:
        user = mark_invited(session, telegram_id=1, display_name="王芳", now=MOMENT)
        mark_informed(session, user=user, now=MOMENT)
    async with started(knowledge, sqlite_database, wire) as made:
        yield made


@pytest.fixture
def town(application, wire, sqlite_database):
    """The application over a town of people."""
    with sqlite_database.write() as session:
        population = populate(session, MOMENT)
    return Town(application, wire, population)


@pytest.fixture
def deadline_rules(town):
    """The deadline rules, known in the town; one subject has more of them than fit on a page."""
    give_rules(town, more=9)


@pytest.fixture
async def desk(sqlite_database, wire):
    """The application with checklists over a town of people who may press as fast as they like."""
    with sqlite_database.write() as session:
        population = populate(session, MOMENT)
    async with started(make_casework_knowledge(), sqlite_database, wire) as made:
        made.bot_data.limits.actions = 1000
        yield Desk(Town(made, wire, population))
