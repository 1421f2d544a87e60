"""What an error of the server, or of the way to it, means for a message."""

from dataclasses import dataclass
from datetime import timedelta

from telegram.error import (
    BadRequest,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.delivery import never_left
from storage.tables import Outcome

# Refusals of an account that is gone, in the words of the server.
GONE = ("chat not found", "user is deactivated", "peer_id_invalid", "bot can't initiate conversation")
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=10)
DOUBLINGS = 7


@dataclass(frozen=True)
class Judged:
    """An outcome in the ledger's words; `pause` goes with a retry, `is_down` says that others would fare no better."""

    outcome: Outcome
    detail: str
    pause: timedelta | None = None
    is_down: bool = False


def judge(error: TelegramError, *, attempts: int) -> Judged:
    """What became of a message that was answered by an error, or not at all."""
    if isinstance(error, RetryAfter):
        wait = error.retry_after
        return Judged(Outcome.RETRY, "429", wait if isinstance(wait, timedelta) else timedelta(seconds=wait))
    if isinstance(error, Forbidden):
        return Judged(Outcome.BLOCKED, "403")
    if isinstance(error, BadRequest):
        is_gone = any(words in error.message.lower() for words in GONE)
        return Judged(Outcome.BLOCKED, "gone") if is_gone else Judged(Outcome.FAILED, "400")
    if isinstance(error, NetworkError) and not is_refusal(error) and not never_left(error):
        return Judged(Outcome.UNCERTAIN, "timeout" if isinstance(error, TimedOut) else "connection lost")
    # Not delivered for certain, and not because of this message: the server, the way to it, or the token.
    return Judged(Outcome.RETRY, type(error).__name__, pause_after(attempts), is_down=True)


def is_refusal(error: NetworkError) -> bool:
    """Whether the server itself answered that it could not; a gateway that waited in vain does not know."""
    return error.__cause__ is None and not isinstance(error, TimedOut) and "(504)" not in error.message


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many tries: twice as long each time, up to a limit."""
    longer: int = 2 ** min(attempts, DOUBLINGS)
    return min(FIRST_PAUSE * longer, LONGEST_PAUSE)
