"""The jobs of the outbox: the beat that looks what is due, and the staff's digest."""

import asyncio

from bot.context import BotContext, Surroundings
from bot.outbox.draining import Drainer, drain
from storage.reminders import mark_zone
from storage.settling import has_stray, recover_messages
from storage.ticking import add_digests, has_due, queue_due

LIMIT = 1000


async def beat(context: BotContext) -> None:
    """Put what is due into the outbox, take up what was left behind, and begin to drain."""
    await asyncio.to_thread(tick, context.bot_data)
    await nudge(context)


def tick(around: Surroundings) -> int:
    """Look what is due; writes only if there is something. Returns how many reminders came due."""
    now = around.now()
    with around.database.read() as session:
        is_due, is_stray = has_due(session, now=now), has_stray(session, now=now)
    if is_stray:
        with around.database.write() as session:
            recover_messages(session, now=now)
    count = 0
    while is_due:
        with around.database.write() as session:
            ticked = queue_due(session, now=now, limit=LIMIT)
        count, is_due = count + ticked.count, ticked.has_more
    return count


async def nudge(context: BotContext) -> None:
    """Begin to drain now, unless this process does already; the application waits for it when it stops."""
    around = context.bot_data
    if around.draining.locked() or not context.application.running:
        return

    async def run() -> None:
        async with around.draining:
            await drain(Drainer(context.bot, around, is_going=lambda: context.application.running))

    context.application.create_task(run(), name="drain the outbox")


async def rezone(context: BotContext) -> None:
    """After a change of the settings' zone, move what was planned in another one."""

    def work() -> None:
        is_left = True
        while is_left:
            with context.database.write() as session:
                is_left = mark_zone(session, zone=context.settings.timezone, now=context.now()) > 0

    await asyncio.to_thread(work)


async def digest(context: BotContext) -> None:
    """Add the staff's digests of this week."""

    def work() -> None:
        with context.database.write() as session:
            add_digests(session, zone=context.settings.zone, now=context.now())

    await asyncio.to_thread(work)
