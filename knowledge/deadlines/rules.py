"""Deadline rules: from which date a document counts, how long, what is due then, and when to remind."""

from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from knowledge.eligibility.conditions import Hardness
from knowledge.eligibility.durations import Period
from knowledge.sources import Citation, Content

SOME_DAY = date(2001, 1, 1)
MOST_MONTHS, MOST_DAYS = 1200, 36500


def _reasonable(period: Period) -> Period:
    """Refuse what is longer than a century."""
    if period.months > MOST_MONTHS or period.days > MOST_DAYS:
        raise ValueError("longer than a century")
    return period


Length = Annotated[Period, AfterValidator(_reasonable)]
STAGES = (Period(days=30), Period(days=7), Period(days=1), Period())
Words = Annotated[str, Field(min_length=2)]


class DateKind(StrEnum):
    """What sort of date a trigger is."""

    BIRTH = "birth"
    START = "start"
    LAST = "last"
    EVENT = "event"


class Counting(StrEnum):
    """What the computed day means: the last day to do it, the end of a term, the day a count is complete …"""

    WITHIN = "within"
    EXPIRY = "expiry"
    COMPLETED = "completed"
    UNTIL = "until"
    LIMIT = "limit"
    AGE_LIMIT = "age_limit"
    CYCLE = "cycle"
    BEFORE = "before"
    AT = "at"


class Roll(StrEnum):
    """What becomes of a due date that is no working day."""

    KEEP = "keep"
    PREVIOUS = "previous"
    NEXT = "next"


class Trigger(Content):
    """The date from which a rule counts; ids are those of the date facts where a fact means the same."""

    id: Annotated[str, Field(pattern=r"^[a-z]+(_[a-z]+)*$")]
    words: Words
    kind: DateKind = DateKind.START


class SecondCount(Content):
    """A second count that must be complete too, such as 工作年限满20年 beside an age."""

    trigger: Trigger
    period: Length


class Blank(Content):
    """Why no date can be computed, and what the user must enter instead."""

    reason: Words
    enter: Words


class Historic(Content):
    """A fixed date that has passed: how the document words it, and its days where the words give them."""

    words: Words
    starts: date | None = None
    ends: date | None = None
    derived: str | None = None


class Overdue(Content):
    """How often, and how many times, to remind after the day has passed."""

    every: Length
    times: Annotated[int, Field(ge=1, le=12)]


class DeadlineRule(Content):
    """One deadline: exactly one of `period`, `blank` and `historic` says how its date comes about.

    `shortest` is the lower end of a range (1—2年): two dates. `consequence` is None where the document names none.
    `closed` says why no reminder may be planned although a date can be computed. `stages` are lengths before the
    due date, `covers` names rows of the inventory.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*$")]
    title: Words
    who: Words
    duty: Words
    consequence: str | None = None
    hardness: Hardness | None
    trigger: Trigger | None = None
    period: Length | None = None
    shortest: Length | None = None
    also: SecondCount | None = None
    counting: Counting | None = None
    blank: Blank | None = None
    historic: Historic | None = None
    closed: str | None = None
    roll: Roll = Roll.KEEP
    stages: Annotated[tuple[Length, ...], Field(min_length=1)] = STAGES
    overdue: Overdue | None = None
    notes: tuple[str, ...] = ()
    region: str | None = None
    cite: Annotated[tuple[Citation, ...], Field(min_length=1)]
    related: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    reviewed_on: date

    @property
    def document(self) -> str:
        """The document whose level, region and standing the rule has."""
        return self.cite[0].document

    @property
    def can_be_missed(self) -> bool:
        """Whether there is something to miss: a count that is complete, or a limit reached, obliges nobody."""
        return self.counting not in {Counting.COMPLETED, Counting.LIMIT}

    @model_validator(mode="after")
    def date_comes_about_one_way(self) -> Self:
        """A date is computed, entered, or history; whoever computes or enters it needs a trigger."""
        ways = (self.period, self.blank, self.historic)
        if sum(way is not None for way in ways) != 1:
            raise ValueError("exactly one of period, blank and historic")
        if (self.trigger is None) != (self.historic is not None):
            raise ValueError("a trigger unless the date is historic")
        if self.hardness is None and self.historic is None:
            raise ValueError("only historic dates may have no hardness")
        return self

    @model_validator(mode="after")
    def period_is_explained(self) -> Self:
        """Counting and further counts go with a period, and fit it."""
        if self.period is None:
            if self.counting or self.shortest or self.also:
                raise ValueError("counting, shortest and also go with a period")
            return self
        if self.counting is None:
            raise ValueError("a period needs its counting")
        is_birth = self.trigger is not None and self.trigger.kind is DateKind.BIRTH
        if self.counting is Counting.AGE_LIMIT and not is_birth:
            raise ValueError("an age limit counts from a date of birth")
        if self.shortest and _length(self.shortest) >= _length(self.period):
            raise ValueError("shortest must be shorter than period")
        return self

    @model_validator(mode="after")
    def stages_descend(self) -> Self:
        """Stages run from the earliest reminder to the latest, each once."""
        lengths = [_length(stage) for stage in self.stages]
        if any(later >= earlier for earlier, later in pairwise(lengths)):
            raise ValueError("stages must get shorter")
        if self.overdue and self.overdue.every == Period():
            raise ValueError("overdue reminders need a distance")
        return self


def _length(period: Period) -> int:
    """Days of a period, counted from some day, to compare."""
    return (period.after(SOME_DAY) - SOME_DAY).days
