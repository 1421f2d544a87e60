"""Rows of term numbers, as long as they need to be, in two flat arrays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int32]


@dataclass(frozen=True)
class Rows:
    """Row n is `numbers[offsets[n]:offsets[n + 1]]`."""

    offsets: NDArray[np.int64]
    numbers: Numbers

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def row(self, index: int) -> Numbers:
        """The numbers of one row."""
        return self.numbers[self.offsets[index] : self.offsets[index + 1]]

    def owners(self) -> NDArray[np.int64]:
        """For each number, the row it stands in."""
        return np.repeat(np.arange(len(self)), np.diff(self.offsets))


def make_rows(rows: Iterable[Sequence[int]]) -> Rows:
    """Rows from lists."""
    kept = list(rows)
    offsets = np.concatenate(([0], np.cumsum([len(row) for row in kept], dtype=np.int64)))
    return Rows(offsets, np.array([number for row in kept for number in row], dtype=np.int32))


def group_rows(owners: NDArray[np.int64], numbers: Numbers, *, count: int, width: int) -> Rows:
    """The distinct numbers (below `width`) of each of `count` owners, in ascending order."""
    pairs = np.sort(owners * width + numbers)  # np.unique takes a hash table here, which is slower
    pairs = pairs[np.concatenate(([True], pairs[1:] != pairs[:-1]))] if len(pairs) else pairs
    owner_of, number_of = np.divmod(pairs, width)
    offsets = np.concatenate(([0], np.cumsum(np.bincount(owner_of, minlength=count))))
    return Rows(offsets.astype(np.int64), number_of.astype(np.int32))
