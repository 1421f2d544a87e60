"""Deadlines as a calendar file: whole days that a calendar program keeps up to date when it reads the file again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Imported where a file is written: it takes long, and is seldom asked for.
    from icalendar import Alarm, Event

PRODUCT = "-//Cadre policy assistant//Deadlines//ZH"
DOMAIN = "cadre-policy-assistant"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class CalendarEntry:
    """A deadline for the file.

    `number`, `created_at` and `version` say which one it is and how often it changed; `alarms` are days before the
    due day, rung at an hour of the day.
    """

    number: int
    created_at: datetime
    version: int
    title: str
    due_on: date
    description: str
    alarms: tuple[int, ...] = ()
    hour: int = 9
    is_canceled: bool = False

    @property
    def uid(self) -> str:
        """The same for a deadline as long as it lives; other databases have other ones."""
        return f"deadline-{self.number}-{self.created_at.astimezone(UTC):%Y%m%d%H%M%S}@{DOMAIN}"


def build_calendar_file(entries: Iterable[CalendarEntry], *, name: str, now: datetime) -> bytes:
    """The file; `name` is what a calendar program may call it."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for entry in entries:
        calendar.add_component(_event(entry, now))
    return bytes(calendar.to_ical())


def _event(entry: CalendarEntry, now: datetime) -> "Event":
    """A whole day that blocks no time."""
    from icalendar import Event

    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.version)
    event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", entry.due_on)
    event.add("dtend", entry.due_on + ONE_DAY)
    event.add("summary", entry.title)
    event.add("description", entry.description)
    event.add("status", "CANCELLED" if entry.is_canceled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    if not entry.is_canceled:
        for days in entry.alarms:
            event.add_component(_alarm(entry, days))
    return event


def _alarm(entry: CalendarEntry, days: int) -> "Alarm":
    """A sign some days before, at the hour."""
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.title)
    alarm.add("trigger", timedelta(hours=entry.hour) - days * ONE_DAY)
    return alarm
