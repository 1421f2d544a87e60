"""The deadline book: all rules with the documents they cite and the calendar of working days."""

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.deadlines.calendar import WorkingDayCalendar
from knowledge.deadlines.rules import DeadlineRule
from knowledge.errors import UnknownIdError
from knowledge.sources import Document


@dataclass(frozen=True)
class DeadlineBook:
    """Rules and documents by id, and which days are worked."""

    rules: Mapping[str, DeadlineRule]
    documents: Mapping[str, Document]
    calendar: WorkingDayCalendar

    def rule(self, rule_id: str) -> DeadlineRule:
        """The rule of this id; raises UnknownIdError for an unknown one."""
        try:
            return self.rules[rule_id]
        except KeyError:
            raise UnknownIdError(f"no deadline rule {rule_id!r}") from None

    def region(self, rule: DeadlineRule) -> str:
        """Where the rule holds: its own region, or that of the document it cites first."""
        return rule.region or self.documents[rule.document].region
