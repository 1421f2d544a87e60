"""When to remind: the instants of each stage in the recipient's zone, at their hour and outside their quiet hours."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from knowledge.deadlines import wording
from knowledge.deadlines.arithmetic import iso, period_words, subtract
from knowledge.deadlines.rules import Overdue
from knowledge.eligibility.durations import Period

DEFAULT_HOUR = 9
HOURS_A_DAY = 24


@dataclass(frozen=True)
class QuietHours:
    """Times of day at which nothing is sent; from 22:00 to 08:00 they span midnight."""

    start: time
    end: time

    def covers(self, moment: time) -> bool:
        """Whether nothing is sent at this time; equal ends mean no quiet hours."""
        if self.start <= self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end

    def move(self, moment: time) -> time:
        """The nearest time of the same day at which sending is allowed.

        In the evening part of a night it is an hour before the quiet begins: the next morning would be a day late.
        """
        if not self.covers(moment):
            return moment
        if moment >= self.start > self.end:
            earlier = time((self.start.hour - 1) % HOURS_A_DAY, self.start.minute)
            return self.end if self.covers(earlier) else earlier
        return self.end


@dataclass(frozen=True)
class SendTimes:
    """A recipient's zone, hour and quiet hours."""

    zone: ZoneInfo
    hour: int = DEFAULT_HOUR
    quiet: QuietHours | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.hour < HOURS_A_DAY:
            raise ValueError(f"no hour of a day: {self.hour}")

    @property
    def moment(self) -> time:
        """The time of day at which reminders go out."""
        return self.quiet.move(time(self.hour)) if self.quiet else time(self.hour)

    def on(self, day: date) -> datetime:
        """The instant of sending on a day; a time that a change of clocks skips is moved behind it."""
        local = datetime.combine(day, self.moment, tzinfo=self.zone)
        return local.astimezone(UTC).astimezone(self.zone)


@dataclass(frozen=True)
class PlannedStage:
    """One reminder: its name (P7D before the day, P0D on it, +P7D after it, min- at the lower end), its words, its instant."""

    stage: str
    label: str
    at: datetime
    is_past: bool


def plan_stages(
    due_on: date, stages: Iterable[Period], overdue: Overdue | None, *, times: SendTimes, now: datetime
) -> tuple[PlannedStage, ...]:
    """Every reminder of a due date in order, also those whose instant has passed: nothing is left out silently."""
    days = [*_before(due_on, stages), *_after(due_on, overdue)]
    return tuple(PlannedStage(name, label, times.on(day), times.on(day) <= now) for name, label, day in days)


def plan_earliest(
    earliest: date, stages: Sequence[Period], *, times: SendTimes, now: datetime
) -> tuple[PlannedStage, ...]:
    """The reminders of the lower end of a range: the first and the last of the stages, as min-P30D and min-P0D."""
    planned = plan_stages(earliest, dict.fromkeys((stages[0], stages[-1])), None, times=times, now=now)
    return tuple(
        replace(one, stage=f"min-{one.stage}", label=wording.EARLIEST.format(label=one.label))
        for one in planned
    )


def _before(due_on: date, stages: Iterable[Period]) -> Iterator[tuple[str, str, date]]:
    for period in stages:
        label = (
            wording.BEFORE.format(period=period_words(period)) if period != Period() else wording.ON_THE_DAY
        )
        yield iso(period), label, subtract(due_on, period)


def _after(due_on: date, overdue: Overdue | None) -> Iterator[tuple[str, str, date]]:
    for number in range(1, overdue.times + 1 if overdue else 1):
        every = overdue.every if overdue else Period()
        period = Period(every.months * number, every.days * number)
        yield f"+{iso(period)}", wording.AFTER.format(period=period_words(period)), period.after(due_on)
