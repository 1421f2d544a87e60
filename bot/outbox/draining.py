"""The draining loop: claims what waits, writes it, sends it a few at a time, settles, until nothing is left."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from sqlmodel import Session
from telegram import Bot

from bot.context import Surroundings
from bot.outbox.delivery import Letter, Sent, send, write
from bot.outbox.kinds import KINDS, Render
from storage.claims import Claim, Claimed, begin_sending, claim_messages, release_claims
from storage.settling import Result, settle_messages

log = logging.getLogger(__name__)

BATCH = 32
# So many leave at once; a crash leaves at most as many uncertain.
WINDOW = 8
# How long to leave a server alone that is not there.
REST_SECONDS = 30.0
ResultT = TypeVar("ResultT")


async def in_thread(work: Callable[[], ResultT]) -> ResultT:
    """Run a piece of work beside the event loop."""
    return await asyncio.to_thread(work)


@dataclass(frozen=True)
class Drainer:
    """What drains the outbox: the bot, what texts are written from, and whether to go on."""

    bot: Bot
    surroundings: Surroundings
    is_going: Callable[[], bool] = lambda: True
    kinds: Mapping[str, Render] = field(default_factory=lambda: KINDS)
    beside: Callable[[Callable[[], ResultT]], Awaitable[ResultT]] = in_thread


async def drain(drainer: Drainer) -> int:
    """Send everything that may go now; returns how many messages were settled."""
    settled = 0
    while drainer.is_going() and not drainer.surroundings.pacing.is_resting:
        token = secrets.token_hex(16)
        batch = await drainer.beside(partial(_claim, drainer, token))
        if not batch:
            break
        settled += await _drain_batch(drainer, token, batch)
    return settled


def _claim(drainer: Drainer, token: str) -> list[Claimed]:
    around = drainer.surroundings
    claim = Claim(token, list(drainer.kinds), BATCH, around.settings.zone)
    with around.database.write() as session:
        return claim_messages(session, claim=claim, now=around.now())


async def _drain_batch(drainer: Drainer, token: str, batch: Sequence[Claimed]) -> int:
    """Send a batch, a window at a time; what was not begun in the end is given back."""
    letters, results = await drainer.beside(partial(_write, drainer, batch))
    settled = len(results)
    for window in _windows(letters):
        begun = await drainer.beside(partial(_turn, drainer, token, results, window))
        sent = await _send_all(drainer, begun)
        results = [one.result for one in sent]
        settled += len(results)
        if any(one.is_down for one in sent):
            drainer.surroundings.pacing.rest(REST_SECONDS)
        if drainer.surroundings.pacing.is_resting or not drainer.is_going():
            break
    await drainer.beside(partial(_finish, drainer, token, results))
    return settled


def _windows(letters: Sequence[Letter]) -> Iterator[Sequence[Letter]]:
    return (letters[start : start + WINDOW] for start in range(0, len(letters), WINDOW))


def _write(drainer: Drainer, batch: Sequence[Claimed]) -> tuple[list[Letter], list[Result]]:
    """The texts of a batch, and what became of those that have none."""
    with drainer.surroundings.database.read() as session:
        written = [write(session, drainer.surroundings, claimed, drainer.kinds) for claimed in batch]
    letters = [one for one in written if isinstance(one, Letter)]
    return letters, [one for one in written if isinstance(one, Result)]


def _turn(drainer: Drainer, token: str, results: Sequence[Result], window: Sequence[Letter]) -> list[Letter]:
    """Settle the last window and mark the next one as leaving; those whose content changed since are left out."""
    now = drainer.surroundings.now()
    with drainer.surroundings.database.write() as session:
        _settle(session, drainer, token, results)
        numbers = [letter.number for letter in window]
        begun = begin_sending(session, token=token, message_ids=numbers, now=now)
    return [letter for letter in window if letter.number in begun]


def _finish(drainer: Drainer, token: str, results: Sequence[Result]) -> None:
    with drainer.surroundings.database.write() as session:
        _settle(session, drainer, token, results)
        release_claims(session, token=token)


def _settle(session: Session, drainer: Drainer, token: str, results: Sequence[Result]) -> None:
    lost = settle_messages(session, token=token, results=results, now=drainer.surroundings.now())
    if lost:
        log.warning("%s messages were settled by somebody else meanwhile", lost)


async def _send_all(drainer: Drainer, letters: Sequence[Letter]) -> list[Sent]:
    """Send the letters of a window at once."""
    around = drainer.surroundings
    sending = (send(drainer.bot, letter, pacing=around.pacing, now=around.now()) for letter in letters)
    return list(await asyncio.gather(*sending))
