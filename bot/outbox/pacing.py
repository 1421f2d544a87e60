"""The pace of sending: below the server's limits, and slower when it asks for that.

It counts real seconds, not those of the bot's clock, which may be set. Losing it in a restart costs nothing.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

# Telegram allows about thirty a second, and one a second to a chat; answers to people need some of that.
OVERALL = 25.0
PER_CHAT = 1.0
# Chats beyond so many whose turn is over are forgotten.
MANY = 10_000


@dataclass
class Pacing:
    """When the next message may go, overall and to each chat; infinite rates do not pace at all."""

    overall: float = OVERALL
    per_chat: float = PER_CHAT
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _next: float = 0.0
    _chats: dict[int, float] = field(default_factory=dict)

    async def turn(self, chat_id: int) -> None:
        """Wait until a message to this chat may go."""
        now = self.clock()
        at = max(now, self._next, self._chats.get(chat_id, now))
        # Whoever must wait for its own chat does not keep the others waiting.
        self._next = max(now, self._next) + 1 / self.overall
        self._note(chat_id, at + 1 / self.per_chat, now)
        if at > now:
            await self.sleep(at - now)

    def refused(self, chat_id: int, seconds: float) -> None:
        """Note that the server asked for patience; when a second chat is refused meanwhile, it concerns them all."""
        now = self.clock()
        until = now + seconds
        if any(other != chat_id and at > now + 1 / self.per_chat for other, at in self._chats.items()):
            self._next = max(self._next, until)
        self._note(chat_id, until, now)

    def rest(self, seconds: float) -> None:
        """Send nothing for a while: the server is not there."""
        self._next = max(self._next, self.clock() + seconds)

    @property
    def is_resting(self) -> bool:
        """Whether nothing goes for more than a moment."""
        return self._next > self.clock() + 1

    def _note(self, chat_id: int, until: float, now: float) -> None:
        if len(self._chats) >= MANY:
            self._chats = {chat: at for chat, at in self._chats.items() if at > now}
        self._chats[chat_id] = max(until, self._chats.get(chat_id, until))


def unpaced() -> Pacing:
    """No pace at all, for measurements."""
    return Pacing(overall=float("inf"), per_chat=float("inf"))
