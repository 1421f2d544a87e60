"""Findings that only show across files: dangling ids, unknown locators, duplicate variants, ungrounded figures."""

from collections.abc import Iterator, Mapping
from datetime import date

from knowledge.checklists.checks import find_checklist_findings
from knowledge.deadlines.checks import find_dangling_deadlines, find_ungrounded_deadlines
from knowledge.eligibility.checks import find_loose_rules, find_ungrounded_rules
from knowledge.entries import Entry, Kind
from knowledge.errors import Finding
from knowledge.grounding import find_ungrounded
from knowledge.knowledge_base import KnowledgeBase
from knowledge.places import Problem, place_problem
from knowledge.text.normalization import normalize

MIN_VARIANTS = 3
MIN_VARIANTS_ASKED = 8
NOT_GIVEN = (
    "未明确",
    "没有明确",
    "未规定",
    "没有规定",
    "未作规定",
    "空缺",
    "留空",
    "没有写",
    "未写",
    "没有给出",
    "未载",
    "没有载明",
    "没有列",
    "没有说",
    "没有点名",
    "不在库",
    "没有收录",
    "未收录",
)


def find_unknown_citations(base: KnowledgeBase) -> Iterator[Finding]:
    """Citations whose document or locator does not exist, or that name a bare heading."""
    for entry in base.entries.values():
        for citation in entry.citations:
            document = base.documents.get(citation.document)
            if document is None:
                yield _finding(base, entry, "citations", f"unknown document {citation.document}")
            elif citation.locator not in document.locators:
                yield _finding(base, entry, "citations", f"unknown locator {citation}")
            elif citation.locator in document.headings:
                yield _finding(base, entry, "citations", f"{citation} is a bare heading")


def check(
    base: KnowledgeBase, *, today: date | None = None, provisions: Mapping[str, str] | None = None
) -> list[Finding]:
    """All findings about a loaded base.

    `provisions` maps `NX2016 二.4.3` to the provision's text and enables grounding; `today` enables review dates.
    """
    findings = [
        *find_unknown_citations(base),
        *find_dangling_relations(base),
        *find_dangling_deadlines(base),
        *find_duplicate_variants(base),
        *find_too_few_variants(base),
        *find_silent_blanks(base),
        *find_uncited_provisions(base),
        *find_glossary_conflicts(base),
        *find_rule_findings(base, provisions),
        *find_checklist_findings(base, provisions),
    ]
    if today is not None:
        findings += find_unreviewed(base, today)
    if provisions is not None:
        findings += find_ungrounded_figures(base, provisions)
        findings += find_ungrounded_deadlines(base, provisions)
    return sorted(findings)


def find_rule_findings(base: KnowledgeBase, provisions: Mapping[str, str] | None = None) -> Iterator[Finding]:
    """Facts that no rule uses, and figures in rules that the cited provisions don't contain."""
    book = base.rulebook
    ungrounded = find_ungrounded_rules(book, provisions) if provisions is not None else ()
    for problem in (*find_loose_rules(book), *_find_loose_ends(base), *ungrounded):
        yield place_problem(base.places, problem, "eligibilityrule", "fact")


def _find_loose_ends(base: KnowledgeBase) -> Iterator[Problem]:
    """What rules say takes a matter further, and is not there."""
    for rule in base.rules.values():
        for name in rule.related:
            if name not in base.checklists and name not in base.deadlines:
                yield rule.id, "related", f"no checklist or deadline {name!r}"


def find_dangling_relations(base: KnowledgeBase) -> Iterator[Finding]:
    """Related ids that no entry has, and entries related to themselves."""
    for entry in base.entries.values():
        for related in entry.related:
            if related not in base.entries or related == entry.id:
                yield _finding(base, entry, "related", f"no other entry {related!r}")


def find_duplicate_variants(base: KnowledgeBase) -> Iterator[Finding]:
    """Two entries that claim the same wording: the engine could not tell them apart."""
    owners: dict[str, Entry] = {}
    for entry in base.entries.values():
        for text in (entry.question, *entry.variants):
            owner = owners.setdefault(normalize(text), entry)
            if owner is not entry:
                yield _finding(base, entry, "variants", f"{text!r} also belongs to {owner.id}")


def find_too_few_variants(base: KnowledgeBase) -> Iterator[Finding]:
    """Entries that too few wordings lead to; definitions and background need fewer."""
    for entry in base.entries.values():
        asked = entry.kind not in {Kind.DEFINITION, Kind.BACKGROUND, Kind.BLANK}
        needed = MIN_VARIANTS_ASKED if asked else MIN_VARIANTS
        if len(entry.variants) < needed:
            yield _finding(
                base, entry, "variants", f"{len(entry.variants)} variants, at least {needed} needed"
            )


def find_silent_blanks(base: KnowledgeBase) -> Iterator[Finding]:
    """Blank entries whose answer does not say that the detail is not given."""
    for entry in base.entries.values():
        if entry.kind is Kind.BLANK and not any(word in entry.answer for word in NOT_GIVEN):
            yield _finding(
                base, entry, "answer", "a blank entry must say that the text does not give the detail"
            )


def find_uncited_provisions(base: KnowledgeBase) -> Iterator[Finding]:
    """Provisions that no item cites: something in the document can't be asked about."""
    cited = {str(citation) for entry in base.entries.values() for citation in entry.citations}
    for document in base.documents.values():
        for locator in document.locators:
            if locator not in document.headings and f"{document.id} {locator}" not in cited:
                yield Finding("documents.yaml", 0, document.id, f"no entry cites {document.id} {locator}")


def find_glossary_conflicts(base: KnowledgeBase) -> Iterator[Finding]:
    """Cycles of the glossary: words that are terms which lead back to the term they explain."""
    means = {word: item.term for item in base.glossary for word in item.words}
    for word, term in means.items():
        if means.get(term) == word and word < term:
            yield Finding("glossary", 0, term, f"{word} and {term} explain each other")


def find_unreviewed(base: KnowledgeBase, today: date) -> Iterator[Finding]:
    """Entries whose last review lies more than two years back, or in the future."""
    for entry in base.entries.values():
        if entry.reviewed_on > today:
            yield _finding(base, entry, "reviewed_on", "lies in the future")
        elif entry.reviewed_on.replace(day=1).year < today.year - 2:
            yield _finding(base, entry, "reviewed_on", "last reviewed more than two years ago")


def find_ungrounded_figures(base: KnowledgeBase, provisions: Mapping[str, str]) -> Iterator[Finding]:
    """Figures of answers that neither the cited provisions nor a derivation contain."""
    for entry in base.entries.values():
        texts = [provisions.get(str(citation), "") for citation in entry.citations]
        cards = [base.documents[name].card for name in entry.documents]
        derived = [item.figure for item in entry.derived]
        for figure in find_ungrounded(entry.answer, [*texts, *cards, *derived]):
            yield _finding(base, entry, "answer", f"{figure} is not in the cited provisions")


def _finding(base: KnowledgeBase, entry: Entry, field: str, reason: str) -> Finding:
    return place_problem(base.places, (entry.id, field, reason), "entry")
