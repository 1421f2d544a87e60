"""Which document a text is: by its number or its title, near the beginning, in either script."""

import re
from collections.abc import Iterable

from knowledge.sources import Document
from knowledge.text.normalization import simplify

HEAD = 1500
NOISE = re.compile(r"[\W_]+")


def recognize(text: str, documents: Iterable[Document]) -> tuple[Document, ...]:
    """The documents that the text may be, the likely one alone if there is one.

    A number of its own outweighs a title; a title that stands on a line by itself outweighs one that is mentioned.
    """
    lines = {bare(line) for line in text[:HEAD].splitlines()}
    head = bare(text[:HEAD])
    weighed = [(_weigh(document, head, lines), document) for document in documents]
    best = max((weight for weight, _ in weighed), default=0)
    return tuple(document for weight, document in weighed if best and weight == best)


def _weigh(document: Document, head: str, lines: set[str]) -> int:
    title = bare(document.title)
    has_number = document.number is not None and bare(document.number) in head
    return 4 * has_number + 2 * (title in lines) + (title in head)


def bare(text: str) -> str:
    """A title or number in its comparable form: Simplified, without spaces, brackets and marks."""
    return NOISE.sub("", simplify(text)).lower()
