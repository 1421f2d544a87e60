"""From the bytes of a file to tables: xlsx and csv, values only, within bounds that no ordinary roster reaches."""

import csv
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any

from knowledge.originals.encodings import decode
from knowledge.rosters import wording
from knowledge.rosters.cells import Cell
from knowledge.rosters.reading import HEADING_ROWS, MAX_MEMBERS

MEGABYTE = 2**20
MAX_BYTES = 2 * MEGABYTE
MAX_UNPACKED = 40 * MEGABYTE
MAX_PARTS = 300
MAX_ROWS = 2 * MAX_MEMBERS + HEADING_ROWS
MAX_COLUMNS = 80
MAX_SHEETS = 5
ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
WORKBOOK = "xl/workbook.xml"
# A spreadsheet declares no document type: entities that unfold into masses need one.
DOCTYPES = tuple("<!DOCTYPE".encode(name) for name in ("ascii", "utf-16-le", "utf-16-be"))
SEPARATORS = ",\t;，；"
SET_APART = {*SEPARATORS, "\n", "\r"}
# What people send by mistake: pdf, png, jpeg, gif.
FOREIGN = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
# What the library raises when the parts of a file don't fit together.
BROKEN = (
    AttributeError,
    EOFError,
    IndexError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    SyntaxError,  # XML that does not parse
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)

Sheet = Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class Unreadable:
    """A file that is no table, with what to do about it."""

    reason: str


def read_sheets(data: bytes) -> tuple[Sheet, ...] | Unreadable:
    """The tables of a file; its name has no say in what it is."""
    if not data.strip():
        return Unreadable(wording.EMPTY_FILE)
    if len(data) > MAX_BYTES:
        return Unreadable(wording.TOO_LARGE.format(limit=f"{MAX_BYTES // MEGABYTE}MB"))
    if data.startswith(OLD_OFFICE):
        return Unreadable(wording.OLD_OFFICE)
    return _read_workbook(data) if data.startswith(ZIP) else _read_text(data)


def _read_workbook(data: bytes) -> tuple[Sheet, ...] | Unreadable:
    try:
        trouble = _find_trouble(data)
        return Unreadable(trouble) if trouble else tuple(_values(data))
    except BROKEN:
        return Unreadable(wording.DAMAGED)


def _find_trouble(data: bytes) -> str | None:
    """What speaks against opening an archive: that it is none of ours, or unfolds into masses."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        if WORKBOOK not in archive.namelist():
            return wording.NOT_A_TABLE
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
            return wording.BOMB
        # No part unpacks to more than it declares: the library cuts it there.
        if any(mark in archive.read(part) for part in parts for mark in DOCTYPES):
            return wording.BOMB
    return None


def _values(data: bytes) -> Iterator[Sheet]:
    """The values of the sheets as they were last saved: nothing is calculated, no link is followed."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells of styles and extensions that it leaves out
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            for sheet in book.worksheets[:MAX_SHEETS]:
                yield _sheet_values(sheet)
        finally:
            book.close()


def _sheet_values(sheet: Any) -> Sheet:
    sheet.reset_dimensions()  # some programs write a wrong one, and rows would be left out
    rows = sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True)
    return [[_plain(value) for value in row] for row in rows]


def _plain(value: Any) -> Cell:
    """A value as it is read; what a roster doesn't have (times, durations) as text."""
    return (
        value
        if value is None or isinstance(value, str | int | float) or hasattr(value, "year")
        else str(value)
    )


def _read_text(data: bytes) -> tuple[Sheet, ...] | Unreadable:
    text = None if data.startswith(FOREIGN) else decode(data)
    if data.startswith(FOREIGN) or (text is not None and not set(text.strip()) & SET_APART):
        return Unreadable(wording.NOT_A_TABLE)
    if text is None:
        return Unreadable(wording.ENCODING)
    if "\0" in text or "<html" in text[:1000].lower() or "<table" in text[:1000].lower():
        return Unreadable(wording.NOT_A_TABLE)
    head = "\n".join(text.splitlines()[:HEADING_ROWS])
    separator = max(SEPARATORS, key=head.count)
    try:
        rows = csv.reader(StringIO(text, newline=""), delimiter=separator)
        return ([row[:MAX_COLUMNS] for row, _ in zip(rows, range(MAX_ROWS), strict=False)],)
    except csv.Error:
        return Unreadable(wording.DAMAGED)
