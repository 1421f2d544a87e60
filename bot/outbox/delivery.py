"""One message of the outbox: its text, and the try to send it."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session
from telegram import Bot
from telegram.error import TelegramError

from bot.context import Surroundings
from bot.delivery import send_part
from bot.outbox.kinds import Render
from bot.outbox.outcomes import judge, pause_after
from bot.outbox.pacing import Pacing
from bot.rendering.reply import Part, Reply, keyboard_markup, split
from bot.rendering.scripts import written
from storage.claims import Claimed
from storage.settling import Result
from storage.tables import Outcome

log = logging.getLogger(__name__)

# A text that cannot be written after so many tries never will be.
MOST_WRITTEN = 5
UNWRITTEN = "text"
FAULT = "fault"
NOTHING_LEFT = "nothing left"


@dataclass(frozen=True)
class Letter:
    """A claimed message with its text."""

    claimed: Claimed
    parts: tuple[Part, ...]

    @property
    def number(self) -> int:
        """The message's number."""
        return self.claimed.message.id


@dataclass(frozen=True)
class Sent:
    """What became of a letter; `is_down` says that others would fare no better just now."""

    result: Result
    is_down: bool = False


def write(
    session: Session, surroundings: Surroundings, claimed: Claimed, kinds: Mapping[str, Render]
) -> Letter | Result:
    """The text of a message, or what became of it without one."""
    message = claimed.message
    try:
        reply: Reply | None = kinds[message.kind](session, surroundings, message)
        parts = split(written(reply, claimed.script)) if reply else ()
        # A button that cannot be encoded is found here, not when the message leaves.
        keyboard_markup(reply.keyboard if reply else ())
    except Exception as error:  # noqa: BLE001  # a text that cannot be written must not hold up the others
        log.error("the text of message %s (%s): %s", message.id, message.kind, type(error).__name__)  # noqa: TRY400
        return _unwritten(claimed, surroundings.now())
    return Letter(claimed, parts) if parts else Result(message.id, Outcome.SKIPPED, NOTHING_LEFT)


def _unwritten(claimed: Claimed, now: datetime) -> Result:
    """Try again later; the fault may have been the database's."""
    attempts = claimed.message.attempts
    if attempts >= MOST_WRITTEN:
        return Result(claimed.message.id, Outcome.FAILED, UNWRITTEN)
    return Result(claimed.message.id, Outcome.RETRY, UNWRITTEN, retry_at=now + pause_after(attempts))


async def send(bot: Bot, letter: Letter, *, pacing: Pacing, now: datetime) -> Sent:
    """Send what has not left yet of a letter, and say what became of it."""
    claimed = letter.claimed
    done = claimed.message.parts_sent
    provider: int | None = None
    for part in _left(letter):
        await pacing.turn(claimed.telegram_id)
        try:
            provider = (await send_part(bot, claimed.telegram_id, part)).message_id
        except TelegramError as error:
            return _failed(letter, error, pacing=pacing, now=now, done=done)
        except Exception as error:  # noqa: BLE001  # nobody knows how far it came; the others are not to suffer
            log.error("message %s: %s", letter.number, type(error).__name__)  # noqa: TRY400
            return Sent(Result(letter.number, Outcome.UNCERTAIN, FAULT, parts_sent=done))
        done += 1
    return Sent(Result(letter.number, Outcome.SENT, provider_message_id=provider, parts_sent=done))


def _left(letter: Letter) -> Sequence[Part]:
    """The parts that have not left; at least the last, should the text have become shorter."""
    done = min(letter.claimed.message.parts_sent, len(letter.parts) - 1)
    return letter.parts[done:]


def _failed(letter: Letter, error: TelegramError, *, pacing: Pacing, now: datetime, done: int) -> Sent:
    """What an error means for a letter and for the pace."""
    message = letter.claimed.message
    judged = judge(error, attempts=message.attempts)
    pause = judged.pause or timedelta(0)
    if judged.pause and not judged.is_down:
        pacing.refused(letter.claimed.telegram_id, pause.total_seconds())
    retry_at = now + pause if judged.outcome is Outcome.RETRY else None
    result = Result(message.id, judged.outcome, judged.detail, retry_at=retry_at, parts_sent=done)
    return Sent(result, judged.is_down)
