"""Waking those who wait: long polls, the web chat's live stream, clients that expect a reply."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

from bot.local.errors import Json

MOST_WAITING_EVENTS = 1000
RESYNC: Json = {"type": "resync"}


class Bell:
    """Wakes everybody who waits at the moment it rings."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        """Wake all who wait now."""
        event, self._event = self._event, asyncio.Event()
        event.set()

    async def wait(self, seconds: float) -> None:
        """Return at the next ring or after some seconds."""
        event = self._event
        try:
            async with asyncio.timeout(seconds):
                await event.wait()
        except TimeoutError:
            return


class EventHub:
    """Numbers every change and tells it to all who listen."""

    def __init__(self) -> None:
        self.bell = Bell()
        self.revision = 0
        self.is_closed = False
        self._listeners: set[asyncio.Queue[Json | None]] = set()

    def next_revision(self) -> int:
        """Return the number of the next change."""
        self.revision += 1
        return self.revision

    def publish(self, kind: str, chat_id: int | None = None, **content: object) -> None:
        """Tell a change to all listeners; one who lags is told to start afresh."""
        event: Json = {"type": kind, "chat_id": chat_id, **content}
        for queue in self._listeners:
            if queue.qsize() >= MOST_WAITING_EVENTS:
                while not queue.empty():
                    queue.get_nowait()
                queue.put_nowait(RESYNC)
            queue.put_nowait(event)
        self.bell.ring()

    def close(self) -> None:
        """End all listening; the messenger is stopping."""
        self.is_closed = True
        for queue in self._listeners:
            queue.put_nowait(None)
        self.bell.ring()

    @contextmanager
    def _subscription(self) -> Iterator[asyncio.Queue[Json | None]]:
        queue: asyncio.Queue[Json | None] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            yield queue
        finally:
            self._listeners.discard(queue)

    async def listen(self, idle_seconds: float) -> AsyncIterator[Json | None]:
        """Yield each change, and None when nothing happened for a while."""
        with self._subscription() as queue:
            while not self.is_closed:
                try:
                    async with asyncio.timeout(idle_seconds):
                        event = await queue.get()
                except TimeoutError:
                    yield None
                    continue
                if event is None:
                    return
                yield event
