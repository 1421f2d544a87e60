"""From a file's bytes to the provisions of a known document, or to the reason why not."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.originals.cleaning import clean
from knowledge.originals.formats import Format, Unreadable
from knowledge.originals.outline import split_provisions
from knowledge.originals.placement import Placement, place
from knowledge.originals.reading import read_original
from knowledge.originals.recognition import recognize
from knowledge.sources import Document


@dataclass(frozen=True)
class Unrecognized:
    """A text that is none of the documents, or may be several of them."""

    candidates: tuple[Document, ...]


@dataclass(frozen=True)
class Mismatched:
    """A text in which too few of the document's places were found."""

    document: Document
    placement: Placement


@dataclass(frozen=True)
class Imported:
    """A document's original, ready to be stored; `also` are documents that its beginning speaks of instead."""

    document: Document
    format: Format
    content_hash: str
    placement: Placement
    also: tuple[Document, ...] = ()


Result = Imported | Mismatched | Unrecognized | Unreadable


def import_original(data: bytes, documents: Mapping[str, Document], *, named: str | None = None) -> Result:
    """Read a file and split it into provisions; `named` is the document's id when the operator gives it."""
    read = read_original(data)
    if isinstance(read, Unreadable):
        return read
    candidates = recognize(read.text, documents.values())
    if named is None and len(candidates) != 1:
        return Unrecognized(candidates)
    document = documents[named] if named else candidates[0]
    placement = place(document, split_provisions(document, clean(read.text, read.format)))
    if not placement.is_convincing:
        return Mismatched(document, placement)
    also = () if document in candidates else candidates
    return Imported(document, read.format, hashlib.sha256(data).hexdigest(), placement, also)
