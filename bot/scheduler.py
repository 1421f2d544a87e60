"""The recurring jobs in one table. Jobs hold no truth: each looks in the database at what is due now."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any

from telegram.ext import JobQueue

from bot.context import BotContext
from bot.outbox.jobs import beat, digest, rezone
from storage.retention import purge
from storage.updates import delete_updates

# Telegram keeps an update for redelivery at most a day.
REDELIVERY = timedelta(days=2)


@dataclass(frozen=True)
class RecurringJob:
    """A callback that runs again and again, first after one interval, or at a time of the day."""

    name: str
    interval: timedelta
    callback: Callable[[BotContext], Coroutine[Any, Any, None]]
    at: time | None = None


async def prune_updates(context: BotContext) -> None:
    """Forget updates that can no longer be delivered again."""

    def prune() -> None:
        with context.database.write() as session:
            delete_updates(session, before=context.now() - REDELIVERY)

    await asyncio.to_thread(prune)


async def purge_rows(context: BotContext) -> None:
    """Delete what was kept for long enough, and clear it from the journal."""

    def work() -> None:
        with context.database.write() as session:
            purge(session, now=context.now())
        context.database.forget()

    await asyncio.to_thread(work)


JOBS = (
    RecurringJob("outbox", timedelta(seconds=15), beat),
    RecurringJob("digest", timedelta(minutes=30), digest),
    RecurringJob("zone", timedelta(hours=1), rezone),
    RecurringJob("prune updates", timedelta(hours=1), prune_updates),
    RecurringJob("purge", timedelta(days=1), purge_rows, at=time(3, 30)),
)


def schedule(queue: JobQueue[BotContext], jobs: tuple[RecurringJob, ...] = JOBS) -> None:
    """Put the jobs on the queue: a late tick runs once, never not at all."""
    for job in jobs:
        options = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        if job.at is None:
            queue.run_repeating(job.callback, job.interval, name=job.name, job_kwargs=options)
        else:
            # Without a zone of its own, the time is read in the zone of the settings.
            queue.run_daily(job.callback, job.at, name=job.name, job_kwargs=options)
