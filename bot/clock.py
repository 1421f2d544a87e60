"""A clock that can be set forward, for trying out in a minute what happens in a year."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

NO_TIME = timedelta()
SECONDS = "seconds_ahead"


def real_now() -> datetime:
    """The present instant; the only clock that the bot reads."""
    return datetime.now(UTC)


class MovableClock:
    """Runs ahead of another clock, and remembers by how much in a file, so that a restart changes nothing."""

    def __init__(self, path: Path, real: Callable[[], datetime] = real_now) -> None:
        self._path = path
        self._real = real
        self._ahead = _read(path)

    def __call__(self) -> datetime:
        """The instant that the clock shows."""
        return self._real() + self._ahead

    @property
    def ahead(self) -> timedelta:
        """How far the clock runs ahead."""
        return self._ahead

    def move_to(self, instant: datetime) -> None:
        """Set the clock forward to an instant; one that has passed leaves it as it is."""
        self._keep(max(self._ahead, instant - self._real()))

    def reset(self) -> None:
        """Show the real time again."""
        self._keep(NO_TIME)

    def _keep(self, ahead: timedelta) -> None:
        """Run ahead by a length, and note it."""
        self._ahead = ahead
        if ahead:
            self._path.write_text(json.dumps({SECONDS: ahead.total_seconds()}), encoding="utf-8")
        else:
            self._path.unlink(missing_ok=True)


def _read(path: Path) -> timedelta:
    """How far the clock ran ahead when the program ended; not at all where nothing, or nonsense, was noted."""
    try:
        return timedelta(seconds=float(json.loads(path.read_text(encoding="utf-8"))[SECONDS]))
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return NO_TIME
