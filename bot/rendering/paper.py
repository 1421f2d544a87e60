"""Documents for a word processor: A4 sheets with Chinese fonts, tables whose heads repeat, page numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from bot.rendering.scripts import in_script
from storage.tables import Script

BODY, HEADING = "宋体", "黑体"
MARGIN = Cm(2.3)
BLACK, GRAY = RGBColor(0, 0, 0), RGBColor(0x59, 0x59, 0x59)
GROUND = "F2F2F2"
LONG_ROW = 300
SMALL, IN_TABLE, AFTER_TABLE = Pt(9), Pt(10), Pt(4)


@dataclass(frozen=True)
class Line:
    """A line of a cell: plain, bold, or small and gray."""

    text: str
    is_bold: bool = False
    is_small: bool = False


def head_cell(text: str) -> "Cell":
    """A cell that names what stands below or beside it."""
    return (Line(text, is_bold=True),)


Cell = str | Sequence[Line]


def new_paper() -> Any:
    """An empty A4 sheet with Chinese fonts."""
    paper = docx.Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    for name, font, size in (("Normal", BODY, 11), ("Heading 1", HEADING, 13), ("Title", HEADING, 20)):
        style = paper.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = font, Pt(size), BLACK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
        fonts.set(qn("w:eastAsia"), font)
    borders = paper.styles["Title"].element.pPr.find(qn("w:pBdr"))
    paper.styles["Title"].element.pPr.remove(borders)
    return paper


def saved(paper: Any, script: Script = Script.SIMPLIFIED) -> bytes:
    """The document as a file, in a script."""
    parts = [paper.element, *(part for one in paper.sections for part in _edges(one))]
    for text in (found for part in parts for found in part.iter(qn("w:t"))):
        text.text = in_script(text.text or "", script)
    buffer = BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def _edges(section: Any) -> tuple[Any, Any]:
    """The XML of a section's header and footer."""
    return section.header._element, section.footer._element  # noqa: SLF001  # the library has no public name for it


def add_title(paper: Any, text: str) -> None:
    """The title, in the middle."""
    paper.add_heading(text, level=0).alignment = WD_ALIGN_PARAGRAPH.CENTER


def add_heading(paper: Any, text: str) -> None:
    """A heading that stays with what follows."""
    paper.add_heading(text, level=1)


def add_text(paper: Any, text: str) -> None:
    """A paragraph that stands off from a table before it."""
    paper.add_paragraph(text).paragraph_format.space_before = AFTER_TABLE


def add_small(paper: Any, text: str) -> None:
    """A paragraph of small gray print."""
    paragraph = paper.add_paragraph()
    paragraph.paragraph_format.space_before = AFTER_TABLE
    run = paragraph.add_run(text)
    run.font.size, run.font.color.rgb = SMALL, GRAY


def add_table(
    paper: Any, head: Sequence[str], rows: Iterable[Sequence[Cell]], *, widths: Sequence[float]
) -> None:
    """A table whose head repeats on each page and whose rows stay whole, unless they are long."""
    table = _grid(paper, widths)
    fill_row(table, table.rows[0], [head_cell(text) for text in head])
    _mark(table.rows[0], "w:tblHeader")
    _shade(table.rows[0].cells)
    for cells in rows:
        row = table.add_row()
        fill_row(table, row, cells)
        if sum(len(cell.text) for cell in row.cells) < LONG_ROW:
            _mark(row, "w:cantSplit")


def add_pairs(paper: Any, pairs: Iterable[tuple[str, str]], *, widths: Sequence[float]) -> None:
    """A table of labels and values."""
    table = _grid(paper, widths)
    for label, value in pairs:
        row = table.add_row()
        fill_row(table, row, (head_cell(label), value))
        _mark(row, "w:cantSplit")
        _shade(row.cells[:1])
    table._tbl.remove(table.rows[0]._tr)  # noqa: SLF001  # the library offers no other way to an empty table


def _grid(paper: Any, widths: Sequence[float]) -> Any:
    """A table with one empty row."""
    table = paper.add_table(rows=1, cols=len(widths), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    return table


def fill_row(table: Any, row: Any, cells: Sequence[Cell]) -> None:
    """Write cells, each of one or more lines."""
    for at, (cell, content) in enumerate(zip(row.cells, cells, strict=True)):
        cell.width = table.columns[at].width
        lines = (Line(content),) if isinstance(content, str) else content
        for number, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1)
            run = paragraph.add_run(line.text)
            run.bold, run.font.size = line.is_bold, SMALL if line.is_small else IN_TABLE
            if line.is_small:
                run.font.color.rgb = GRAY


def _mark(row: Any, name: str) -> None:
    """Set a property of a row that the library has no name for."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001


def _shade(cells: Iterable[Any]) -> None:
    """Tell the cells that name others apart by a light ground."""
    for cell in cells:
        ground = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", GROUND)):
            ground.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(ground)  # noqa: SLF001


def add_edges(paper: Any, *, head: str, foot: str) -> None:
    """A header, and a footer with page numbers: `foot` has the places `{page}` and `{pages}`."""
    section = paper.sections[0]
    _edge(section.header.paragraphs[0], head, WD_ALIGN_PARAGRAPH.RIGHT)
    _edge(section.footer.paragraphs[0], foot, WD_ALIGN_PARAGRAPH.CENTER)


def _edge(paragraph: Any, text: str, alignment: WD_ALIGN_PARAGRAPH) -> None:
    paragraph.alignment = alignment
    for at, part in enumerate(text.replace("{pages}", "{page}").split("{page}")):
        if at:
            _field(paragraph, "PAGE" if at == 1 else "NUMPAGES")
        run = paragraph.add_run(part)
        run.font.size, run.font.color.rgb = SMALL, GRAY


def _field(paragraph: Any, name: str) -> None:
    """A number that the word processor counts."""
    for kind in ("begin", None, "end"):
        run = paragraph.add_run()
        run.font.size, run.font.color.rgb = SMALL, GRAY
        element = OxmlElement("w:instrText" if kind is None else "w:fldChar")
        if kind is None:
            element.text = name
        else:
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)  # noqa: SLF001  # the library has no fields
