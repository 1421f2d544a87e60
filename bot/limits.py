"""Limits for a replica's own protection: how often somebody may act, and one heavy job a person at a time.

They are kept in memory: losing them in a restart, or counting in each replica, costs nothing but a little work.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto

ACTIONS = 30
WINDOW = timedelta(minutes=1)
# Beyond so many people within a window, those whose window is over are forgotten.
MANY = 10_000


class Pace(Enum):
    """What to do with an update: act on it, ask for patience, or leave it alone."""

    FINE = auto()
    TOO_FAST = auto()
    STILL_TOO_FAST = auto()


@dataclass
class Limits:
    """How often each person acted in the present window, and who has a heavy job."""

    actions: int = ACTIONS
    _windows: dict[int, tuple[datetime, int]] = field(default_factory=dict)
    _busy: set[int] = field(default_factory=set)

    def pace(self, telegram_id: int, *, now: datetime) -> Pace:
        """Count an action; the first beyond the limit is told, further ones are not."""
        since, count = self._windows.get(telegram_id, (now, 0))
        # A clock that was set back must not keep a window open.
        if not timedelta() <= now - since < WINDOW:
            since, count = now, 0
        if len(self._windows) >= MANY:
            self._forget(now)
        self._windows[telegram_id] = (since, count + 1)
        if count < self.actions:
            return Pace.FINE
        return Pace.TOO_FAST if count == self.actions else Pace.STILL_TOO_FAST

    def _forget(self, now: datetime) -> None:
        """Drop windows that are over."""
        over = [number for number, (since, _) in self._windows.items() if now - since >= WINDOW]
        for number in over:
            del self._windows[number]

    def take_place(self, telegram_id: int) -> bool:
        """Take a person's one place for a heavy job; False when it is taken."""
        if telegram_id in self._busy:
            return False
        self._busy.add(telegram_id)
        return True

    def leave_place(self, telegram_id: int) -> None:
        """Give the place back."""
        self._busy.discard(telegram_id)
