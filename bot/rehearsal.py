"""Playing time forward: the clock stops at each planned instant, and what is due there is sent before it goes on."""

import asyncio
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.clock import MovableClock
from bot.context import BotContext
from bot.outbox.draining import Drainer, drain
from bot.outbox.jobs import digest, tick
from storage.instants import get_next_at

# So many instants are stepped through at once; a further press goes on.
MOST_STOPS = 150
# By this hour of a Monday everybody's hour for the weekly digest has come.
DIGEST_TIME = time(20)
WEEK = timedelta(days=7)


async def play(context: BotContext, clock: MovableClock, *, until: datetime) -> tuple[int, bool]:
    """Set the clock forward, stop by stop; how many messages were dealt with, and whether the end was reached."""
    count = 0
    for _ in range(MOST_STOPS):
        at = min(await _next_stop(context, clock()), until)
        clock.move_to(at)
        count += await _send(context)
        if at == until:
            return count, True
    return count, False


async def find_next(context: BotContext, now: datetime) -> datetime | None:
    """The next instant at which something is planned."""

    def look() -> datetime | None:
        with context.database.read() as session:
            return get_next_at(session, after=now)

    return await asyncio.to_thread(look)


async def _next_stop(context: BotContext, now: datetime) -> datetime:
    """The next planned instant, or the next Monday's evening."""
    planned, monday = await find_next(context, now), next_monday(now, context.settings.zone)
    return min(planned, monday) if planned else monday


def next_monday(now: datetime, zone: ZoneInfo) -> datetime:
    """The first Monday evening after an instant."""
    today = now.astimezone(zone).date()
    monday = datetime.combine(today - timedelta(days=today.weekday()), DIGEST_TIME, tzinfo=zone)
    return monday if monday > now else monday + WEEK


async def _send(context: BotContext) -> int:
    """Do what the jobs do at their beats, and wait until everything has left; how many messages were dealt with."""
    around = context.bot_data
    await digest(context)
    await asyncio.to_thread(tick, around)
    async with around.draining:
        return await drain(Drainer(context.bot, around, is_going=lambda: context.application.running))
