"""Connecting, and trouble on the way."""

import asyncio
import socket
from typing import cast

import pytest
from pydantic import SecretStr
from telegram.error import Conflict, NetworkError
from telegram.ext import Application

from bot.application import build_application
from bot.context import BotApplication, Surroundings
from bot.local.faults import Fault, FaultKind
from bot.local.identity import Identity
from bot.local.messenger import LocalMessenger
from bot.running import BAD_TOKEN, CONFLICT, PollingTroubles, StartError, poll, run
from bot.settings import Settings
from handlers import CONVERSATIONS
from tests.builders import MOMENT, make_knowledge

TOKEN = "7000000004:RunningTokenRunningToken"


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def messenger_at(port):
    """A local messenger on this port."""
    return LocalMessenger(identities=[Identity(1, "王芳", "干部")], bot_token=TOKEN, port=port)


@pytest.fixture
def begin(sqlite_database):
    """Start an application with these settings; gives its task and the event that stops it."""

    def start(ready=None, **values):
        settings = Settings(**{"token": SecretStr(TOKEN), "_env_file": None} | values)
        surroundings = Surroundings(settings, make_knowledge(), sqlite_database, lambda: MOMENT)
        application = build_application(surroundings, CONVERSATIONS)
        stop = asyncio.Event()
        ready = ready or asyncio.Event()
        running = run(application, settings, stop=stop, ready=lambda _: ready.set())
        return asyncio.create_task(running), stop

    return start


async def unreachable(caplog):
    """Wait until the log says that the server is away."""
    for _ in range(200):
        if "not reachable" in caplog.text:
            return
        await asyncio.sleep(0.05)
    pytest.fail("no warning in the log")


async def test_a_server_that_comes_late_is_waited_for(begin, caplog):
    """Starting before the network is there is a warning, not an end."""
    port, ready = free_port(), asyncio.Event()
    task, stop = begin(ready, api_base_url=f"http://127.0.0.1:{port}")
    await unreachable(caplog)
    async with messenger_at(port):
        await asyncio.wait_for(ready.wait(), 10)
        stop.set()
        await task


async def test_waiting_for_a_server_can_be_stopped(begin, caplog):
    """A signal ends the start as well."""
    task, stop = begin(api_base_url=f"http://127.0.0.1:{free_port()}")
    await unreachable(caplog)
    stop.set()
    await asyncio.wait_for(task, 10)


async def test_a_wrong_token_ends_the_start(begin):
    """Trying again would not help; the line says what would."""
    async with messenger_at(0) as messenger:
        task, _ = begin(token=SecretStr("1:WrongTokenWrongToken"), api_base_url=messenger.base_url)
        with pytest.raises(StartError) as ended:
            await task
    assert str(ended.value) == BAD_TOKEN


async def test_a_webhook_port_in_use_ends_the_start(begin):
    """The setting to change is named."""
    async with messenger_at(0) as messenger:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            task, _ = begin(
                api_base_url=messenger.base_url,
                webhook_url=f"http://127.0.0.1:{port}/hook",
                webhook_secret=SecretStr("0123456789abcdef"),
                listen=f"127.0.0.1:{port}",
            )
            with pytest.raises(StartError, match="CADREBOT_LISTEN"):
                await task


def test_the_same_trouble_is_reported_once_a_minute(caplog):
    """A second poller is one line, not one each second; other trouble is told beside it."""
    moments = iter([0, 1, 2, 61])
    troubles = PollingTroubles(lambda: next(moments))
    for error in (Conflict("x"), Conflict("x"), NetworkError("away"), Conflict("x")):
        troubles(error)
    assert [CONFLICT in record.message for record in caplog.records] == [True, False, True]


async def test_a_server_that_refuses_the_menu_is_served_all_the_same(begin, caplog):
    """The command menu and the description are an extra."""
    ready = asyncio.Event()
    async with messenger_at(0) as messenger:
        fault = Fault(kind=FaultKind.BAD_REQUEST, method="setMyCommands")
        messenger.world.faults.add(fault)
        task, stop = begin(ready, api_base_url=messenger.base_url)
        await asyncio.wait_for(ready.wait(), 10)
        stop.set()
        await task
    assert "not accepted" in caplog.text


async def test_polling_needs_an_updater():
    """An application built without one cannot poll."""
    application = cast("BotApplication", Application.builder().token(TOKEN).updater(None).build())
    with pytest.raises(ValueError, match="updater"):
        async with poll(application, Settings(_env_file=None)):
            pass
