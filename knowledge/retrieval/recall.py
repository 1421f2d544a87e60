"""First stage: the targets that share terms with a question, by the best of their wordings."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.retrieval.analysis import Analyzer, Query
from knowledge.retrieval.index import InvertedIndex, kind_weight
from knowledge.retrieval.targets import Target
from knowledge.text.normalization import normalize

RECALLED = 30
SURROUNDINGS_SHARE = 0.4


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

    def __init__(self, targets: Sequence[Target], analyzer: Analyzer) -> None:
        self.texts = [normalize(text) for target in targets for text in target.wordings]
        self.wording_terms = [analyzer.tokenizer.terms(text) for text in self.texts]
        counts = np.array([len(target.wordings) for target in targets])
        self.starts = np.concatenate(([0], np.cumsum(counts)[:-1])).astype(np.int64)
        self.ends = self.starts + counts
        self._wordings = InvertedIndex(self.wording_terms)
        surroundings = [analyzer.terms(target.surroundings) for target in targets]
        self._surroundings = InvertedIndex(surroundings)
        self.surrounding_terms = [frozenset(terms) for terms in surroundings]
        self.vocabulary = [
            surrounding.union(*self.wording_terms[start:end])
            for surrounding, start, end in zip(self.surrounding_terms, self.starts, self.ends, strict=True)
        ]

    def vocabulary_without(self, number: int, without: Collection[int]) -> frozenset[str]:
        """A target's vocabulary as it would be had some of its wordings never been written (for calibration)."""
        kept = [i for i in range(int(self.starts[number]), int(self.ends[number])) if i not in without]
        return self.surrounding_terms[number].union(*(self.wording_terms[i] for i in kept))

    def idf(self, term: str) -> float:
        """How telling a term is among all wordings, by its kind."""
        return self._wordings.idf(term) * kind_weight(term)

    def perfect_score(self, terms: Mapping[str, float]) -> float:
        """What a text of average length with all the terms would score."""
        return max(sum(weight * self.idf(term) for term, weight in terms.items()), 1e-6)

    def find(self, query: Query, *, without: Sequence[int] = ()) -> list[Recalled]:
        """The most promising targets, best first; `without` leaves wordings out (for calibration)."""
        scores = self._wordings.scores(query.terms)
        if without:
            scores[np.array(without)] = 0.0
        perfect = self.perfect_score(query.terms)
        best = np.maximum.reduceat(scores, self.starts) / perfect
        around = self._surroundings.scores(query.terms) / perfect
        combined = best + SURROUNDINGS_SHARE * around
        count = min(RECALLED, int(np.count_nonzero(combined)))
        top = np.argpartition(-combined, count - 1)[:count] if count else np.array([], dtype=np.int64)
        ordered = top[np.argsort(-combined[top], kind="stable")]
        return [self._describe(int(number), scores, perfect, float(around[number])) for number in ordered]

    def _describe(self, number: int, scores: NDArray[np.float32], perfect: float, around: float) -> Recalled:
        start = int(self.starts[number])
        own = scores[start : int(self.ends[number])] / perfect
        order = np.argsort(-own, kind="stable")[:5]
        ranked = [float(own[i]) for i in order]
        return Recalled(
            number=number,
            best=ranked[0],
            second=ranked[1] if len(ranked) > 1 else 0.0,
            mean=float(sum(ranked[:3]) / 3),
            surroundings=around,
            wordings=tuple(start + int(i) for i in order[:3]),
        )
