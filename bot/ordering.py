"""The order of updates: one after another within a chat, different chats side by side."""

import asyncio
from collections.abc import Awaitable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

# Updates that have arrived and wait their turn; Telegram keeps the others meanwhile.
MAX_WAITING = 4096
MAX_ACTIVE = 32


class OrderedUpdates(BaseUpdateProcessor):
    """Processes the updates of one chat in order and those of different chats concurrently.

    An update takes its chat's turn first and one of the active places second, so that a chat with a hundred
    waiting updates occupies one place, not all.
    """

    def __init__(self, max_active: int = MAX_ACTIVE) -> None:
        super().__init__(MAX_WAITING)
        self._active = asyncio.Semaphore(max_active)
        self._turns: dict[int, asyncio.Lock] = {}
        self._waiting: dict[int, int] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Process the update in its chat's turn."""
        key = chat_key(update)
        turn = self._turns.setdefault(key, asyncio.Lock())
        self._waiting[key] = self._waiting.get(key, 0) + 1
        try:
            async with turn, self._active:
                await coroutine
        finally:
            self._waiting[key] -= 1
            if not self._waiting[key]:
                del self._waiting[key], self._turns[key]

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to put away: the application waits for its own tasks."""


def chat_key(update: object) -> int:
    """What an update is ordered by: its chat, or the person where there is no chat."""
    if not isinstance(update, Update):
        return 0
    if update.effective_chat:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user else 0
