"""The content as plain data, in the form that the export contract names."""

from typing import Any

from knowledge.checklists.listing import export_checklist
from knowledge.deadlines.listing import list_deadline
from knowledge.eligibility.listing import list_rule
from knowledge.entries import Entry
from knowledge.knowledge_base import KnowledgeBase
from knowledge.sources import Document


def export(base: KnowledgeBase) -> dict[str, Any]:
    """Documents, entries, rules, checklists and deadlines as JSON-able data."""
    return {
        "documents": [export_document(document) for document in base.documents.values()],
        "entries": [export_entry(entry) for entry in base.entries.values()],
        "rules": [list_rule(base.rulebook, rule) for rule in base.rules.values()],
        "checklists": [export_checklist(template) for template in base.checklists.values()],
        "deadlines": [list_deadline(base.deadline_book, rule) for rule in base.deadlines.values()],
    }


def export_document(document: Document) -> dict[str, Any]:
    """A document's card."""
    return document.model_dump(mode="json", exclude={"outline", "anchors", "spelled", "locator_words"})


def export_entry(entry: Entry) -> dict[str, Any]:
    """An entry with its citations as document and locator."""
    return entry.model_dump(mode="json", exclude_defaults=True) | {
        "variants": list(entry.variants),
        "citations": [citation.as_mapping() for citation in entry.citations],
    }
