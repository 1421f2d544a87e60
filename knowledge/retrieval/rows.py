"""Rows of term numbers, as long as they need to be, in two flat arrays."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int32]
Places = NDArray[np.int64]
Columns = NDArray[np.int16]


@dataclass(frozen=True)
class Rows:
    """Row n is `numbers[offsets[n]:offsets[n + 1]]`."""

    offsets: Places
    numbers: Numbers

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def row(self, index: int) -> Numbers:
        """The numbers of one row."""
        return self.numbers[self.offsets[index] : self.offsets[index + 1]]

    def arrays(self, name: str) -> dict[str, NDArray[Any]]:
        """The arrays they are made of, named after them."""
        return {f"{name}.offsets": self.offsets, f"{name}.numbers": self.numbers}

    @classmethod
    def of_arrays(cls, name: str, arrays: Mapping[str, NDArray[Any]]) -> Self:
        """What `arrays` told; raises KeyError when one is missing."""
        return cls(arrays[f"{name}.offsets"], arrays[f"{name}.numbers"])

    def owners(self) -> Places:
        """For each number, the row it stands in."""
        return np.repeat(np.arange(len(self)), np.diff(self.offsets))

    def stretches(self, rows: Places) -> list[slice]:
        """Where the numbers of each of these rows stand."""
        return [
            slice(start, end)
            for start, end in zip(self.offsets[rows].tolist(), self.offsets[rows + 1].tolist(), strict=True)
        ]

    def holds(self, rows: Places, columns: Columns) -> NDArray[np.bool_]:
        """For each of these rows, which of the numbers that `columns_of` was given it holds."""
        held = np.zeros((len(rows), int(columns.max(initial=-1)) + 1), dtype=bool)
        if not len(rows):
            return held
        found = columns[np.concatenate([self.numbers[stretch] for stretch in self.stretches(rows)])]
        asked = np.flatnonzero(found >= 0)
        ends = np.cumsum(self.offsets[rows + 1] - self.offsets[rows])
        held[np.searchsorted(ends, asked, side="right"), found[asked]] = True
        return held


def columns_of(chosen: Places, count: int) -> Columns:
    """For each number below `count`, its place among the chosen ones, -1 for the others."""
    columns = np.full(count, -1, dtype=np.int16)
    columns[chosen] = np.arange(len(chosen))
    return columns


def span(starts: Places, ends: Places) -> tuple[Places, Places]:
    """The places from each start up to its end, one stretch after the other, and the stretch each belongs to."""
    lengths = ends - starts
    owners = np.repeat(np.arange(len(starts)), lengths)
    before = np.cumsum(lengths) - lengths
    return owners, np.arange(len(owners)) + (starts - before)[owners]


def make_rows(rows: Iterable[Sequence[int]]) -> Rows:
    """Rows from lists."""
    kept = list(rows)
    offsets = np.concatenate(([0], np.cumsum([len(row) for row in kept], dtype=np.int64)))
    return Rows(offsets, np.array([number for row in kept for number in row], dtype=np.int32))


def count_distinct(numbers: Places) -> tuple[Places, Places]:
    """The distinct numbers, ascending, and how often each occurs; np.unique is slower, and at first much slower."""
    ordered = np.sort(numbers)
    firsts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1]))[: len(ordered)])
    return ordered[firsts], np.diff(np.append(firsts, len(ordered)))


def group_rows(owners: Places, numbers: Numbers, *, count: int, width: int) -> Rows:
    """The distinct numbers (below `width`) of each of `count` owners, in ascending order."""
    pairs, _ = count_distinct(owners * width + numbers)
    owner_of, number_of = np.divmod(pairs, width)
    offsets = np.concatenate(([0], np.cumsum(np.bincount(owner_of, minlength=count))))
    return Rows(offsets.astype(np.int64), number_of.astype(np.int32))
