"""The local messenger: started and stopped inside the event loop of its owner."""

import asyncio
import secrets
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import uvicorn

from bot.local.edge import build_app
from bot.local.identity import Account, Identity
from bot.local.pushing import push_updates
from bot.local.records import Records
from bot.local.world import World

HOST: Final = "127.0.0.1"
STOP_SECONDS: Final = 3

__all__ = ["Identity", "LocalMessenger"]


class _Server(uvicorn.Server):
    """Leaves the signals to the owner of the event loop and tells when it serves."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.is_ready = asyncio.Event()
        self.is_leaving = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.is_ready.set()

    async def main_loop(self) -> None:
        """Wait instead of looking ten times a second whether it is time to go."""
        await self.on_tick(0)
        await self.is_leaving.wait()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class LocalMessenger:
    """An emulated Bot API and a web chat on loopback."""

    def __init__(  # noqa: PLR0913 (all but the first two have good defaults)
        self,
        *,
        identities: Sequence[Identity],
        bot_token: str,
        page_token: str | None = None,
        port: int = 8765,
        state_path: Path | None = None,
        bot_username: str = "cadre_policy_bot",
        bot_name: str = "干部政策助手",
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._identities = tuple(identities)
        self._account = Account(bot_token, bot_username, bot_name)
        self._page_token = page_token
        self._port = port
        self._state_path = state_path
        self._clock = clock
        self._world: World | None = None
        self._server: _Server | None = None
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def base_url(self) -> str:
        """Return the address; the bot's calls go to it with /bot<token>/ appended."""
        return f"http://{HOST}:{self._port}"

    @property
    def page_url(self) -> str:
        """Return the address of the web chat, with its token; known once started."""
        return f"{self.base_url}/?token={self._page_token}"

    @property
    def world(self) -> World:
        """Return the state of the running messenger, for faults and calls in tests."""
        if self._world is None:
            raise RuntimeError("the local messenger is not started")
        return self._world

    async def start(self) -> None:
        """Bind the port, bring back the state and serve; OSError if the port is taken."""
        listener = _bind(self._port)
        try:
            records = Records(self._state_path)
        except BaseException:
            listener.close()
            raise
        self._port = listener.getsockname()[1]
        self._world = World(records, self._account, identities=self._identities, clock=self._clock)
        self._page_token = self._page_token or _page_token(records)
        self._server = _Server(_config(self._world, self._page_token))
        self._tasks = [
            asyncio.create_task(self._server.serve([listener]), name="local messenger"),
            asyncio.create_task(push_updates(self._world), name="local messenger webhook"),
        ]
        await self._server.is_ready.wait()

    async def stop(self) -> None:
        """End all waiting requests, the server and the webhook; a second stop does nothing."""
        if self._server is None or self._world is None:
            return
        self._world.close()
        self._server.is_leaving.set()
        serving, pushing = self._tasks
        pushing.cancel()
        with suppress(asyncio.CancelledError):
            await pushing
        await serving
        self._world.records.close()
        self._server = None

    async def __aenter__(self) -> Self:
        """Start."""
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""
        await self.stop()


def _bind(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError:
        listener.close()
        raise
    return listener


def _page_token(records: Records) -> str:
    """The page's address stays good through restarts as long as the state does."""
    token: str = records.load("setting").get("page_token") or secrets.token_urlsafe(16)
    records.put("setting", "page_token", token)
    return token


def _config(world: World, page_token: str) -> uvicorn.Config:
    return uvicorn.Config(
        build_app(world, page_token),
        log_config=None,
        # Addresses hold tokens: no access log.
        access_log=False,
        lifespan="off",
        ws="none",
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=STOP_SECONDS,
    )
