"""What kind of file the bytes are, told by the bytes themselves, and what can be wrong with them."""

import re
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

from knowledge.originals.encodings import decode

MAX_BYTES = 10 * 2**20
MAX_CHARACTERS = 1_000_000
HEAD = 4096


class Format(StrEnum):
    """A kind of file that can be read."""

    TXT = "txt"
    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"


class Trouble(StrEnum):
    """Why a file cannot be read."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_PAGES = "too_many_pages"
    BOMB = "bomb"
    ENCRYPTED = "encrypted"
    SCANNED = "scanned"
    PICTURE = "picture"
    OLD_OFFICE = "old_office"
    OTHER_KIND = "other_kind"
    DAMAGED = "damaged"
    ENCODING = "encoding"
    GARBLED = "garbled"
    NO_PACKAGE = "no_package"


@dataclass(frozen=True)
class Unreadable:
    """A file that cannot be read; `detail` is a number or a name that goes with the reason."""

    trouble: Trouble
    detail: str = ""


SUFFIXES = {
    ".txt": Format.TXT,
    ".text": Format.TXT,
    ".md": Format.TXT,
    ".docx": Format.DOCX,
    ".pdf": Format.PDF,
    ".htm": Format.HTML,
    ".html": Format.HTML,
    ".xhtml": Format.HTML,
}
ZIP = b"PK\x03\x04"
STARTS = (
    # Old Word files, and new ones with a password, are in one container.
    ((b"\xd0\xcf\x11\xe0",), Trouble.OLD_OFFICE),
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*"), Trouble.PICTURE),
    ((b"{\\rtf", b"MIME-Version:"), Trouble.OTHER_KIND),
)
TAG = re.compile(r"<(!doctype\s+html|html|head|body|div|p|table|span|meta)[\s>/]", re.IGNORECASE)


def detect_format(data: bytes) -> Format | Unreadable:
    """The format of a file's bytes; its name has no say in it."""
    if not data.strip():
        return Unreadable(Trouble.EMPTY)
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    if data.startswith(ZIP):
        return _detect_archive(data)
    trouble = next((trouble for starts, trouble in STARTS if data.startswith(starts)), None)
    return Unreadable(trouble) if trouble else _detect_text(data)


def _detect_archive(data: bytes) -> Format | Unreadable:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError):
        return Unreadable(Trouble.DAMAGED)
    return Format.DOCX if "word/document.xml" in names else Unreadable(Trouble.OTHER_KIND)


def _detect_text(data: bytes) -> Format | Unreadable:
    text = decode(data)
    if text is None:
        return Unreadable(Trouble.ENCODING)
    if "\0" in text:
        return Unreadable(Trouble.OTHER_KIND)
    return Format.HTML if TAG.search(text[:HEAD]) else Format.TXT
