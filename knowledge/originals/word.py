"""The text of a Word document (docx), with the numbers that Word shows but does not write down."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from knowledge.originals.formats import Trouble, Unreadable
from knowledge.originals.word_numbering import Numbering

MAX_MEMBERS = 2000
MAX_UNPACKED = 60 * 2**20
BROKEN = (
    AttributeError,
    EOFError,
    KeyError,
    NotImplementedError,
    SyntaxError,  # XML that does not parse
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What was deleted or moved away, and the second rendering of a text box.
UNSEEN = {
    f"{MAIN}del",
    f"{MAIN}moveFrom",
    f"{MAIN}instrText",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
BREAKS = {f"{MAIN}br", f"{MAIN}cr"}
ENCRYPTED_FLAG = 0x1


def read_word(data: bytes) -> str | Unreadable:
    """The text of all paragraphs, those of tables included, in order."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    trouble = _find_trouble(data)
    if trouble:
        return trouble
    try:
        document = docx.Document(BytesIO(data))
        numbering = Numbering.of(document)
        return "".join(_texts(document.element.body, numbering))
    except (PackageNotFoundError, *BROKEN):
        return Unreadable(Trouble.DAMAGED)


def _find_trouble(data: bytes) -> Unreadable | None:
    """What speaks against unpacking: archives that unfold into masses, or that have a password."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        members = archive.infolist()
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        return Unreadable(Trouble.BOMB)
    if any(member.flag_bits & ENCRYPTED_FLAG for member in members):
        return Unreadable(Trouble.ENCRYPTED)
    return None


def _texts(element: Any, numbering: Numbering) -> Iterator[str]:
    """The pieces of text below an element; a paragraph begins with its automatic number and ends its line."""
    for child in element:
        if child.tag in UNSEEN:
            continue
        if child.tag == f"{MAIN}p":
            yield numbering.label(child)
            yield from _texts(child, numbering)
            yield "\n"
        elif child.tag == f"{MAIN}t":
            yield child.text or ""
        elif child.tag in BREAKS:
            yield "\n"
        elif child.tag == f"{MAIN}tab":
            yield "\t"
        else:
            yield from _texts(child, numbering)
