"""Reading the content folder into a KnowledgeBase; all problems are reported at once."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from knowledge.boundaries import SmallTalk, UncoveredTopic
from knowledge.checker import find_unknown_citations
from knowledge.checklists.book import ChecklistBook, resolve
from knowledge.checklists.checks import find_broken_checklists
from knowledge.checklists.templates import ChecklistTemplate
from knowledge.deadlines.book import DeadlineBook
from knowledge.deadlines.calendar import CalendarYear, build_calendar
from knowledge.deadlines.checks import find_broken_deadlines
from knowledge.deadlines.rules import DeadlineRule
from knowledge.eligibility.checks import find_broken_rules
from knowledge.eligibility.facts import Fact
from knowledge.eligibility.rulebook import Rulebook
from knowledge.eligibility.rules import EligibilityRule
from knowledge.entries import Entry
from knowledge.errors import ContentError, Finding
from knowledge.glossary import GlossaryTerm
from knowledge.knowledge_base import KnowledgeBase
from knowledge.parsed import ParsedFiles
from knowledge.places import Place, Problem, place_problem
from knowledge.rosters.teams import Team, find_broken_teams
from knowledge.sources import Content, Document
from knowledge.yaml_items import read_items

CONTENT = Path(__file__).parent / "content"

Item = TypeVar("Item", bound=Content)
Named = TypeVar("Named", Document, Entry, EligibilityRule, Fact, DeadlineRule, ChecklistTemplate, Team)


class ContentReader:
    """Reads the files of one content folder, collecting findings, places and the version on the way."""

    def __init__(self, folder: Path, parsed: ParsedFiles | None = None) -> None:
        self.folder = folder
        self._parsed = ParsedFiles() if parsed is None else parsed
        self.findings: list[Finding] = []
        self.places: dict[str, Place] = {}
        self._digest = hashlib.sha256()

    @property
    def version(self) -> str:
        """A short hash over the names and bytes of everything read so far."""
        return self._digest.hexdigest()[:12]

    def read(self, pattern: str, model: type[Item], key: Callable[[Item], str]) -> list[Item]:
        """All items of the files that match; an id that occurs twice is a finding."""
        kind = model.__name__.lower()
        items: dict[str, Item] = {}
        for path in sorted(self.folder.glob(pattern)):
            for item, place in self._read_file(path, model):
                name = key(item)
                if name in items:
                    first = self.places[f"{kind}:{name}"]
                    reason = f"already defined at {first.file}:{first.line}"
                    self.findings.append(Finding(place.file, place.line, name, reason))
                    continue
                items[name] = item
                self.places[f"{kind}:{name}"] = place
        return list(items.values())

    def _read_file(self, path: Path, model: type[Item]) -> Iterable[tuple[Item, Place]]:
        file = path.relative_to(self.folder).as_posix()
        raw = path.read_bytes()
        self._digest.update(file.encode() + b"\0" + raw)
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            self.findings.append(Finding(file, raw[: error.start].count(b"\n") + 1, "", "not UTF-8"))
            return []
        items, findings = read_items(text, file=file, model=model, parsed=self._parsed)
        self.findings += findings
        return items

    def report(self, problems: Iterable[Problem], *kinds: str) -> None:
        """Take down what is wrong with items of these kinds, each at its place."""
        self.findings += [place_problem(self.places, problem, *kinds) for problem in problems]

    def raise_findings(self) -> None:
        """Raise ContentError with every problem found, when there is any."""
        if self.findings:
            raise ContentError(sorted(self.findings))


def load_knowledge(folder: Path = CONTENT, parsed: ParsedFiles | None = None) -> KnowledgeBase:
    """The knowledge base of a content folder; files among the parsed ones are not parsed again.

    Raises ContentError with every problem of every file when the content can't be used.
    """
    reader = ContentReader(folder, parsed)
    documents = _read_documents(reader)
    entries = _by_id(reader.read("entries/**/*.yaml", Entry, lambda item: item.id))
    book = _read_rulebook(reader, documents)
    deadlines = _read_deadlines(reader, documents)
    base = KnowledgeBase(
        documents=documents,
        entries=entries,
        rules=book.rules,
        facts=book.facts,
        deadlines=deadlines.rules,
        checklists=_read_checklists(reader, book, deadlines).templates,
        teams=_read_teams(reader, book),
        calendar=deadlines.calendar,
        glossary=_merge(reader),
        small_talk=tuple(reader.read("smalltalk.yaml", SmallTalk, lambda item: item.id)),
        uncovered=tuple(reader.read("uncovered.yaml", UncoveredTopic, lambda item: item.id)),
        version=reader.version,
        places=reader.places,
    )
    reader.findings += find_unknown_citations(base)
    if not documents and not reader.findings:
        reader.findings.append(Finding("documents.yaml", 0, "", f"no content in {folder}"))
    reader.raise_findings()
    return base


def load_rulebook(folder: Path = CONTENT) -> Rulebook:
    """The eligibility rules alone, for commands that need nothing else.

    Raises ContentError as `load_knowledge` does.
    """
    reader = ContentReader(folder)
    book = _read_rulebook(reader, _read_documents(reader))
    reader.raise_findings()
    return book


def _read_documents(reader: ContentReader) -> Mapping[str, Document]:
    return _by_id(reader.read("documents.yaml", Document, lambda item: item.id))


def _read_rulebook(reader: ContentReader, documents: Mapping[str, Document]) -> Rulebook:
    facts = _by_id(reader.read("facts.yaml", Fact, lambda item: item.id))
    rules = _by_id(reader.read("eligibility/*.yaml", EligibilityRule, lambda item: item.id))
    book = Rulebook(rules, facts, documents)
    reader.report(find_broken_rules(book), "eligibilityrule", "fact")
    return book


def _read_teams(reader: ContentReader, book: Rulebook) -> Mapping[str, Team]:
    teams = _by_id(reader.read("teams.yaml", Team, lambda item: item.id))
    reader.report(find_broken_teams(book, teams.values()), "team")
    return teams


def load_deadlines(folder: Path = CONTENT) -> DeadlineBook:
    """The deadline rules alone, for commands that need nothing else.

    Raises ContentError as `load_knowledge` does.
    """
    reader = ContentReader(folder)
    book = _read_deadlines(reader, _read_documents(reader))
    reader.raise_findings()
    return book


def _read_deadlines(reader: ContentReader, documents: Mapping[str, Document]) -> DeadlineBook:
    rules = _by_id(reader.read("deadlines/*.yaml", DeadlineRule, lambda item: item.id))
    tables = reader.read("calendars/*.yaml", CalendarYear, lambda item: str(item.year))
    book = DeadlineBook(rules, documents, build_calendar(tables))
    reader.report(find_broken_deadlines(book), "deadlinerule")
    return book


def load_checklists(folder: Path = CONTENT) -> ChecklistBook:
    """The checklists alone, for commands that need nothing else.

    Raises ContentError as `load_knowledge` does.
    """
    reader = ContentReader(folder)
    documents = _read_documents(reader)
    facts = _by_id(reader.read("facts.yaml", Fact, lambda item: item.id))
    deadlines = _read_deadlines(reader, documents)
    book = _read_checklists(reader, Rulebook({}, facts, documents), deadlines)
    reader.raise_findings()
    return book


def _read_checklists(reader: ContentReader, rules: Rulebook, deadlines: DeadlineBook) -> ChecklistBook:
    templates = reader.read("checklists/*.yaml", ChecklistTemplate, lambda item: item.id)
    resolved = sorted((resolve(one, rules.facts) for one in templates), key=lambda one: one.procedure)
    titles = {rule.id: rule.title for rule in deadlines.rules.values()}
    book = ChecklistBook(_by_id(resolved), rules.documents, titles)
    reader.report(find_broken_checklists(book), "checklisttemplate")
    return book


def _by_id(items: Iterable[Named]) -> Mapping[str, Named]:
    return MappingProxyType({item.id: item for item in items})


def _merge(reader: ContentReader) -> tuple[GlossaryTerm, ...]:
    """One glossary out of the authors' files: the words of a term that several of them name are united."""
    words: dict[str, dict[str, None]] = {}
    for item in reader.read(
        "glossary/*.yaml", GlossaryTerm, lambda item: f"{item.term}:{','.join(item.words)}"
    ):
        words.setdefault(item.term, {}).update(dict.fromkeys(item.words))
    return tuple(GlossaryTerm(term=term, words=tuple(found)) for term, found in words.items())
