"""First stage: the targets that share terms with a question, by the best of their wordings."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.retrieval.analysis import Query
from knowledge.retrieval.index import InvertedIndex, Scores, kind_weight
from knowledge.retrieval.prepared import Prepared
from knowledge.retrieval.rows import Numbers, group_rows
from knowledge.retrieval.targets import Target

RECALLED = 18
SURROUNDINGS_SHARE = 0.4
TOP_WORDINGS = 3


@dataclass(frozen=True)
class Recalled:
    """A target that came back: scores relative to a text that would match the question perfectly (0 to about 1)."""

    number: int
    best: float
    second: float
    mean: float
    surroundings: float
    wordings: tuple[int, ...]


class Recall:
    """The index over all wordings and surroundings of the targets."""

    def __init__(self, targets: Sequence[Target], prepared: Prepared) -> None:
        self.prepared = prepared
        counts = np.array([len(target.wordings) for target in targets])
        self.starts = np.concatenate(([0], np.cumsum(counts)[:-1])).astype(np.int64)
        self.ends = self.starts + counts
        self._wordings = InvertedIndex(prepared.wordings, prepared.kinds)
        self._surroundings = InvertedIndex(prepared.surroundings, prepared.kinds)
        self.information = self._wordings.idf * prepared.kinds
        target_of = np.repeat(np.arange(len(targets)), counts)
        self.vocabulary = group_rows(
            np.concatenate((target_of[prepared.wordings.owners()], prepared.surroundings.owners())),
            np.concatenate((prepared.wordings.numbers, prepared.surroundings.numbers)),
            count=len(targets),
            width=max(len(prepared.vocabulary), 1),
        )
        self.spread = np.bincount(self.vocabulary.numbers, minlength=len(prepared.vocabulary))
        self.around = group_rows(
            prepared.surroundings.owners(),
            prepared.surroundings.numbers,
            count=len(targets),
            width=max(len(prepared.vocabulary), 1),
        )
        sums = np.concatenate(
            ([0.0], np.cumsum(self.information[prepared.wordings.numbers], dtype=np.float64))
        )
        self.wording_information = np.diff(sums[prepared.wordings.offsets])

    def vocabulary_without(self, number: int, without: Collection[int]) -> Numbers:
        """A target's vocabulary as it would be had some of its wordings never been written (for calibration)."""
        kept = [i for i in range(int(self.starts[number]), int(self.ends[number])) if i not in without]
        rows = [self.prepared.wordings.row(i) for i in kept]
        return np.unique(np.concatenate([self.around.row(number), *rows]))

    def information_of(self, term: str) -> float:
        """How telling a term is among all wordings, by its kind; an unknown one is the most telling of all."""
        number = self.prepared.numbers.get(term)
        return (
            kind_weight(term) * self._wordings.unseen if number is None else float(self.information[number])
        )

    def find(self, query: Query, *, without: Sequence[int] = ()) -> list[Recalled]:
        """The most promising targets, best first; `without` leaves wordings out (for calibration)."""
        numbers = self.prepared.numbers
        known = {numbers[term]: weight for term, weight in query.terms.items() if term in numbers}
        perfect = max(sum(weight * self.information_of(term) for term, weight in query.terms.items()), 1e-6)
        scores = self._wordings.scores(known)
        if without:
            scores[np.array(without)] = 0.0
        best = np.maximum.reduceat(scores, self.starts) / perfect
        around = self._surroundings.scores(known) / perfect
        ordered = _top(best + SURROUNDINGS_SHARE * around)
        return [self._describe(int(number), scores, perfect, float(around[number])) for number in ordered]

    def _describe(self, number: int, scores: Scores, perfect: float, around: float) -> Recalled:
        start = int(self.starts[number])
        own = scores[start : int(self.ends[number])] / perfect
        order = np.argsort(-own, kind="stable")[:TOP_WORDINGS]
        ranked = [float(own[i]) for i in order]
        return Recalled(
            number=number,
            best=ranked[0],
            second=ranked[1] if len(ranked) > 1 else 0.0,
            mean=sum(ranked) / TOP_WORDINGS,
            surroundings=around,
            wordings=tuple(start + int(i) for i in order),
        )


def _top(combined: Scores) -> NDArray[np.int64]:
    """The places of the highest scores above zero, highest first."""
    count = min(RECALLED, int(np.count_nonzero(combined)))
    if not count:
        return np.array([], dtype=np.int64)
    top = np.argpartition(-combined, count - 1)[:count]
    return top[np.argsort(-combined[top], kind="stable")]
