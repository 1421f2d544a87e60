"""The clock of a trial run, with buttons to set it forward."""

from datetime import datetime, timedelta

from bot.payloads.deadlines import MoveClock
from bot.rendering import clock_texts as texts
from bot.rendering.reply import Button, Reply, block, bold, italic

DAYS = (1, 7, 30, 365)
SHOW, TO_NEXT, RESET = "show", "next", "reset"
HOUR, HOURS_A_DAY = timedelta(hours=1), 24


def render_clock(at: datetime, ahead: timedelta, *before: str) -> Reply:
    """What the clock shows, how far that is from the real time, and how to move it."""
    days, hours = divmod(round(ahead / HOUR), HOURS_A_DAY)
    far = texts.AHEAD.format(days=days, hours=hours) if ahead else texts.REAL
    told = [block(italic(sentence)) for sentence in before]
    forward = tuple(Button(texts.FORWARD_BUTTON.format(days=days), MoveClock(str(days))) for days in DAYS)
    last = (
        Button(texts.NEXT_BUTTON, MoveClock(TO_NEXT)),
        Button(texts.RESET_BUTTON, MoveClock(RESET)),
    )
    text = f"\n{texts.NOW.format(at=at)}{far}"
    return Reply(
        (*told, block(bold(texts.TITLE), text), block(texts.EXPLAIN)), (forward[:2], forward[2:], last)
    )
