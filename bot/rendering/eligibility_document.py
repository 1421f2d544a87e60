"""A result as a document for a word processor: to print, sign, and put on file."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from bot.checks.case import Case
from bot.rendering import eligibility_texts as texts
from bot.rendering.citations import title, traits
from bot.rendering.eligibility import documents_of, places
from bot.rendering.eligibility_interview import shown
from bot.rendering.scripts import in_script
from knowledge.eligibility.explanation import Explanation, explain
from knowledge.eligibility.wording import HARDNESS
from storage.tables import Script

BODY, HEADING = "宋体", "黑体"
MARGIN = Cm(2.3)
BLACK = RGBColor(0, 0, 0)
REASON_WIDTHS = (2.2, 8.0, 2.2, 4.0)
PAIR_WIDTHS = (4.0, 12.4)
TITLE_LENGTH = 40


def document_name(case: Case) -> str:
    """The name of the file."""
    kept = "".join(letter for letter in case.rule.title if letter.isalnum())[:TITLE_LENGTH]
    return texts.DOCUMENT_NAME.format(title=kept, day=case.today.isoformat())


def render_document(case: Case, version: str, script: Script = Script.SIMPLIFIED) -> bytes:
    """The result with every condition, the answers, and the documents it rests on."""
    told = explain(case.book, case.result)
    paper = _paper()
    paper.add_heading(texts.DOCUMENT_TITLE, level=0).alignment = WD_ALIGN_PARAGRAPH.CENTER
    _head(paper, case, told)
    _heading(paper, texts.CONDITIONS)
    _table(paper, texts.DOCUMENT_REASONS, _reasons(case, told), REASON_WIDTHS)
    _bullets(paper, texts.NOTES, (_note(case, told, at) for at in range(len(told.notes))))
    _bullets(paper, texts.NEXT_STEPS, told.next_steps)
    _facts(paper, case)
    _bullets(
        paper,
        texts.DOCUMENT_BASIS,
        (f"{title(d)} · {traits(d)}" for d in documents_of(case.book, case.result)),
    )
    for line in (texts.GUIDANCE, texts.CAVEAT.format(caveat=told.warning)):
        paper.add_paragraph().add_run(line).italic = True
    paper.add_paragraph(texts.DOCUMENT_VERSION.format(version=version))
    for piece in paper.element.body.iter(qn("w:t")):
        piece.text = in_script(piece.text, script)
    buffer = BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def _paper() -> Any:
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
    return paper


def _head(paper: Any, case: Case, told: Explanation) -> None:
    """What was checked, when, what came of it, and for whom the rule is."""
    document = case.book.documents[case.rule.document]
    values = (
        f"{case.rule.title}：{case.rule.question}",
        texts.DAY.format(case.today),
        told.summary,
        f"{document.region}；{case.rule.persons}",
    )
    table = _grid(paper, PAIR_WIDTHS)
    for label, value in zip(texts.DOCUMENT_HEAD, values, strict=True):
        _row(table, (label, value), bold=(0,))
    table._tbl.remove(table.rows[0]._tr)  # noqa: SLF001  # the library offers no other way to an empty table


def _reasons(case: Case, told: Explanation) -> Iterable[Sequence[str]]:
    for reason in told.reasons:
        place = places(case.book, reason.citations).strip("〔〕")
        yield (texts.DOCUMENT_STATUS[reason.status], reason.text, HARDNESS[reason.hardness], place)


def _facts(paper: Any, case: Case) -> None:
    """What was answered."""
    _heading(paper, texts.DOCUMENT_FACTS)
    rows = [(fact.label, shown(fact, value)) for fact, value in case.answers]
    if rows:
        _table(paper, texts.DOCUMENT_FACT_HEAD, rows, PAIR_WIDTHS)
    else:
        paper.add_paragraph(texts.SUMMARY_EMPTY)


def _note(case: Case, told: Explanation, at: int) -> str:
    note = told.notes[at]
    return f"{note.text}{places(case.book, note.cite or case.rule.cite)}"


def _heading(paper: Any, text: str) -> None:
    paper.add_heading(text, level=1)


def _bullets(paper: Any, head: str, lines: Iterable[str]) -> None:
    """A list under its heading; nothing for an empty one."""
    items = list(lines)
    if items:
        _heading(paper, head)
    for line in items:
        paper.add_paragraph(line, style="List Bullet")


def _table(paper: Any, head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]) -> None:
    table = _grid(paper, widths)
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    for row in rows:
        _row(table, row)


def _grid(paper: Any, widths: Sequence[float]) -> Any:
    """A table with one row, for its heads."""
    table = paper.add_table(rows=1, cols=len(widths), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for cell, width in zip(table.rows[0].cells, widths, strict=True):
        cell.width = Cm(width)
    return table


def _row(table: Any, texts_: Sequence[str], *, bold: Sequence[int] = ()) -> None:
    for at, (cell, text) in enumerate(zip(table.add_row().cells, texts_, strict=True)):
        cell.width = table.columns[at].width
        cell.paragraphs[0].add_run(text).bold = at in bold
