"""What errors mean for a message."""

from datetime import timedelta

import pytest
from httpx import ConnectError, ReadError, ReadTimeout
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

from bot.outbox.outcomes import judge, pause_after
from storage.tables import Outcome


def caused(error, cause):
    """An error that the library raised because of another one."""
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "outcome", "detail"),
    [
        (RetryAfter(timedelta(seconds=7)), "retry", "429"),
        (Forbidden("bot was blocked by the user"), "blocked", "403"),
        (BadRequest("Chat not found"), "blocked", "gone"),
        (BadRequest("Message is too long"), "failed", "400"),
        (caused(TimedOut(), ReadTimeout("x")), "uncertain", "timeout"),
        (caused(NetworkError("x"), ReadError("x")), "uncertain", "connection lost"),
        (NetworkError("Gateway Timeout (504)"), "uncertain", "connection lost"),
        (NetworkError("Internal Server Error (500)"), "retry", "NetworkError"),
        (NetworkError("Bad Gateway"), "retry", "NetworkError"),
        (caused(NetworkError("x"), ConnectError("x")), "retry", "NetworkError"),
        (TimedOut("Pool timeout: the request was *not* sent to Telegram."), "retry", "TimedOut"),
        (InvalidToken(), "retry", "InvalidToken"),
    ],
)
def test_outcome(error, outcome, detail):
    """Only what certainly did not arrive is tried again."""
    judged = judge(error, attempts=1)
    assert (judged.outcome, judged.detail) == (outcome, detail)
    assert (judged.pause is not None) is (judged.outcome is Outcome.RETRY)
    assert judged.is_down is (outcome == "retry" and detail != "429")


def test_pauses():
    """The server's own figure where it gives one, otherwise twice as long each time up to a limit."""
    assert judge(RetryAfter(7), attempts=9).pause == timedelta(seconds=7)
    assert [pause_after(count).total_seconds() for count in (1, 2, 3, 50)] == [10, 20, 40, 600]
