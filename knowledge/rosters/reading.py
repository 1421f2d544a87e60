"""From a table to the lines of a roster: all of it, or every problem at once and nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.rosters import wording
from knowledge.rosters.cells import Bad, Cell, text_of
from knowledge.rosters.columns import OPTIONAL, Column, column_of
from knowledge.rosters.members import Member

Row = Sequence[Cell]
HEADING_ROWS = 10
LEAST_HEADINGS = 2
MAX_MEMBERS = 2000


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong at a row and column of the table; 0 and nothing where it is about the table as a whole."""

    row: int
    column: str
    reason: str
    is_heading: bool = False


@dataclass(frozen=True)
class Rejected:
    """A roster that was not taken, with everything that has to be mended."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Roster:
    """A roster that was read: its members, what was left empty in which rows, and the columns that were not used."""

    members: tuple[Member, ...]
    empty: tuple[tuple[str, tuple[int, ...]], ...] = ()
    unused: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Table:
    """A table whose headings were found: rows are numbered as in the file."""

    heading_row: int
    places: dict[str, int]
    unused: tuple[str, ...]
    repeated: tuple[str, ...]


def read_roster(sheets: Iterable[Sequence[Row]], columns: Sequence[Column], today: date) -> Roster | Rejected:
    """The roster on the first sheet that has headings; the columns are those that are needed."""
    least = min(LEAST_HEADINGS, sum(column.read is not None for column in columns))
    for rows in sheets:
        table = _find_headings(rows, least)
        if table:
            return _read(rows, table, columns, today)
    return _reject(wording.NO_HEADING_ROW.format(rows=HEADING_ROWS))


def _reject(reason: str) -> Rejected:
    return Rejected((Problem(0, "", reason),))


def _find_headings(rows: Sequence[Row], least: int) -> _Table | None:
    """The first row with enough known headings: above it there may be a title."""
    for number, row in enumerate(rows[:HEADING_ROWS], 1):
        found = [(column_of(cell), at) for at, cell in enumerate(row)]
        known = [(column.key, at) for column, at in found if column]
        if len({key for key, _ in known}) >= least:
            keys = [key for key, _ in known]
            repeated = tuple(dict.fromkeys(key for key in keys if keys.count(key) > 1))
            unused = tuple(text_of(row[at]) for column, at in found if column is None and text_of(row[at]))
            return _Table(number, dict(reversed(known)), unused, repeated)
    return None


def _read(rows: Sequence[Row], table: _Table, columns: Sequence[Column], today: date) -> Roster | Rejected:
    wanted = [column for column in columns if column.read and column.key in table.places]
    lines = [
        (number, row)
        for number, row in enumerate(rows[table.heading_row :], table.heading_row + 1)
        if any(text_of(cell) for cell in row)
    ]
    if len(lines) > MAX_MEMBERS:
        return _reject(wording.TOO_MANY_ROWS.format(limit=MAX_MEMBERS))
    problems = _missing(table, columns)
    problems += [] if lines else [Problem(0, "", wording.NO_ROWS)]
    values = [{column.key: _value(column, row, table, today) for column in wanted} for _, row in lines]
    for (number, _), found in zip(lines, values, strict=True):
        bad = ((key, value) for key, value in found.items() if isinstance(value, Bad))
        problems += [Problem(number, wording.HEADINGS[key], value.reason) for key, value in bad]
        if wanted and all(value is None for value in found.values()):
            problems.append(Problem(number, "", wording.NOBODY))
    if problems:
        return Rejected(tuple(problems))
    numbers = [number for number, _ in lines]
    return Roster(
        tuple(Member(**found) for found in values), tuple(_empty(wanted, numbers, values)), table.unused
    )


def _missing(table: _Table, columns: Sequence[Column]) -> list[Problem]:
    """Columns that are needed and not there, and those that are there twice."""
    lacking = [column for column in columns if column.key not in table.places and column.key not in OPTIONAL]
    needed = {column.key for column in columns if column.read}
    return [
        *(Problem(table.heading_row, column.heading, _help(column), is_heading=True) for column in lacking),
        *(
            Problem(table.heading_row, wording.HEADINGS[key], wording.TWICE, is_heading=True)
            for key in table.repeated
            if key in needed
        ),
    ]


def _help(column: Column) -> str:
    return wording.NO_COLUMN.format(help=wording.HELP[column.key])


def _value(column: Column, row: Row, table: _Table, today: date) -> Any:
    """The value of a cell; None for an empty one."""
    at = table.places[column.key]
    cell = row[at] if at < len(row) else None
    return column.read(cell, today) if column.read and text_of(cell) else None


def _empty(
    columns: Iterable[Column], numbers: Sequence[int], values: Sequence[dict[str, Any]]
) -> Iterable[tuple[str, tuple[int, ...]]]:
    """The columns with empty cells, and their rows; that of reserves may be empty."""
    for column in columns:
        rows = tuple(
            number for number, found in zip(numbers, values, strict=True) if found[column.key] is None
        )
        if rows and column.key not in OPTIONAL:
            yield column.heading, rows
