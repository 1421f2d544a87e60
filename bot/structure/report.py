"""What a report on structure shows, whether it comes from a whole team or from one check."""

from dataclasses import dataclass
from datetime import date

from bot.checks.case import Case
from bot.structure.survey import Survey
from knowledge.eligibility.facts import Fact, Value
from knowledge.eligibility.rulebook import Rulebook
from knowledge.eligibility.rules import Note
from knowledge.rosters.findings import Finding, Requirement, Standing, find, standing_of
from knowledge.sources import Document


@dataclass(frozen=True)
class Report:
    """Findings on the same counts, with the counts themselves."""

    book: Rulebook
    title: str
    today: date
    findings: tuple[Finding, ...]
    counts: tuple[tuple[Fact, Value], ...]
    rows: int = 0

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """All requirements, in the order of the rules."""
        return tuple(item for finding in self.findings for item in finding.requirements)

    def standing(self, *standings: Standing) -> tuple[Requirement, ...]:
        """The requirements that stand in one of these ways."""
        return tuple(item for item in self.requirements if standing_of(item) in standings)

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents that the rules rest on, each once."""
        names = dict.fromkeys(
            citation.document for finding in self.findings for citation in finding.rule.citations
        )
        return tuple(self.book.documents[name] for name in names)

    @property
    def notes(self) -> tuple[tuple[Finding, Note], ...]:
        """What the documents say around the requirements, each once."""
        found = {
            note.text: (item, note) for item in self.findings if item.applies for note in item.rule.notes
        }
        return tuple(found.values())


def report_of_survey(survey: Survey) -> Report:
    """The report on a whole team."""
    return Report(
        survey.book, survey.team.label, survey.today, survey.findings, survey.known, rows=survey.rows
    )


def report_of_case(case: Case) -> Report:
    """The report on one structure check."""
    counts = tuple((fact, value) for fact, value in case.answers if value is not None)
    return Report(case.book, case.rule.title, case.today, (find(case.book, case.result),), counts)
