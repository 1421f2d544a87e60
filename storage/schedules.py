"""What a deadline says before it becomes a row, and the days on which it is reminded of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from sqlmodel import Session

from knowledge.deadlines.arithmetic import iso
from knowledge.deadlines.preview import Preview
from knowledge.deadlines.rules import STAGES, Overdue
from knowledge.deadlines.stages import PlannedStage, QuietHours, SendTimes, plan_earliest, plan_stages
from knowledge.eligibility.durations import Period
from storage.preferences import get_preferences
from storage.tables import Deadline, Origin, Preferences

# A deadline made by hand is reminded of weekly, four times, after its day has passed.
WEEKLY = Overdue(every=Period(days=7), times=4)
# The stage that tells the staff of the unit; the name of a later reminder begins with a mark.
STAFF_STAGE = "staff"
LATER_MARK = "@"


class Schedule(BaseModel):
    """When to remind: before the day, after it, and before the lower end of a range."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    stages: Annotated[tuple[Period, ...], Field(max_length=12)] = STAGES
    overdue: Overdue | None = None
    earliest_on: date | None = None


class DeadlineFields(BaseModel):
    """A deadline, checked before it becomes a row."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    due_on: date
    zone: Annotated[str, Field(max_length=64)]
    rule: Annotated[str | None, Field(max_length=128)] = None
    content_version: Annotated[str | None, Field(max_length=64)] = None
    trigger_on: date | None = None
    also_on: date | None = None
    entered_on: date | None = None
    formula: Annotated[str | None, Field(max_length=1000)] = None
    is_private: bool = False
    origin: Origin = Origin.HAND
    origin_id: int | None = None
    origin_part: Annotated[str | None, Field(max_length=128)] = None
    has_own_stages: bool = False
    schedule: Schedule = Schedule(overdue=WEEKLY)

    @model_validator(mode="after")
    def rule_has_a_version(self) -> Self:
        """A rule is found again by its id and the version of the content."""
        if (self.rule is None) != (self.content_version is None):
            raise ValueError("rule and content_version go together")
        return self

    @property
    def columns(self) -> dict[str, Any]:
        """The values of the row."""
        return self.model_dump(exclude={"schedule"}) | schedule_columns(self.schedule)


def fields_of(shown: Preview, *, content_version: str, zone: str, **others: Any) -> DeadlineFields:
    """A deadline as its preview shows it.

    Raises:
        ValueError: nothing may be scheduled by it, and the preview says why.
    """
    rule, due = shown.rule, shown.due
    if due.on is None or not shown.can_schedule:
        raise ValueError(shown.refusal or "no due date")
    earliest = rule.shortest.after(shown.given.trigger) if rule.shortest and shown.given.trigger else None
    fields: dict[str, Any] = {
        "title": rule.title,
        "due_on": due.on,
        "zone": zone,
        "rule": rule.id,
        "content_version": content_version,
        "trigger_on": shown.given.trigger,
        "also_on": shown.given.also,
        "entered_on": shown.given.entered,
        "formula": due.formula,
        "origin": Origin.RULE,
        "schedule": Schedule(stages=rule.stages, overdue=rule.overdue, earliest_on=earliest),
    }
    return DeadlineFields(**fields | others)


def schedule_columns(schedule: Schedule) -> dict[str, Any]:
    """A schedule as columns of the row."""
    overdue = schedule.overdue
    return {
        "stages": [iso(stage) for stage in schedule.stages],
        "overdue_every": iso(overdue.every) if overdue else None,
        "overdue_times": overdue.times if overdue else 0,
        "earliest_on": schedule.earliest_on,
    }


def schedule_of(deadline: Deadline) -> Schedule:
    """The schedule that a row keeps."""
    every = deadline.overdue_every
    return Schedule(
        stages=tuple(Period.parse(stage) for stage in deadline.stages),
        overdue=Overdue(every=Period.parse(every), times=deadline.overdue_times) if every else None,
        earliest_on=deadline.earliest_on,
    )


def times_of(preferences: Preferences, zone: str) -> SendTimes:
    """When an account wants to be written to."""
    start, end = time(preferences.quiet_from), time(preferences.quiet_until)
    return SendTimes(ZoneInfo(zone), preferences.send_hour, QuietHours(start, end))


def get_times(session: Session, *, user_id: int | None, zone: str) -> SendTimes:
    """The same by number; the defaults for nobody and for those who chose nothing."""
    preferences = Preferences(user_id=0) if user_id is None else get_preferences(session, user_id=user_id)
    return times_of(preferences, zone)


@dataclass(frozen=True)
class Slot:
    """One reminder to plan: its stage, its day, its instant, and whether that has passed."""

    stage: str
    send_on: date
    due_at: datetime
    is_past: bool


def slots_of(deadline: Deadline, *, times: SendTimes, now: datetime) -> list[Slot]:
    """Every reminder of a deadline, those of the staff among them."""
    planned = _planned(deadline, schedule_of(deadline), times=times, now=now)
    return [Slot(one.stage, one.at.date(), one.at, one.is_past) for one in planned]


def _planned(
    deadline: Deadline, schedule: Schedule, *, times: SendTimes, now: datetime
) -> Iterator[PlannedStage]:
    if schedule.earliest_on and schedule.stages:
        yield from plan_earliest(schedule.earliest_on, schedule.stages, times=times, now=now)
    yield from plan_stages(deadline.due_on, schedule.stages, schedule.overdue, times=times, now=now)
    if schedule.overdue and not deadline.is_private:
        at = times.on(staff_on(deadline.due_on, schedule.overdue))
        yield PlannedStage(STAFF_STAGE, "", at, at <= now)


def staff_on(due_on: date, overdue: Overdue) -> date:
    """The day on which the staff are told: one more distance after the last overdue reminder."""
    count = overdue.times + 1
    return Period(overdue.every.months * count, overdue.every.days * count).after(due_on)
