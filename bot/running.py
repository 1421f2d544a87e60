"""Running an application: connect, receive updates by polling or webhook, stop cleanly."""

import asyncio
import logging
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from telegram import Update
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError

from bot.application import introduce
from bot.context import BotApplication
from bot.settings import Settings
from bot.webhook import build_webhook

log = logging.getLogger(__name__)

ALLOWED_UPDATES = [Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER]
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
# The same trouble is reported once in this time, however often polling meets it.
QUIET_SECONDS = 60.0
BAD_TOKEN = "the Bot API server does not accept CADREBOT_TOKEN (401): copy it again from BotFather"  # noqa: S105
CONFLICT = "another program polls with the same token (409): stop it, or this one"


class StartError(Exception):
    """The application cannot start; the message is one line for the operator."""


async def run(
    application: BotApplication, settings: Settings, *, stop: asyncio.Event, ready: Callable[[str], None]
) -> None:
    """Run until the event is set; `ready` is called with the bot's name once updates are received.

    Raises:
        StartError: the token is not accepted, or the webhook's address cannot be listened on.
    """
    try:
        if not await connect(application, stop):
            return
        await application.start()
        receiving = receive_calls if settings.webhook_url else poll
        async with receiving(application, settings):
            await introduce(application.bot)
            ready(application.bot.username)
            await stop.wait()
    finally:
        if application.running:
            await application.stop()
        await application.shutdown()
        # After a start that failed the library leaves its connections open.
        await application.bot.request.shutdown()


async def connect(application: BotApplication, stop: asyncio.Event) -> bool:
    """Reach the server, trying again until it answers; False when asked to stop before."""
    pause = FIRST_PAUSE
    while not stop.is_set():
        try:
            await application.initialize()
        except InvalidToken:
            raise StartError(BAD_TOKEN) from None
        except NetworkError as error:
            log.warning("the Bot API server is not reachable (%s); trying again in %.0f s", error, pause)
            await _wait(stop, pause)
            pause = min(2 * pause, LONGEST_PAUSE)
        else:
            return True
    return False


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    """Wait, but not beyond a request to stop."""
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return


@asynccontextmanager
async def poll(application: BotApplication, _settings: Settings) -> AsyncIterator[None]:
    """Ask for updates again and again; none that waited meanwhile is dropped."""
    updater = application.updater
    if updater is None:
        raise ValueError("the application was built without an updater")
    await updater.start_polling(
        bootstrap_retries=-1, allowed_updates=ALLOWED_UPDATES, error_callback=PollingTroubles()
    )
    try:
        yield
    finally:
        await updater.stop()


class PollingTroubles:
    """Reports trouble with polling, one line a kind and minute."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._reported: dict[str, float] = {}

    def __call__(self, error: TelegramError) -> None:
        """Log the error unless its kind was logged a moment ago."""
        text = CONFLICT if isinstance(error, Conflict) else f"updates cannot be fetched: {error}"
        now = self._clock()
        if now - self._reported.get(text, -QUIET_SECONDS) >= QUIET_SECONDS:
            self._reported[text] = now
            log.warning("%s; trying on", text)


@asynccontextmanager
async def receive_calls(application: BotApplication, settings: Settings) -> AsyncIterator[None]:
    """Listen for the server's calls. The webhook stays set at the end: updates wait for the next start."""
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
    address = settings.webhook_url or ""

    async def accept(content: dict[str, Any]) -> None:
        update = Update.de_json(content, application.bot)
        await application.update_queue.put(update)

    app = build_webhook(urlsplit(address).path, secret=secret, accept=accept)
    async with _serving(app, settings.listen):
        await application.bot.set_webhook(address, secret_token=secret, allowed_updates=ALLOWED_UPDATES)
        yield


class _Server(uvicorn.Server):
    """Leaves signals to the owner of the event loop."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def _serving(app: Any, listen: str) -> AsyncIterator[None]:
    """Serve an application on HOST:PORT."""
    host, _, port = listen.rpartition(":")
    host = host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, int(port)), family=family)
    except OSError as error:
        raise StartError(f"CADREBOT_LISTEN: cannot listen on {listen}: {error.strerror}") from None
    server = _Server(uvicorn.Config(app, log_config=None, access_log=False, lifespan="off"))
    task = asyncio.create_task(server.serve([listener]))
    try:
        yield
    finally:
        server.should_exit = True
        await task
        listener.close()
