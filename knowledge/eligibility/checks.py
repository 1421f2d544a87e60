"""Findings about eligibility rules: what would break an evaluation, and what a reader should not be shown."""

from collections.abc import Iterator, Mapping

from knowledge.eligibility.conditions import (
    DATE_TESTS,
    NUMERIC_TESTS,
    FactTest,
    Reference,
    Stated,
    walk,
)
from knowledge.eligibility.facts import TODAY, Fact, FactType
from knowledge.eligibility.rulebook import Rulebook
from knowledge.eligibility.rules import EligibilityRule
from knowledge.grounding import find_ungrounded
from knowledge.places import Problem

COUNTS = {FactType.INTEGER, FactType.NUMBER}


def find_broken_rules(book: Rulebook) -> Iterator[Problem]:
    """Rules that can't be evaluated: rule id, part and reason of each problem."""
    for rule in book.rules.values():
        if rule.document not in book.documents:
            yield rule.id, "document", f"unknown document {rule.document}"
        for condition in rule.conditions:
            for reason in _broken(book, condition):
                yield rule.id, "condition", reason
        if rule.id in _reach(book, rule.id):
            yield rule.id, "condition", "refers to itself"
        yield from ((rule.id, "cite", reason) for reason in _uncitable(book, rule))
    yield from _broken_facts(book.facts)


def _uncitable(book: Rulebook, rule: EligibilityRule) -> Iterator[str]:
    for citation in rule.citations:
        document = book.documents.get(citation.document)
        if document is None or citation.locator not in document.locators:
            yield f"unknown provision {citation}"
        elif citation.locator in document.headings:
            yield f"{citation} is a bare heading"


def _broken_facts(facts: Mapping[str, Fact]) -> Iterator[Problem]:
    for fact in facts.values():
        for name in (fact.since, fact.until):
            if name and (name not in facts or facts[name].type is not FactType.DATE):
                yield fact.id, "since", f"{name} is no date fact"
        for name in fact.at_most:
            if fact.type not in COUNTS or name not in facts or facts[name].type not in COUNTS:
                yield fact.id, "at_most", f"{name} is no count that {fact.id} could exceed"


def _broken(book: Rulebook, condition: Stated) -> Iterator[str]:
    if isinstance(condition, Reference) and condition.rule not in book.rules:
        yield f"unknown rule {condition.rule}"
    for name in (*getattr(condition, "fact_ids", ()), getattr(condition, "granted", None)):
        if name and name not in book.facts:
            yield f"unknown fact {name}"
    if isinstance(condition, FactTest) and condition.fact in book.facts:
        yield from _misfit(book.facts[condition.fact], condition)
    if isinstance(condition, FactTest) and condition.fact == TODAY and condition.test not in DATE_TESTS:
        yield "today is a date"


def _misfit(fact: Fact, condition: FactTest) -> Iterator[str]:
    """Tests that the fact's type does not have, and choices it does not offer."""
    test, operand = condition.test, condition.operand
    if test in NUMERIC_TESTS and fact.type not in COUNTS:
        yield f"{test} needs a count, and {fact.id} is of type {fact.type}"
    if test in DATE_TESTS and fact.type is not FactType.DATE:
        yield f"{test} needs a date, and {fact.id} is of type {fact.type}"
    if test == "is_" and isinstance(operand, bool) != (fact.type is FactType.BOOLEAN):
        yield f"{operand!r} is no value of {fact.id}"
    named = (operand,) if test == "is_" and isinstance(operand, str) else operand if test == "in_" else ()
    for choice in named:
        if choice not in fact.choices:
            yield f"{choice!r} is no choice of {fact.id}"


def _reach(book: Rulebook, rule_id: str) -> set[str]:
    """All rules that a rule refers to, directly or not."""
    found: set[str] = set()
    waiting = [rule_id]
    while waiting:
        rule = book.rules.get(waiting.pop())
        parts = walk(rule.condition) if rule else ()
        new = {part.rule for part in parts if isinstance(part, Reference)} - found
        found |= new
        waiting += new
    return found


def find_loose_rules(book: Rulebook) -> Iterator[Problem]:
    """Facts that no rule uses."""
    used = {name for rule in book.rules.values() for name in book.accepted(rule)}
    for name in book.facts:
        if name not in used:
            yield name, "", "no rule uses this fact"


def find_ungrounded_rules(book: Rulebook, provisions: Mapping[str, str]) -> Iterator[Problem]:
    """Figures in a rule's words that the provisions it cites don't contain."""
    for rule in book.rules.values():
        texts = [provisions.get(str(citation), "") for citation in rule.citations]
        texts += [book.documents[name].card for name in {citation.document for citation in rule.citations}]
        texts += [item.figure for item in rule.derived]
        for words in _words(rule):
            for figure in find_ungrounded(words, texts):
                yield rule.id, "text", f"{figure} is not in the cited provisions: {words}"


def _words(rule: EligibilityRule) -> Iterator[str]:
    yield from (rule.title, rule.question, *rule.outcomes.values(), *(note.text for note in rule.notes))
    yield from (condition.text for condition in rule.conditions if condition.text)
