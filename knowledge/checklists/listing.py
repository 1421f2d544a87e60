"""Checklists as the contracts have them: the listing, the whole template, and the export."""

from typing import Any

from knowledge.checklists.book import ChecklistBook
from knowledge.checklists.templates import ChecklistTemplate, TemplateItem


def list_checklist(book: ChecklistBook, template: ChecklistTemplate) -> dict[str, Any]:
    """A template with its scope and the number of its steps."""
    return {
        "id": template.id,
        "title": template.title,
        "scope": _scope(book, template),
        "steps": len(template.items),
        "procedure": template.procedure,
        "order": template.order.value,
        "version": template.version,
    }


def _scope(book: ChecklistBook, template: ChecklistTemplate) -> dict[str, Any]:
    main = book.documents[template.documents[0]]
    return {
        "document": main.id,
        "level": main.level,
        "region": main.region,
        "period": main.period,
        "standing": main.standing,
        "documents": [document.id for document in book.sources(template)],
    }


def show_checklist(book: ChecklistBook, template: ChecklistTemplate) -> dict[str, Any]:
    """The whole template, with its scope."""
    told = template.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"items"})
    return (
        list_checklist(book, template)
        | told
        | {
            "items": [_show_item(template, item) for item in template.items],
            "caveats": [document.caveat for document in book.sources(template)],
        }
    )


def _show_item(template: ChecklistTemplate, item: TemplateItem) -> dict[str, Any]:
    told = item.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"cite"})
    return told | {
        "who": [actor.model_dump() for actor in template.actors(item)],
        "records": [record.model_dump() for record in item.records],
        "citations": [citation.as_mapping() for citation in item.cite],
        "documents": list(item.documents),
        "foreign": template.is_foreign(item),
    }


def export_checklist(template: ChecklistTemplate) -> dict[str, Any]:
    """The template in the form that the export contract names."""
    return {
        "id": template.id,
        "title": template.title,
        "items": [
            {
                "id": item.id,
                "title": item.title,
                "covers": item.covers,
                "citations": [citation.as_mapping() for citation in item.cite],
            }
            for item in template.items
        ],
    }
