"""Findings about checklists: what leads nowhere, conditions that don't fit their inputs, figures without ground."""

from collections.abc import Iterator, Mapping

from knowledge.checklists.book import ChecklistBook
from knowledge.checklists.branches import names_in
from knowledge.checklists.inputs import Input, InputType
from knowledge.checklists.templates import ChecklistTemplate, TemplateItem
from knowledge.eligibility.conditions import DATE_TESTS, NUMERIC_TESTS, FactTest, Moment, Stated, walk
from knowledge.eligibility.facts import TODAY
from knowledge.errors import Finding
from knowledge.grounding import find_ungrounded
from knowledge.knowledge_base import KnowledgeBase
from knowledge.places import Problem, place_problem
from knowledge.sources import Citation

NUMBERS = {InputType.INTEGER, InputType.NUMBER}


def find_broken_checklists(book: ChecklistBook) -> Iterator[Problem]:
    """Templates that can't be used: template id, part and reason of each problem."""
    for template in book.templates.values():
        for document in template.documents:
            if document not in book.documents:
                yield template.id, "documents", f"unknown document {document}"
        for asked in template.inputs.values():
            yield from ((template.id, asked.id, reason) for reason in _input_problems(template, asked))
        for item in template.items:
            for reason in _item_problems(book, template, item):
                yield template.id, item.id, reason


def _input_problems(template: ChecklistTemplate, asked: Input) -> Iterator[str]:
    if asked.is_bare:
        yield f"no fact {asked.id!r}"
    for name in asked.at_most:
        if name not in template.inputs or template.inputs[name].type not in NUMBERS:
            yield f"{name!r} is no number that {asked.id!r} could exceed"


def _item_problems(book: ChecklistBook, template: ChecklistTemplate, item: TemplateItem) -> Iterator[str]:
    yield from (reason for citation in item.cite for reason in _citation_problems(book, citation))
    yield from (f"no checklist {one.id!r}" for one in item.opens if one.id not in book.templates)
    yield from (
        f"no deadline rule {one.id!r}" for one in item.deadlines if one.id not in book.deadline_titles
    )
    for condition in _conditions(item):
        unknown = [name for name in names_in(condition) if name not in template.inputs]
        yield from (f"no input {name!r}" for name in unknown)
        if not unknown:
            yield from _misfits(condition, template.inputs)


def _citation_problems(book: ChecklistBook, citation: Citation) -> Iterator[str]:
    document = book.documents.get(citation.document)
    if document is None or citation.locator not in document.locators:
        yield f"unknown provision {citation}"
    elif citation.locator in document.headings:
        yield f"{citation} is a bare heading"


def _conditions(item: TemplateItem) -> Iterator[Stated]:
    if item.when:
        yield item.when
    if item.gate:
        yield item.gate.needs
    yield from (one.when for one in (*item.opens, *item.deadlines) if one.when)


def _misfits(condition: Stated, inputs: Mapping[str, Input]) -> Iterator[str]:
    for test in walk(condition):
        if isinstance(test, FactTest) and not _fits(test, inputs):
            yield f"{test.test.strip('_')} does not fit {test.fact!r}"


def _fits(test: FactTest, inputs: Mapping[str, Input]) -> bool:
    asked = inputs[test.fact]
    if test.test in NUMERIC_TESTS:
        return all(inputs[name].type in NUMBERS for name in test.fact_ids) and test.test != "around"
    if test.test in DATE_TESTS:
        timeless = not isinstance(test.operand, Moment) or test.operand.fact != TODAY
        return timeless and all(inputs[name].type is InputType.DATE for name in test.fact_ids)
    if isinstance(test.operand, bool):
        return asked.type is InputType.BOOLEAN
    wanted = {test.operand} if isinstance(test.operand, str) else {*test.operand}
    return asked.type is InputType.CHOICE and wanted <= {*asked.choices}


def find_checklist_findings(
    base: KnowledgeBase, provisions: Mapping[str, str] | None = None
) -> Iterator[Finding]:
    """Related entries that are gone, and figures that the cited provisions don't contain."""
    for template in base.checklists.values():
        for name in template.related:
            if name not in base.entries:
                yield _finding(base, template, "related", f"no entry {name!r}")
        if provisions is not None:
            yield from _ungrounded(base, template, provisions)


def _ungrounded(
    base: KnowledgeBase, template: ChecklistTemplate, provisions: Mapping[str, str]
) -> Iterator[Finding]:
    for item in template.items:
        texts = [provisions.get(str(citation), "") for citation in item.cite]
        texts += [base.documents[name].card for name in item.documents]
        for words in (item.title, item.do, *item.blanks, item.gate.failing if item.gate else ""):
            for figure in find_ungrounded(words, texts):
                reason = f"{figure} is not in the cited provisions: {words}"
                yield _finding(base, template, item.id, reason)


def _finding(base: KnowledgeBase, template: ChecklistTemplate, part: str, reason: str) -> Finding:
    return place_problem(base.places, (template.id, part, reason), "checklisttemplate")
