"""The knowledge base: a frozen collection of everything loaded, with lookups by id."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from knowledge.boundaries import SmallTalk, UncoveredTopic
from knowledge.checklists.book import ChecklistBook
from knowledge.checklists.templates import ChecklistTemplate
from knowledge.deadlines.book import DeadlineBook
from knowledge.deadlines.calendar import WorkingDayCalendar
from knowledge.deadlines.rules import DeadlineRule
from knowledge.eligibility.facts import Fact
from knowledge.eligibility.rulebook import Rulebook
from knowledge.eligibility.rules import EligibilityRule
from knowledge.entries import Entry
from knowledge.errors import UnknownIdError
from knowledge.glossary import GlossaryTerm
from knowledge.places import Place
from knowledge.rosters.teams import Team
from knowledge.sources import Citation, Document


@dataclass(frozen=True)
class KnowledgeBase:
    """All content of one version; `version` changes whenever a content file does.

    `places` maps `kind:id` (such as `entry:diaoren.age-limit`) to where the item stands.
    """

    documents: Mapping[str, Document]
    entries: Mapping[str, Entry]
    glossary: tuple[GlossaryTerm, ...] = ()
    small_talk: tuple[SmallTalk, ...] = ()
    uncovered: tuple[UncoveredTopic, ...] = ()
    rules: Mapping[str, EligibilityRule] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    teams: Mapping[str, Team] = field(default_factory=dict)
    deadlines: Mapping[str, DeadlineRule] = field(default_factory=dict)
    checklists: Mapping[str, ChecklistTemplate] = field(default_factory=dict)
    calendar: WorkingDayCalendar = field(default_factory=WorkingDayCalendar)
    version: str = ""
    places: Mapping[str, Place] = field(default_factory=dict)

    @cached_property
    def rulebook(self) -> Rulebook:
        """The eligibility rules with the facts and documents they speak of."""
        return Rulebook(self.rules, self.facts, self.documents)

    @property
    def deadline_book(self) -> DeadlineBook:
        """The deadline rules with the documents they cite and the calendar of working days."""
        return DeadlineBook(self.deadlines, self.documents, self.calendar)

    @property
    def checklist_book(self) -> ChecklistBook:
        """The checklists with the documents they come from."""
        titles = {rule.id: rule.title for rule in self.deadlines.values()}
        return ChecklistBook(self.checklists, self.documents, titles)

    def get_entry(self, entry_id: str) -> Entry | None:
        """The entry of this id, or None when an older button names one that is gone."""
        return self.entries.get(entry_id)

    def document(self, document_id: str) -> Document:
        """The document of this id; raises UnknownIdError for an unknown one."""
        try:
            return self.documents[document_id]
        except KeyError:
            raise UnknownIdError(f"no document {document_id!r}") from None

    def locate(self, citation: Citation) -> str:
        """The cited provision in words a reader can follow in the printed document."""
        return self.document(citation.document).locate(citation.locator)
