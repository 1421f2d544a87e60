"""What a step opens: deadlines with the dates they count from, and checklists of their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from knowledge.checklists.progress import Situation, opened
from knowledge.checklists.templates import TemplateItem
from knowledge.deadlines.rules import DateKind, DeadlineRule

# A step's own day may stand for these; a date of birth, or of the last time, is never guessed.
GUESSED = {DateKind.START, DateKind.EVENT}


@dataclass(frozen=True)
class OpenedDeadline:
    """A deadline that a step opens.

    `trigger_on` is the date that the case holds for it; where it holds none (`is_given` is false), the day on which
    the step was done, as a proposal to be confirmed, or nothing where that day can't be meant.
    """

    rule: DeadlineRule
    trigger_on: date | None
    is_given: bool


def opened_deadlines(
    item: TemplateItem,
    situation: Situation,
    *,
    rules: Mapping[str, DeadlineRule],
    done_on: date | None = None,
) -> tuple[OpenedDeadline, ...]:
    """The deadlines that a step opens as far as the values tell, in the template's order; historic ones are none."""
    found = (rules[name] for name in opened(item.deadlines, situation.values))
    return tuple(_opened(rule, situation, done_on) for rule in found if rule.trigger is not None)


def _opened(rule: DeadlineRule, situation: Situation, done_on: date | None) -> OpenedDeadline:
    given = trigger_of(rule, situation)
    if given is not None:
        return OpenedDeadline(rule, given, is_given=True)
    is_near = rule.trigger is not None and rule.trigger.kind in GUESSED
    return OpenedDeadline(rule, done_on if is_near else None, is_given=False)


def trigger_of(rule: DeadlineRule, situation: Situation) -> date | None:
    """The date that the case holds for a rule's trigger: the input of the same name."""
    value = situation.values.get(rule.trigger.id) if rule.trigger else None
    return value if isinstance(value, date) else None
