"""Finding checklists: by the key on a button, by words, and those that belong to an answer."""

import hashlib
from collections.abc import Iterable

from rapidfuzz.fuzz import partial_ratio

from knowledge.checklists.book import ChecklistBook
from knowledge.checklists.templates import ChecklistTemplate
from knowledge.entries import Entry
from knowledge.sources import Citation
from knowledge.text.normalization import simplify

MAX_FOUND = 6
MAX_OFFERED = 2
LEAST_SHARE, LEAST_PAIRS = 0.7, 0.5
LEAST_LIKENESS = 50
IDLE = frozenset("的了吗呢和与、，。？?！! 　办理清单流程程序怎么要")
PROCEDURE = "procedure"


def template_key(template: ChecklistTemplate) -> str:
    """What a checklist's button carries: a digest, because ids may be longer than a button has room for."""
    return hashlib.blake2b(template.id.encode(), digest_size=6).hexdigest()


def template_of_key(book: ChecklistBook, key: str) -> ChecklistTemplate | None:
    """The checklist of a button; None when the content no longer has it."""
    return next((one for one in book.templates.values() if template_key(one) == key), None)


def search_templates(book: ChecklistBook, text: str) -> tuple[ChecklistTemplate, ...]:
    """The checklists that some words look for, the best first; none when hardly any of the words occur."""
    words = simplify(text).strip()
    wanted = set(words) - IDLE
    if not wanted:
        return ()
    templates = book.templates.values()
    named = [one for one in templates if words in one.title]
    told = [one for one in templates if words in _words(one)]
    pairs = {words[at : at + 2] for at in range(len(words) - 1)}
    near = [(_share(wanted, one.title), _share(wanted, _words(one)), one) for one in templates]
    near = [row for row in near if row[1] >= LEAST_SHARE and _share(pairs, _words(row[2])) >= LEAST_PAIRS]
    close = sorted(near, key=lambda row: (-row[0], -row[1]))
    exact = (*sorted(named, key=lambda one: len(one.title)), *told)
    return tuple({one.id: one for one in exact or [row[2] for row in close]}.values())[:MAX_FOUND]


def _words(template: ChecklistTemplate) -> str:
    return "\n".join((template.title, template.about, *(item.title for item in template.items)))


def _share(wanted: set[str], text: str) -> float:
    """The share of the characters or pairs looked for that a text has."""
    return sum(one in text for one in wanted) / len(wanted) if wanted else 0.0


def templates_for(book: ChecklistBook, entry: Entry) -> tuple[ChecklistTemplate, ...]:
    """Up to two checklists to offer below an answer: those that it or they name, then one of the same provisions."""
    named = [book.templates[name] for name in entry.related if name in book.templates]
    naming = [template for template in book.templates.values() if entry.id in template.related]
    found = {template.id: template for template in (*named, *naming, *_sharing(book, entry))}
    return tuple(found.values())[:MAX_OFFERED]


def _sharing(book: ChecklistBook, entry: Entry) -> Iterable[ChecklistTemplate]:
    """The one checklist that takes an entry about a procedure step by step."""
    if entry.kind == PROCEDURE:
        yield from _closest(book, entry.question, cited={*entry.citations}, documents={*entry.documents})


def _closest(
    book: ChecklistBook, words: str, *, cited: set[Citation], documents: set[str]
) -> Iterable[ChecklistTemplate]:
    """The checklist that follows one of the documents, cites some of the provisions, and is named most alike."""
    near = [
        (
            partial_ratio(template.title.partition("（")[0], words),
            sum(bool(cited.intersection(item.cite)) for item in template.items),
            template,
        )
        for template in book.templates.values()
        if documents & {*template.documents}
    ]
    close = [row for row in near if row[0] >= LEAST_LIKENESS and row[1]]
    yield from (row[2] for row in sorted(close, key=lambda row: (-row[0], -row[1]))[:1])
