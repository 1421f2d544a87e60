"""Deadlines taken out of the chat: as entries of a calendar file, and as lines of the picture.

What was exported is noted in the chat's state, so that a deadline which is stopped or deleted later is withdrawn from
the calendar by the next export.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlmodel import Session

from bot.calendar_file import CalendarEntry
from bot.context import BotContext
from bot.pictures.bars import Line
from bot.rendering.deadline_export import description_of
from bot.rendering.deadline_parts import short_title
from knowledge.deadlines.arithmetic import subtract
from knowledge.deadlines.book import DeadlineBook
from knowledge.eligibility.durations import Period
from storage.conversations import claim_chat, mark_chat
from storage.schedules import get_times
from storage.tables import Deadline, DeadlineStatus

KEY = "exported"


@dataclass(frozen=True)
class Exported:
    """What is known of a deadline that a calendar has."""

    created_at: datetime
    due_on: date
    version: int
    title: str


def days_before(row: Deadline) -> tuple[int, ...]:
    """How many days before the due date each reminder lies."""
    return tuple((row.due_on - subtract(row.due_on, Period.parse(stage))).days for stage in row.stages)


def entries_of(
    session: Session, context: BotContext, rows: Sequence[Deadline], *, chat_id: int
) -> list[CalendarEntry]:
    """The entries of a file: what is open or done, and what has to be withdrawn; the export is noted."""
    chat = claim_chat(session, chat_id=chat_id)
    known = {int(number): _read(values) for number, values in (chat.state.get(KEY) or {}).items()}
    hour = get_times(
        session, user_id=context.viewer.scope.user_id, zone=context.settings.timezone
    ).moment.hour
    book = context.knowledge.base.deadline_book
    live = [row for row in rows if row.status != DeadlineStatus.STOPPED or row.id in known]
    entries = [_entry(row, book, hour) for row in live]
    present = {row.id for row in live}
    gone = [_withdrawn(number, item) for number, item in known.items() if number not in present]
    noted = {str(entry.number): _stored(entry) for entry in (*entries, *gone) if not entry.is_canceled}
    # What was withdrawn once stays withdrawn: a calendar that has read that needs no second telling.
    mark_chat(session, chat, expects=chat.expects, state=chat.state | {KEY: noted}, now=context.now())
    return [*entries, *gone]


def _entry(row: Deadline, book: DeadlineBook, hour: int) -> CalendarEntry:
    entry = CalendarEntry(
        number=row.id,
        created_at=row.created_at,
        version=row.version,
        title=short_title(row.title),
        due_on=row.due_on,
        description=description_of(row, book),
        hour=hour,
        is_canceled=row.status == DeadlineStatus.STOPPED,
    )
    is_open = row.status == DeadlineStatus.OPEN
    return replace(entry, alarms=days_before(row)) if is_open else entry


def _withdrawn(number: int, item: Exported) -> CalendarEntry:
    """A deadline that is no longer there."""
    return CalendarEntry(
        number=number,
        created_at=item.created_at,
        version=item.version + 1,
        title=item.title,
        due_on=item.due_on,
        description="",
        is_canceled=True,
    )


def _stored(entry: CalendarEntry) -> list[Any]:
    return [int(entry.created_at.timestamp()), entry.due_on.isoformat(), entry.version, entry.title]


def _read(values: Sequence[Any]) -> Exported:
    created, due_on, version, title = values
    return Exported(datetime.fromtimestamp(created, UTC), date.fromisoformat(due_on), version, title)


def lines_of(rows: Iterable[Deadline], zone: Any) -> list[Line]:
    """The lines of the picture."""
    return [
        Line(short_title(row.title), row.due_on, row.trigger_on or row.created_at.astimezone(zone).date())
        for row in rows
    ]
