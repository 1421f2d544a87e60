"""Scripted faults: what shall go wrong, for which method and chat, how often."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from bot.local.errors import ApiError


class FaultKind(StrEnum):
    """What goes wrong."""

    TOO_MANY_REQUESTS = "too_many_requests"
    BLOCKED = "blocked"
    BAD_REQUEST = "bad_request"
    SERVER_ERROR = "server_error"
    TIMEOUT_BEFORE = "timeout_before"
    TIMEOUT_AFTER = "timeout_after"
    DUPLICATE_UPDATE = "duplicate_update"


class Fault(BaseModel):
    """One scripted fault; without a method it strikes any but getUpdates."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: FaultKind
    method: str | None = None
    chat_id: int | None = None
    times: int = Field(default=1, ge=1)
    retry_after: int = Field(default=1, ge=0)
    description: str | None = None
    # How long a timeout keeps the caller waiting, unless it hangs up before.
    seconds: float = Field(default=60, gt=0)

    def matches(self, method: str, chat_id: int | None) -> bool:
        """Tell whether the fault is meant for a call."""
        is_meant = self.method.lower() == method.lower() if self.method else method != "getUpdates"
        return is_meant and self.chat_id in {None, chat_id}

    def error(self) -> ApiError | None:
        """Return the refusal to send, None for timeouts."""
        match self.kind:
            case FaultKind.TOO_MANY_REQUESTS:
                text = f"Too Many Requests: retry after {self.retry_after}"
                return ApiError(429, self.description or text, retry_after=self.retry_after)
            case FaultKind.BLOCKED:
                return ApiError(403, self.description or "Forbidden: bot was blocked by the user")
            case FaultKind.BAD_REQUEST:
                return ApiError(400, self.description or "Bad Request: scripted fault")
            case FaultKind.SERVER_ERROR:
                return ApiError(500, self.description or "Internal Server Error")
            case _:
                return None


class FaultPlan:
    """The faults still to come, oldest first."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Fault, int]] = []

    def add(self, fault: Fault) -> None:
        """Script a fault."""
        self._waiting.append((fault, fault.times))

    def clear(self) -> None:
        """Forget all faults."""
        self._waiting.clear()

    def list_waiting(self) -> list[Fault]:
        """Return the faults still to come with the times left."""
        return [fault.model_copy(update={"times": times}) for fault, times in self._waiting]

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """Use up and return the first fault meant for a call."""
        return self._take(method, chat_id, is_duplicate=False)

    def take_duplicate(self, chat_id: int | None) -> bool:
        """Use up a scripted duplicate for an update of a chat."""
        return self._take("update", chat_id, is_duplicate=True) is not None

    def _take(self, method: str, chat_id: int | None, *, is_duplicate: bool) -> Fault | None:
        for place, (fault, times) in enumerate(self._waiting):
            if (fault.kind is FaultKind.DUPLICATE_UPDATE) == is_duplicate and fault.matches(method, chat_id):
                self._waiting[place : place + 1] = [(fault, times - 1)] if times > 1 else []
                return fault
        return None
