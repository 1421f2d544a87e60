"""The log of all Bot API calls, for tests and for the curious."""

from collections import deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from bot.local.errors import Json

MOST_KEPT = 5000


@dataclass(frozen=True)
class LoggedCall:
    """One call as it came in and what was answered; status 0 means no answer was sent."""

    number: int
    at: float
    method: str
    parameters: Json
    status: int
    response: Json

    def record(self) -> Json:
        """Return the call as JSON."""
        return asdict(self)


class CallLog:
    """The latest calls, oldest first."""

    def __init__(self) -> None:
        self._calls: deque[LoggedCall] = deque(maxlen=MOST_KEPT)
        self._number = 0

    def add(self, method: str, parameters: Json, *, at: float, status: int, response: Json) -> None:
        """Remember a call."""
        self._number += 1
        self._calls.append(LoggedCall(self._number, at, method, parameters, status, response))

    def find(self, method: str | None = None, *, chat_id: int | None = None) -> list[LoggedCall]:
        """Return the calls of a method, of a chat, or all."""
        return list(self._matching(method, chat_id))

    def clear(self) -> None:
        """Forget all calls."""
        self._calls.clear()

    def _matching(self, method: str | None, chat_id: int | None) -> Iterator[LoggedCall]:
        for call in self._calls:
            is_method = method is None or call.method.lower() == method.lower()
            if is_method and (chat_id is None or str(call.parameters.get("chat_id")) == str(chat_id)):
                yield call
