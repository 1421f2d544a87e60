"""The checklist book: all templates with the documents they come from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.checklists.inputs import Input, from_fact
from knowledge.checklists.templates import ChecklistTemplate
from knowledge.eligibility.facts import Fact
from knowledge.errors import UnknownIdError
from knowledge.sources import Document

NATIONAL = "全国"


@dataclass(frozen=True)
class ChecklistBook:
    """Templates, documents, and the titles of deadline rules by id."""

    templates: Mapping[str, ChecklistTemplate]
    documents: Mapping[str, Document]
    deadline_titles: Mapping[str, str] = field(default_factory=dict)

    def template(self, template_id: str) -> ChecklistTemplate:
        """The template of this id; raises UnknownIdError for an unknown one."""
        try:
            return self.templates[template_id]
        except KeyError:
            raise UnknownIdError(f"no checklist {template_id!r}") from None

    def sources(self, template: ChecklistTemplate) -> tuple[Document, ...]:
        """Every document that a template draws on, those it follows first."""
        cited = (name for item in template.items for name in item.documents)
        return tuple(self.documents[name] for name in dict.fromkeys((*template.documents, *cited)))

    def followed_in(self, template: ChecklistTemplate, region: str) -> frozenset[str]:
        """The documents whose items a case follows in a region: the template's own, the national ones, the region's."""
        places = {NATIONAL, region}
        local = {document.id for document in self.sources(template) if places & {*document.regions}}
        return frozenset(local | {*template.documents})


def resolve(template: ChecklistTemplate, facts: Mapping[str, Fact]) -> ChecklistTemplate:
    """The template with its bare ids replaced by the facts they name; unknown ones stay bare."""
    items = tuple(
        item.model_copy(update={"inputs": tuple(_resolve(asked, facts) for asked in item.inputs)})
        for item in template.items
    )
    asked = tuple(_resolve(one, facts) for one in template.facts)
    return template.model_copy(update={"items": items, "facts": asked})


def _resolve(asked: Input, facts: Mapping[str, Fact]) -> Input:
    found = facts.get(asked.id) if asked.is_bare else None
    return from_fact(found) if found else asked
