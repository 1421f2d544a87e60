"""Findings about deadline rules: citations that lead nowhere, entries that are gone, figures without ground."""

from collections.abc import Iterator, Mapping

from knowledge.deadlines.arithmetic import period_words
from knowledge.deadlines.book import DeadlineBook
from knowledge.deadlines.rules import DeadlineRule
from knowledge.errors import Finding
from knowledge.grounding import find_ungrounded
from knowledge.knowledge_base import KnowledgeBase
from knowledge.places import Problem, place_problem


def find_broken_deadlines(book: DeadlineBook) -> Iterator[Problem]:
    """Rules that can't be used: rule id, part and reason of each problem."""
    for rule in book.rules.values():
        for citation in rule.cite:
            document = book.documents.get(citation.document)
            if document is None or citation.locator not in document.locators:
                yield rule.id, "cite", f"unknown provision {citation}"
            elif citation.locator in document.headings:
                yield rule.id, "cite", f"{citation} is a bare heading"


def find_dangling_deadlines(base: KnowledgeBase) -> Iterator[Finding]:
    """Related ids that no entry has."""
    for rule in base.deadlines.values():
        for name in rule.related:
            if name not in base.entries:
                yield _finding(base, rule, "related", f"no entry {name!r}")


def find_ungrounded_deadlines(base: KnowledgeBase, provisions: Mapping[str, str]) -> Iterator[Finding]:
    """Periods, and figures in a rule's words, that the provisions it cites don't contain."""
    for rule in base.deadlines.values():
        texts = [provisions.get(str(citation), "") for citation in rule.cite]
        texts.append(base.documents[rule.document].card)
        derived = [rule.historic.derived or ""] if rule.historic else []
        for words in _words(rule):
            for figure in find_ungrounded(words, [*texts, *derived]):
                yield _finding(base, rule, "text", f"{figure} is not in the cited provisions: {words}")


def _words(rule: DeadlineRule) -> Iterator[str]:
    yield from (rule.title, rule.who, rule.duty, rule.consequence or "", *rule.notes)
    yield from (period_words(period) for period in (rule.period, rule.shortest) if period)
    yield rule.blank.reason if rule.blank else ""
    yield rule.historic.words if rule.historic else ""


def _finding(base: KnowledgeBase, rule: DeadlineRule, field: str, reason: str) -> Finding:
    return place_problem(base.places, (rule.id, field, reason), "deadlinerule")
