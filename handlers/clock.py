"""/clock, in a trial run: sets the time forward, reminder by reminder, so that a year passes in a minute."""

from datetime import datetime, timedelta

from telegram import Update

from bot.callback_data import parse_as
from bot.context import BotContext
from bot.delivery import respond
from bot.heavy import start_heavy
from bot.incoming import acknowledge, query_of
from bot.ledger import act_once, only_note
from bot.payloads.deadlines import MoveClock
from bot.rehearsal import find_next, play
from bot.rendering import clock_texts as texts
from bot.rendering.clock import DAYS, RESET, SHOW, TO_NEXT, render_clock
from bot.rendering.texts import STALE


async def show_clock(update: Update, context: BotContext) -> None:
    """Show what the clock says."""
    await act_once(update, context, only_note)
    await _show(update, context)


async def _show(update: Update, context: BotContext, *said: str) -> None:
    clock = context.clock
    if clock is not None:
        await respond(update, context, render_clock(_local(context, clock()), clock.ahead, *said))


def _local(context: BotContext, at: datetime) -> datetime:
    return at.astimezone(context.settings.zone)


async def move_clock(update: Update, context: BotContext) -> None:
    """Set the clock as the pressed button says, where there is one to set."""
    payload = parse_as(MoveClock, query_of(update).data)
    await act_once(update, context, only_note)
    if context.clock is None or payload is None or not _is_step(payload.step):
        await acknowledge(update, context, STALE, show_alert=True)
        return
    await acknowledge(update, context)
    if payload.step == SHOW:
        await _show(update, context)
    elif payload.step == RESET:
        context.clock.reset()
        await _show(update, context, texts.RESET_DONE)
    else:
        await start_heavy(update, context, _forward)


def _is_step(step: str) -> bool:
    """Whether there is such a button."""
    return step in {SHOW, RESET, TO_NEXT, *map(str, DAYS)}


async def _forward(update: Update, context: BotContext) -> None:
    """Play the time up to the next reminder, or through some days."""
    clock, payload = context.clock, parse_as(MoveClock, query_of(update).data)
    if clock is None or payload is None:
        return
    now = clock()
    if payload.step == TO_NEXT:
        until = await find_next(context, now)
        if until is None:
            await _show(update, context, texts.NOTHING_PLANNED)
            return
    else:
        until = now + timedelta(days=int(payload.step))
    count, is_there = await play(context, clock, until=until)
    said = texts.MOVED.format(at=_local(context, clock()), count=count)
    await _show(update, context, said, *([] if is_there else [texts.CUT_SHORT]))
