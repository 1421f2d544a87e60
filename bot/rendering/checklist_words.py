"""Words about the steps of a checklist that stand alike in the chat and on the command line: who, what paper, where."""

from collections.abc import Sequence

from bot.rendering.citations import short_places
from knowledge.checklists.book import ChecklistBook
from knowledge.checklists.templates import NAMED, PRESUMED, Actor, ChecklistTemplate, Record, TemplateItem
from knowledge.sources import Citation

HISTORIC, EDITORIAL, FOREIGN = "历史", "顺序由系统编排", "{region}的步骤，不在那里可以略过"
LIST, SENTENCES = "、", "；"


def marks(book: ChecklistBook, template: ChecklistTemplate, item: TemplateItem) -> str:
    """What is special about a step: another region's, history, our own order."""
    told = []
    if template.is_foreign(item):
        regions = dict.fromkeys(book.documents[name].region for name in item.documents)
        told.append(FOREIGN.format(region=LIST.join(regions)))
    if item.historic:
        told.append(HISTORIC)
    if item.editorial:
        told.append(EDITORIAL)
    return f"【{SENTENCES.join(told)}】" if told else ""


def actors(people: Sequence[Actor]) -> str:
    """Who does a step, those presumed with their mark."""
    return LIST.join(f"{actor.name}{PRESUMED if actor.presumed else ''}" for actor in people)


def records(papers: Sequence[Record]) -> str:
    """What a step leaves in the file, what the document names with its mark."""
    return LIST.join(f"{NAMED if record.named else ''}{record.name}" for record in papers)


def places(book: ChecklistBook, cited: Sequence[Citation]) -> str:
    """Where a step is written."""
    return SENTENCES.join(short_places(book.documents, cited))
