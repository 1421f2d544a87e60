"""The recurring jobs in one table. Jobs hold no truth: each looks in the database at what is due now."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from telegram.ext import JobQueue

from bot.context import BotContext
from storage.updates import delete_updates

# Telegram keeps an update for redelivery at most a day.
REDELIVERY = timedelta(days=2)


@dataclass(frozen=True)
class RecurringJob:
    """A callback that runs again and again, first after one interval."""

    name: str
    interval: timedelta
    callback: Callable[[BotContext], Coroutine[Any, Any, None]]


async def prune_updates(context: BotContext) -> None:
    """Forget updates that can no longer be delivered again."""

    def prune() -> None:
        with context.database.write() as session:
            delete_updates(session, before=context.now() - REDELIVERY)

    await asyncio.to_thread(prune)


JOBS = (RecurringJob("prune updates", timedelta(hours=1), prune_updates),)


def schedule(queue: JobQueue[BotContext], jobs: tuple[RecurringJob, ...] = JOBS) -> None:
    """Put the jobs on the queue: a late tick runs once, never not at all."""
    for job in jobs:
        options = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        queue.run_repeating(job.callback, job.interval, name=job.name, job_kwargs=options)
