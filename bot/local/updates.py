"""The queue of updates for the bot: strictly increasing ids, kept until confirmed."""

import asyncio
from collections.abc import Callable
from typing import Final

from bot.local.errors import Json, conflict
from bot.local.events import Bell
from bot.local.records import Records

# Telegram leaves these out unless they are asked for.
NOT_BY_DEFAULT: Final = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
LONGEST_POLL: Final = 50
MOST_UPDATES: Final = 100

BY_POLL: Final = "terminated by other getUpdates request; make sure that only one bot instance is running"
BY_WEBHOOK: Final = "terminated by setWebhook request"


class UpdateQueue:
    """Undelivered updates, handed out by one long poll at a time or by the webhook."""

    def __init__(self, records: Records, clock: Callable[[], float]) -> None:
        self._records = records
        self._clock = clock
        kept = records.load("update")
        self.pending: list[tuple[str, Json]] = list(kept.items())
        counters = records.load("counter")
        # Never below the clock: ids rise even when the state was lost but the bot's records were not.
        self._last_id: int = max(counters.get("update_id", 0), int(clock()))
        self.allowed: list[str] = records.load("setting").get("allowed_updates", [])
        self.bell = Bell()
        self.is_closed = False
        self._poller = 0
        self._reason = BY_POLL
        self._polled_at = 0.0
        self._polling = 0

    def allow(self, kinds: list[str] | None) -> None:
        """Set which updates are wanted from now on; None keeps the former setting."""
        if kinds is not None:
            self.allowed = kinds
            self._records.put("setting", "allowed_updates", kinds)

    def add(self, kind: str, content: Json, *, copies: int = 1) -> int | None:
        """Queue an update and return its id, None where the bot doesn't want its kind."""
        is_wanted = kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT
        if not is_wanted:
            return None
        self._last_id += 1
        self._records.put("counter", "update_id", self._last_id)
        for copy in range(copies):
            update = {"update_id": self._last_id, kind: content}
            self.pending.append((f"{self._last_id}.{copy}", update))
            self._records.put("update", f"{self._last_id}.{copy}", update)
        self.bell.ring()
        return self._last_id

    def drop(self, count: int) -> None:
        """Forget the oldest updates: they are delivered or not wanted any more."""
        for key, _ in self.pending[:count]:
            self._records.drop("update", key)
        del self.pending[:count]

    def confirm(self, offset: int) -> None:
        """Forget what lies before an offset; a negative one counts from the end."""
        if offset < 0:
            self.drop(max(len(self.pending) + offset, 0))
        else:
            self.drop(sum(1 for _, update in self.pending if update["update_id"] < offset))

    async def poll(self, *, offset: int, limit: int, timeout: float) -> list[Json]:  # noqa: ASYNC109
        """Return the next updates, waiting for the first if need be; a newer poll ends this one."""
        self._poller += 1
        self._reason = BY_POLL
        mine = self._poller
        self._polling += 1
        self.bell.ring()
        self.confirm(offset)
        try:
            return await self._first_updates(mine, limit, min(max(timeout, 0), LONGEST_POLL))
        finally:
            self._polling -= 1
            self._polled_at = self._clock()

    async def _first_updates(self, mine: int, limit: int, seconds: float) -> list[Json]:
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while not self.pending and not self.is_closed and (left := end - loop.time()) > 0:
            await self.bell.wait(left)
            if mine != self._poller:
                raise conflict(self._reason)
        return [update for _, update in self.pending[: min(max(limit, 1), MOST_UPDATES)]]

    def end_polls(self) -> None:
        """End the running poll because a webhook was set."""
        self._poller += 1
        self._reason = BY_WEBHOOK
        self.bell.ring()

    def is_polled(self, within: float) -> bool:
        """Tell whether the bot polls now or did so lately."""
        return self._polling > 0 or self._clock() - self._polled_at < within

    def close(self) -> None:
        """End waiting; the messenger is stopping."""
        self.is_closed = True
        self.bell.ring()
