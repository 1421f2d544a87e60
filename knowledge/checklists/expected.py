"""When the steps of a case are expected: set by hand, or by a rule of the document that the case has the date for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from knowledge.checklists.openings import opened_deadlines
from knowledge.checklists.progress import Position, Situation, State, lay_out
from knowledge.checklists.templates import ChecklistTemplate, TemplateItem
from knowledge.deadlines.calendar import WorkingDayCalendar
from knowledge.deadlines.due import DeadlineError, Given, find_due
from knowledge.deadlines.rules import Counting, DeadlineRule
from knowledge.eligibility.truth import Truth

# Days on which something is to be done; limits of age or tenure are none.
STEPS = {Counting.WITHIN, Counting.EXPIRY, Counting.COMPLETED, Counting.CYCLE, Counting.BEFORE, Counting.AT}


@dataclass(frozen=True)
class Expected:
    """A day on which a step is expected, and the rule that says so; no rule where it was set by hand."""

    on: date
    rule: str | None = None


@dataclass(frozen=True)
class DueDates:
    """What a rule's due dates follow from."""

    rules: Mapping[str, DeadlineRule]
    calendar: WorkingDayCalendar
    today: date

    def of(self, item: TemplateItem, situation: Situation) -> Iterator[Expected]:
        """The days that the deadlines of a step fall on, where the document gives a period and the case its start."""
        for one in opened_deadlines(item, situation, rules=self.rules):
            due = self._due(one.rule, one.trigger_on)
            if due is not None:
                yield Expected(due, one.rule.id)

    def _due(self, rule: DeadlineRule, trigger_on: date | None) -> date | None:
        if trigger_on is None or rule.counting not in STEPS or rule.closed or rule.also:
            return None
        try:
            return find_due(rule, Given(trigger_on), today=self.today, calendar=self.calendar).on
        except DeadlineError:
            return None


def expected_dates(
    template: ChecklistTemplate, situation: Situation, *, by_hand: Mapping[str, date], dates: DueDates
) -> dict[str, Expected]:
    """When each step that is still to be done is expected, as far as anybody can say.

    A day set by hand comes first. Else a step is expected by its own deadline, the earliest where it has several;
    else by the one day that the step done just before it leads to.
    """
    found: dict[str, Expected] = {}
    before: Position | None = None
    for one in lay_out(template, situation):
        if one.is_unsettled:
            own = by_hand.get(one.item.id)
            expected = Expected(own) if own else _by_rule(one, before, situation, dates)
            found |= {one.item.id: expected} if expected else {}
        if one.applies is Truth.TRUE and one.state is not State.NOT_APPLICABLE:
            before = one
    return found


def _by_rule(
    one: Position, before: Position | None, situation: Situation, dates: DueDates
) -> Expected | None:
    own = sorted(dates.of(one.item, situation), key=lambda expected: expected.on)
    if own:
        return own[0]
    if before is None or before.state is not State.DONE:
        return None
    led = {expected.on: expected for expected in dates.of(before.item, situation)}
    return next(iter(led.values())) if len(led) == 1 else None
