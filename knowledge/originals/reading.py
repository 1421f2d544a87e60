"""A file's bytes to its text, whatever the format; what cannot be read is a value that says why."""

from collections.abc import Callable
from dataclasses import dataclass

from knowledge.originals.encodings import decode
from knowledge.originals.formats import (
    MAX_BYTES,
    MAX_CHARACTERS,
    Format,
    Trouble,
    Unreadable,
    detect_format,
)
from knowledge.originals.pdf import read_pdf
from knowledge.originals.webpage import read_webpage
from knowledge.originals.word import read_word
from knowledge.text.normalization import simplify

PACKAGES = {"docx": "python-docx", "bs4": "beautifulsoup4"}
HAN_SHARE = 0.3
COMMON_SHARE = 0.9


@dataclass(frozen=True)
class ReadText:
    """What a file holds: its format and its text, one line a paragraph or a printed line."""

    format: Format
    text: str


def read_original(data: bytes) -> ReadText | Unreadable:
    """The text of an original document.

    Packages for the formats are loaded when a file needs them; a missing one is a reason like any other.
    """
    if len(data) > MAX_BYTES:
        return Unreadable(Trouble.TOO_LARGE)
    kind = detect_format(data)
    if isinstance(kind, Unreadable):
        return kind
    try:
        text = READERS[kind](data)
    except ModuleNotFoundError as error:
        return Unreadable(Trouble.NO_PACKAGE, PACKAGES.get(str(error.name), str(error.name)))
    return text if isinstance(text, Unreadable) else _judge(kind, text)


def _judge(kind: Format, text: str) -> ReadText | Unreadable:
    """The text, if it is a Chinese one of a reasonable length."""
    if len(text) > MAX_CHARACTERS:
        return Unreadable(Trouble.TOO_LARGE)
    if not text.strip():
        return Unreadable(Trouble.EMPTY)
    return Unreadable(Trouble.GARBLED) if is_garbled(text) else ReadText(kind, text)


def is_garbled(text: str) -> bool:
    """Whether a text is no Chinese prose: few Chinese characters, or mostly rare ones.

    A wrong encoding, or a PDF whose fonts do not say which characters they draw, looks like that.
    """
    written = [character for character in simplify(text) if not character.isspace()]
    han = [character for character in written if "\u4e00" <= character <= "\u9fff"]
    if len(han) < HAN_SHARE * len(written):
        return True
    # GB2312 holds the characters in common use; a few names may go beyond it.
    common = "".join(han).encode("gb2312", errors="ignore")
    return len(common) < 2 * COMMON_SHARE * len(han)


def _read_plain(data: bytes) -> str:
    return decode(data) or ""  # a text in no known encoding has not come this far


READERS: dict[Format, Callable[[bytes], str | Unreadable]] = {
    Format.TXT: _read_plain,
    Format.DOCX: read_word,
    Format.PDF: read_pdf,
    Format.HTML: read_webpage,
}
