"""Tables for a spreadsheet: plain text and numbers, safe to open, in the characters that a person reads."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any

from bot.rendering.scripts import in_script
from storage.tables import Script

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# What a spreadsheet would take for a formula, at the beginning of a text.
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
QUOTE = "'"
HEAD_COLOR, LINE_COLOR = "DCE6F1", "BFC7D1"
FONT = "宋体"
LINE_HEIGHT = 15.0


def safe(text: str) -> str:
    """A text that no spreadsheet calculates, not even after it was saved as csv."""
    return f"{QUOTE}{text}" if text.startswith(FORMULAS) else text


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column; a Chinese character is as wide as two digits."""
    units = sum(1 if sign.isascii() else 2 for sign in text)
    return max(1, ceil(units / max(width - 1, 1)))


class Table:
    """One sheet: a head that stays in sight, and rows as high as what stands in them."""

    def __init__(self, sheet: "Worksheet", script: Script, widths: Sequence[float]) -> None:
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.properties import PageSetupProperties

        self.sheet, self._script, self._widths = sheet, script, widths
        for at, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(at)].width = width
        # Printed as wide as the page.
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)

    def head(self, names: Sequence[str]) -> None:
        """The names of the columns."""
        from openpyxl.styles import Alignment, Font, PatternFill

        self.row(names)
        for cell in self.sheet[self.sheet.max_row]:
            cell.font = Font(name=FONT, bold=True)
            cell.fill = PatternFill("solid", fgColor=HEAD_COLOR)
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        self.sheet.freeze_panes = f"A{self.sheet.max_row + 1}"

    def row(self, values: Sequence[Any]) -> None:
        """A row below the last one; numbers stay numbers."""
        from openpyxl.styles import Alignment, Border, Font, Side

        written = [self._written(value) for value in values]
        self.sheet.append(written)
        side = Side("thin", LINE_COLOR)
        for cell in self.sheet[self.sheet.max_row]:
            cell.font = Font(name=FONT)
            cell.alignment = Alignment(vertical="center", wrap_text=True)
            cell.border = Border(left=side, right=side, top=side, bottom=side)
        self._fit(written, self._widths)

    def line(self, text: str) -> None:
        """A sentence across all columns."""
        self.row([text])
        last, count = self.sheet.max_row, len(self._widths)
        self.sheet.merge_cells(start_row=last, start_column=1, end_row=last, end_column=count)
        self._fit([text], [sum(self._widths)])

    def _written(self, value: Any) -> Any:
        return safe(in_script(value, self._script)) if isinstance(value, str) else value

    def _fit(self, values: Iterable[Any], widths: Sequence[float]) -> None:
        """Make the last row high enough; programs don't all do that on their own."""
        pairs = zip(values, widths, strict=False)
        lines = max((lines_of(value, width) for value, width in pairs if isinstance(value, str)), default=1)
        self.sheet.row_dimensions[self.sheet.max_row].height = LINE_HEIGHT * lines + 3


class Workbook:
    """A workbook that is written sheet by sheet."""

    def __init__(self, script: Script = Script.SIMPLIFIED) -> None:
        # The library is slow to import, and only tables need it.
        import openpyxl

        self.script = script
        self._book = openpyxl.Workbook()
        self._book.remove(self._book.worksheets[0])

    def table(self, title: str, names: Sequence[str], widths: Sequence[float]) -> Table:
        """A new sheet with its head."""
        table = Table(self._book.create_sheet(in_script(title, self.script)), self.script, widths)
        table.head(names)
        return table

    def content(self) -> bytes:
        """The file."""
        file = BytesIO()
        self._book.save(file)
        return file.getvalue()
