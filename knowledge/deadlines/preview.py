"""What a deadline would be before it is made: due date, formula, meaning, and every reminder."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from knowledge.deadlines import wording
from knowledge.deadlines.calendar import WorkingDayCalendar
from knowledge.deadlines.due import Due, Given, find_due
from knowledge.deadlines.rules import Counting, DeadlineRule
from knowledge.deadlines.stages import PlannedStage, SendTimes, plan_earliest, plan_stages

CHOSEN_DAYS = {Counting.BEFORE, Counting.AT}


@dataclass(frozen=True)
class Preview:
    """A rule applied to given dates. `refusal` says why nothing may be scheduled; then there are no stages."""

    rule: DeadlineRule
    given: Given
    due: Due
    convention: str
    reason: str | None
    refusal: str | None
    notes: tuple[str, ...]
    stages: tuple[PlannedStage, ...]

    @property
    def can_schedule(self) -> bool:
        """Whether a deadline may be made of it."""
        return self.refusal is None


def preview(
    rule: DeadlineRule, given: Given, *, calendar: WorkingDayCalendar, times: SendTimes, now: datetime
) -> Preview:
    """The due date and every reminder of a rule for given dates.

    Raises DeadlineError when a date is missing, not wanted, or can't be.
    """
    today = now.astimezone(times.zone).date()
    due = find_due(rule, given, today=today, calendar=calendar)
    refusal = _refusal(rule, due)
    is_past = due.on is not None and due.on < today and not rule.historic
    return Preview(
        rule=rule,
        given=given,
        due=due,
        convention=_convention(rule),
        reason=rule.blank.reason if rule.blank else None,
        refusal=refusal,
        notes=(*due.notes, *rule.notes, *((wording.PAST,) if is_past else ())),
        stages=tuple(_plan(rule, given, due.on, times=times, now=now)) if due.on and not refusal else (),
    )


def _plan(
    rule: DeadlineRule, given: Given, due_on: date, *, times: SendTimes, now: datetime
) -> Iterator[PlannedStage]:
    if rule.shortest and given.trigger:
        earliest = rule.shortest.after(given.trigger)
        yield from plan_earliest(earliest, rule.stages, times=times, now=now)
    yield from plan_stages(due_on, rule.stages, rule.overdue, times=times, now=now)


def _refusal(rule: DeadlineRule, due: Due) -> str | None:
    if rule.historic:
        return wording.HISTORIC_REFUSAL
    if rule.closed:
        return rule.closed
    return wording.ENTERED_REFUSAL if due.on is None else None


def _convention(rule: DeadlineRule) -> str:
    if rule.historic:
        return wording.CONVENTION_HISTORIC
    if rule.counting is None:
        return wording.CONVENTION_ENTERED
    words = wording.CONVENTION_DAY if rule.counting in CHOSEN_DAYS else wording.CONVENTION
    return words.format(counting=wording.COUNTING[rule.counting])


def as_contract(shown: Preview) -> dict[str, Any]:
    """The preview in the form that the contract names, with what else a reader needs."""
    rule, due = shown.rule, shown.due
    return {
        "rule": rule.id,
        "title": rule.title,
        "trigger": _iso(shown.given.trigger),
        "due_on": _iso(due.on),
        "formula": due.formula,
        "reason": shown.reason,
        "enter": rule.blank.enter if rule.blank else None,
        "citations": [citation.as_mapping() for citation in rule.cite],
        "stages": [
            {"stage": one.stage, "at": one.at.isoformat(), "label": one.label, "past": one.is_past}
            for one in shown.stages
        ],
        "schedulable": shown.can_schedule,
        "refusal": shown.refusal,
        "convention": shown.convention,
        "hardness": rule.hardness.value if rule.hardness else None,
        "duty": rule.duty,
        "consequence": rule.consequence,
        "dates": [
            {"label": mark.label, "on": mark.on.isoformat(), "formula": mark.formula} for mark in due.marks
        ],
        "notes": list(shown.notes),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
