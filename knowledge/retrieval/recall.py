"""First stage: the targets that share terms with a question, by the best of their wordings."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.retrieval.analysis import Query
from knowledge.retrieval.index import Scores
from knowledge.retrieval.information import Information
from knowledge.retrieval.prepared import Prepared
from knowledge.retrieval.rows import Places, span
from knowledge.retrieval.targets import Target

RECALLED = 18
SURROUNDINGS_SHARE = 0.4
TOP_WORDINGS = 3


@dataclass(frozen=True)
class Recalled:
    """The targets that came back, best first, one a row.

    `shares` are the scores of each target's closest wordings, relative to a text that would match the question
    perfectly (0 to about 1), and `wordings` are those wordings; a target with fewer of them has its best again, with
    a share of 0. `surroundings` is the relative score of its surroundings.
    """

    targets: Places
    wordings: Places
    shares: NDArray[np.float64]
    surroundings: NDArray[np.float64]


class Recall:
    """The index over all wordings and surroundings of the targets."""

    def __init__(self, targets: Sequence[Target], prepared: Prepared) -> None:
        self.prepared = prepared
        counts = np.array([len(target.wordings) for target in targets])
        self.starts = np.concatenate(([0], np.cumsum(counts)[:-1])).astype(np.int64)
        self.ends = self.starts + counts
        self._index = prepared.index
        self.users = prepared.users
        self.spread = np.bincount(
            self.users.owners()[self.users.numbers < len(targets)], minlength=len(prepared.vocabulary)
        )
        information = self._index.information[prepared.wordings.numbers]
        sums = np.concatenate(([0.0], np.cumsum(information, dtype=np.float64)))
        self.wording_information = np.diff(sums[prepared.wordings.offsets])

    def vocabulary(self, number: int, without: Collection[int] = ()) -> list[int]:
        """The terms of a target, as if some of its wordings had never been written (for calibration)."""
        kept = [i for i in range(int(self.starts[number]), int(self.ends[number])) if i not in without]
        rows = [self.prepared.wordings.row(i) for i in kept]
        return sorted(set(np.concatenate([self.prepared.surroundings.row(number), *rows]).tolist()))

    def weigh(self, query: Query) -> Information:
        """What the query's terms tell among all wordings."""
        return Information(query, self.prepared.numbers, self._index)

    def find(self, told: Information, *, without: Sequence[int] = ()) -> Recalled:
        """The most promising targets, best first; `without` leaves wordings out (for calibration)."""
        both = self._index.scores(told.terms, told.weights / told.total)
        scores, around = np.split(both, [len(self.prepared.wordings)])
        if without:
            scores[np.array(without)] = 0.0
        targets = _top(np.maximum.reduceat(scores, self.starts) + SURROUNDINGS_SHARE * around)
        wordings, shares = self._closest(targets, scores)
        return Recalled(targets, wordings, shares, around[targets])

    def _closest(self, targets: Places, scores: Scores) -> tuple[Places, NDArray[np.float64]]:
        """The wordings of each target that score highest, and their scores."""
        starts, ends = self.starts[targets], self.ends[targets]
        owners, places = span(starts, ends)
        ordered = places[np.lexsort((-scores[places], owners))]
        counts = (ends - starts)[:, np.newaxis]
        firsts = np.cumsum(ends - starts)[:, np.newaxis] - counts
        ranks = np.arange(TOP_WORDINGS)
        wordings = ordered[firsts + np.where(ranks < counts, ranks, 0)]
        return wordings, np.where(ranks < counts, scores[wordings], 0.0)


def _top(combined: Scores) -> Places:
    """The places of the highest scores above zero, highest first."""
    count = min(RECALLED, int(np.count_nonzero(combined)))
    if not count:
        return np.array([], dtype=np.int64)
    top = np.argpartition(-combined, count - 1)[:count]
    return top[np.argsort(-combined[top], kind="stable")]
