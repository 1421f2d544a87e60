"""Names of cases: a neutral proposal, and a typed one without personal numbers."""

from collections.abc import Collection
from datetime import date

from knowledge.checklists.templates import ChecklistTemplate
from knowledge.text.masking import mask_personal

LONGEST_NAME = 60
PROPOSED = "{day:%Y-%m} {title}（{number}）"


def propose_name(template: ChecklistTemplate, taken: Collection[str], today: date) -> str:
    """Month, procedure and the first free number: nothing of it says whom the matter is about."""
    numbers = range(1, len(taken) + 2)
    names = (PROPOSED.format(day=today, title=name_stem(template), number=number) for number in numbers)
    return next(name for name in names if name not in taken)


def name_stem(template: ChecklistTemplate) -> str:
    """The procedure as it stands in a name: without the region, which the card tells."""
    return template.title.partition("（")[0]


def read_name(text: str) -> str | None:
    """The name as it is kept, with numbers of identity cards and telephones masked; None when it can't be one."""
    name = " ".join(mask_personal(text).split())
    return name if 0 < len(name) <= LONGEST_NAME else None
