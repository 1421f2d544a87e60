"""Fixtures for the local messenger: one that runs, its client, and a bare Bot API caller."""

import asyncio
import inspect
from functools import partial

import httpx
import pytest

from bot.local.client import LocalClient
from bot.local.messenger import Identity, LocalMessenger

TOKEN = "123456:test"
TRANSPORT = partial(httpx.AsyncHTTPTransport, verify=False)
CHEN, LI = 1001, 1002
PEOPLE = (Identity(CHEN, "陈明", "干部小陈"), Identity(LI, "李芳", "组织科老李"))


class Clock:
    """A clock that tests move."""

    def __init__(self):
        self.now = 1_800_000_000.0

    def __call__(self):
        """Return the time."""
        return self.now


class Api:
    """Calls Bot API methods as any bot would, with parameters as JSON."""

    def __init__(self, base_url):
        self.http = httpx.AsyncClient(base_url=f"{base_url}/bot{TOKEN}", transport=TRANSPORT(), timeout=30)

    async def ok(self, method, **parameters):
        """Return the result of a call that is to succeed."""
        body = (await self.http.post(f"/{method}", json=parameters)).json()
        assert body["ok"], body
        return body["result"]

    async def refused(self, method, **parameters):
        """Return code and description of a call that is to fail."""
        response = await self.http.post(f"/{method}", json=parameters)
        body = response.json()
        assert body["ok"] is False
        assert response.status_code == body["error_code"]
        return f"{body['error_code']} {body['description']}"

    async def send(self, text, **parameters):
        """Send a text to Chen and return the message."""
        return await self.ok("sendMessage", chat_id=CHEN, text=text, **parameters)


@pytest.fixture
def clock():
    """A clock that stands still until a test moves it."""
    return Clock()


@pytest.fixture
async def messenger(clock):
    """A running messenger without state on disk."""
    async with LocalMessenger(identities=PEOPLE, bot_token=TOKEN, port=0, clock=clock) as running:
        yield running


@pytest.fixture
async def client(messenger):
    """A client of the running messenger."""
    async with LocalClient(messenger.page_url) as opened:
        yield opened


@pytest.fixture
async def api(messenger, client):
    """A bare Bot API caller; Chen has started the bot, and the update of that is confirmed."""
    await client.say(CHEN, "/start")
    caller = Api(messenger.base_url)
    updates = await caller.ok("getUpdates")
    await caller.ok("getUpdates", offset=updates[-1]["update_id"] + 1)
    yield caller
    await caller.http.aclose()


@pytest.fixture
def new_messenger(tmp_path):
    """Makes messengers that share one state folder and one page token."""

    def make(**options):
        options = {"identities": PEOPLE, "bot_token": TOKEN, "port": 0, "state_path": tmp_path} | options
        return LocalMessenger(**options)

    return make


@pytest.fixture
def new_api():
    """The bare caller as a class, for tests that run several messengers."""
    return Api


@pytest.fixture
def until():
    """Waits until a condition holds and returns what it found."""

    async def wait(condition):
        async with asyncio.timeout(10):
            while True:
                found = condition()
                found = await found if inspect.isawaitable(found) else found
                if found:
                    return found
                await asyncio.sleep(0.01)

    return wait
