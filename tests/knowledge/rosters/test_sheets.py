"""Files as tables: what people send, and what somebody hostile would."""

import zipfile
from datetime import time
from io import BytesIO

import openpyxl
import pytest

from knowledge.rosters import sheets, wording
from knowledge.rosters.sheets import Unreadable, read_sheets
from tests.rosters import as_csv, as_xlsx

ROWS = (("性别", "学历"), ("女", "本科"))


def as_zip(parts):
    """An archive with these parts."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def read_one(data):
    """The rows of a file's one table."""
    found = read_sheets(data)
    assert not isinstance(found, Unreadable), found
    (rows,) = found
    return rows


def with_part(name, content):
    """A good workbook in which one part is another one."""
    with zipfile.ZipFile(BytesIO(as_xlsx(*ROWS))) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    return as_zip(parts | {name: content})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";", "，"])
def test_text_tables(encoding, separator):
    """Spreadsheets save text in several encodings, with several separators."""
    rows = read_one(as_csv(*ROWS, encoding=encoding, separator=separator))
    assert [tuple(row) for row in rows] == list(ROWS)


def test_workbooks():
    """Values come as they were saved: numbers, dates, nothing for formulas without a result."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["性别", 1.5, True, "=1+1"])
    sheet.append([time(8, 30)])
    file = BytesIO()
    book.save(file)
    rows = read_one(file.getvalue())
    assert rows[0][:4] == ["性别", 1.5, True, None]
    assert rows[1][0] == "08:30:00"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"  \n", wording.EMPTY_FILE),
        (b"x" * (sheets.MAX_BYTES + 1), wording.TOO_LARGE.format(limit="2MB")),
        (b"\xd0\xcf\x11\xe0" + bytes(100), wording.OLD_OFFICE),
        (b"PK\x03\x04 and no more", wording.DAMAGED),
        (as_zip({"word/document.xml": "<a/>"}), wording.NOT_A_TABLE),
        (as_zip({"xl/workbook.xml": "<a/>"}), wording.DAMAGED),
        (b"\x89PNG\r\n\x1a\n\xff\xff\xff\xff", wording.NOT_A_TABLE),
        (b"%PDF-1.4\n1 0 obj", wording.NOT_A_TABLE),
        ("本单位没有花名册".encode(), wording.NOT_A_TABLE),
        (b"\x88\r\n\x1a\n\xff\xff\xff\xff", wording.ENCODING),
        (b"a,b\0c", wording.NOT_A_TABLE),
        ("<html><table><tr><td>性别</td></tr></table>".encode(), wording.NOT_A_TABLE),
        (('"' + "长" * 140_000 + '",').encode(), wording.DAMAGED),
    ],
)
def test_no_tables(data, reason):
    """What can't be read says why, and what to send instead."""
    assert read_sheets(data) == Unreadable(reason)


def test_bombs():
    """Archives that unfold into masses, in number or size, or that declare entities, are not opened."""
    mass = b"<a>" + bytes(sheets.MAX_UNPACKED)
    entity = '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    bombs = (
        with_part("xl/media/image.png", mass),
        as_zip({"xl/workbook.xml": "<a/>", **{f"part{n}": "" for n in range(sheets.MAX_PARTS)}}),
        with_part("xl/sharedStrings.xml", entity),
        with_part("xl/sharedStrings.xml", entity.encode("utf-16")),
    )
    for bomb in bombs:
        assert len(bomb) < sheets.MAX_BYTES
        assert read_sheets(bomb) == Unreadable(wording.BOMB)


def test_distant_cells_cost_nothing():
    """A cell in the last row and column of the sheet makes no million rows."""
    body = '<row r="1048576"><c r="XFD1048576" t="str"><v>远</v></c></row>'
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{body}</sheetData></worksheet>"
    )
    rows = read_one(with_part("xl/worksheets/sheet1.xml", sheet))
    assert len(rows) <= sheets.MAX_ROWS
    assert all(len(row) <= sheets.MAX_COLUMNS for row in rows)


def test_long_text_tables_are_cut():
    """No more rows and columns are read than a roster could have."""
    rows = read_one(b"a,b\n" * (sheets.MAX_ROWS + 5) + b"a," * 200)
    assert len(rows) == sheets.MAX_ROWS
    rows = read_one(b"a," * 200)
    assert len(rows[0]) == sheets.MAX_COLUMNS
