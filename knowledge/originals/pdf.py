"""The text of a PDF, page by page; a form feed stands between pages."""

import logging
from io import BytesIO
from typing import TYPE_CHECKING

from knowledge.originals.formats import MAX_CHARACTERS, Trouble, Unreadable

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_PAGES = 300
PAGE_BREAK = "\f"
# A page of print has hundreds of characters; a scanned one has none, or a stamp's.
SCANNED_BELOW = 10
# What the library raises on files that do not keep to the format, beside its own errors.
BROKEN = (ArithmeticError, AttributeError, LookupError, OSError, RecursionError, TypeError, ValueError)


def read_pdf(data: bytes) -> str | Unreadable:
    """The text of all pages."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

    # The library reports every oddity of a file on standard error.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return Unreadable(Trouble.ENCRYPTED)
        return _read_pages(reader)
    except DependencyError:
        return Unreadable(Trouble.ENCRYPTED)
    except LimitReachedError:
        return Unreadable(Trouble.BOMB)
    except (PyPdfError, *BROKEN):
        return Unreadable(Trouble.DAMAGED)


def _read_pages(reader: "PdfReader") -> str | Unreadable:
    if len(reader.pages) > MAX_PAGES:
        return Unreadable(Trouble.TOO_MANY_PAGES, str(MAX_PAGES))
    pages: list[str] = []
    size = 0
    for page in reader.pages:
        pages.append(page.extract_text())
        size += len(pages[-1])
        if size > MAX_CHARACTERS:
            return Unreadable(Trouble.TOO_LARGE)
    text = PAGE_BREAK.join(pages)
    return Unreadable(Trouble.SCANNED) if len("".join(text.split())) < SCANNED_BELOW * len(pages) else text
