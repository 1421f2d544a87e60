"""The results of structure checks as a workbook, and the templates of rosters."""

import csv
from collections.abc import Iterator
from fractions import Fraction
from io import StringIO
from typing import TYPE_CHECKING, Any

from bot.rendering import structure_texts as texts
from bot.rendering.citations import title, traits
from bot.rendering.eligibility import places
from bot.rendering.scripts import in_script
from bot.rendering.structure import figures_of, summary
from bot.rendering.workbooks import Workbook
from bot.structure.report import Report
from knowledge.eligibility.durations import show_date
from knowledge.eligibility.facts import Value
from knowledge.eligibility.rulebook import Rulebook
from knowledge.eligibility.wording import HARDNESS
from knowledge.rosters import wording
from knowledge.rosters.columns import OPTIONAL, Column
from knowledge.rosters.findings import Requirement, Standing, standing_of
from knowledge.rosters.reading import MAX_MEMBERS
from knowledge.rosters.teams import Team, columns_of
from storage.tables import Script

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

PERCENT = "0.0%"
SHARE_COLUMNS = (5, 6)
RESULT_WIDTHS = (20, 28, 12, 8, 8, 9, 8, 7, 6, 10, 26, 36)
COUNT_WIDTHS = (34, 12, 8)
ABOUT_WIDTHS = (16, 90)
HELP_WIDTHS = (16, 12, 64, 14)
TEXT_FORMAT = "@"
ROSTER_WIDTH = 15
BOM = "\ufeff"


def render_workbook(report: Report, *, source: str, version: str, script: Script) -> bytes:
    """All requirements with their figures, the counts, and what they rest on."""
    book = Workbook(script)
    _write_results(book, report)
    _write_counts(book, report)
    _write_about(book, report, source=source, version=version)
    return book.content()


def _write_results(book: Workbook, report: Report) -> None:
    table = book.table(texts.SHEETS[0], texts.COLUMNS, RESULT_WIDTHS)
    for item in sorted(report.requirements, key=standing_of):
        table.row(_result(report, item))
        for at in SHARE_COLUMNS:
            table.sheet.cell(table.sheet.max_row, at).number_format = PERCENT
    table.sheet.auto_filter.ref = table.sheet.dimensions


def _result(report: Report, item: Requirement) -> tuple[Any, ...]:
    standing = standing_of(item)
    said = "" if standing in {Standing.ELSEWHERE, Standing.SHORT, Standing.REACHED} else figures_of(item)
    return (
        item.rule.title,
        item.text,
        f"{texts.MARKS[standing]} {texts.HEADS[standing]}",
        _number(item.value),
        _number(item.share, 4),
        _number(item.times, 4),
        _number(item.target),
        _number(item.gap) if item.gap else None,
        item.fact.unit if item.fact else None,
        HARDNESS[item.hardness],
        places(report.book, item.citations).strip("〔〕"),
        said,
    )


def _number(value: Value | None, digits: int = 2) -> Any:
    """A number that a spreadsheet calculates with; what is none in words."""
    if isinstance(value, bool):
        return texts.YES if value else texts.NO
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(round(value, digits))
    return value


def _write_counts(book: Workbook, report: Report) -> None:
    table = book.table(texts.SHEETS[1], texts.COUNT_COLUMNS, COUNT_WIDTHS)
    for fact, value in report.counts:
        table.row((fact.label, _number(value), fact.unit))


def _write_about(book: Workbook, report: Report, *, source: str, version: str) -> None:
    values = (report.title, show_date(report.today), source, version)
    rows = [*zip(texts.ABOUT, values, strict=True), (texts.SHEETS[0], summary(report))]
    rows += [(texts.ABOUT_DOCUMENT, f"{title(item)} · {traits(item)}") for item in report.documents]
    rows += [(texts.ABOUT_NOTE, note.text) for _, note in report.notes]
    rows += [(texts.ABOUT_CAVEAT, item.caveat) for item in report.documents]
    table = book.table(texts.SHEETS[2], texts.ABOUT_HEAD, ABOUT_WIDTHS)
    for row in (*rows, (texts.ABOUT_CAVEAT, texts.GUIDANCE)):
        table.row(row)


def render_template(book: Rulebook, team: Team, script: Script) -> bytes:
    """An empty roster with lists to choose from, and a sheet that explains the columns."""
    written, columns = Workbook(script), columns_of(book, team)
    headings = [column.heading for column in columns]
    table = written.table(texts.TEMPLATE_SHEETS[0], headings, [ROSTER_WIDTH] * len(columns))
    for at, column in enumerate(columns, 1):
        _prepare_column(table.sheet, at, column, script)
    _write_help(written, team, columns)
    return written.content()


def _prepare_column(sheet: "Worksheet", at: int, column: Column, script: Script) -> None:
    """Cells as text, so that 1985.10 stays what it is, with a list where there are choices."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letter = get_column_letter(at)
    sheet.column_dimensions[letter].number_format = TEXT_FORMAT
    if not column.choices:
        return
    listed = in_script(",".join(column.choices), script)
    validation = DataValidation("list", formula1=f'"{listed}"', allow_blank=True)
    validation.errorStyle = "stop" if column.is_closed else "information"
    validation.error = in_script(wording.HELP[column.key], script)
    validation.prompt = in_script(texts.PICK_ONE, script)
    validation.showErrorMessage = validation.showInputMessage = True
    validation.add(f"{letter}2:{letter}{MAX_MEMBERS + 1}")
    sheet.add_data_validation(validation)


def _write_help(book: Workbook, team: Team, columns: tuple[Column, ...]) -> None:
    table = book.table(texts.TEMPLATE_SHEETS[1], texts.TEMPLATE_HEAD, HELP_WIDTHS)
    for column in columns:
        needed = texts.TEMPLATE_OPTIONAL if column.key in OPTIONAL else texts.TEMPLATE_NEEDED
        table.row((column.heading, needed, wording.HELP[column.key], wording.EXAMPLES[column.key]))
    for line in _advice(team):
        table.line(line)


def _advice(team: Team) -> Iterator[str]:
    yield from (line.format(team=team.label) for line in texts.TEMPLATE_INTRO)
    yield from filter(None, [team.help])


def render_csv_template(book: Rulebook, team: Team, script: Script) -> bytes:
    """The headings alone; the mark at the beginning lets every spreadsheet read the characters."""
    file = StringIO(newline="")
    csv.writer(file).writerow(in_script(column.heading, script) for column in columns_of(book, team))
    return (BOM + file.getvalue()).encode()
