"""An inverted index with BM25 weights: a question touches only the texts that share a term with it."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from knowledge.retrieval.rows import Rows

K1 = 1.2
B = 0.4
KIND_WEIGHTS = {"~": 0.45, "=": 1.0, "#": 0.8}

Scores = NDArray[np.float32]


def kind_weight(term: str) -> float:
    """How much a term of this kind counts beside a whole word."""
    return KIND_WEIGHTS.get(term[0], 1.0)


class InvertedIndex:
    """BM25 over fixed rows of term numbers; scores come back for all rows at once.

    `kinds` is the weight of each term's kind. `idf` tells, for each term, how telling it is.
    """

    def __init__(self, rows: Rows, kinds: Scores) -> None:
        self.size = len(rows)
        width = max(self.size, 1)
        owners = rows.owners()
        lengths = np.bincount(owners, weights=kinds[rows.numbers], minlength=self.size)
        average = float(lengths.mean()) if self.size else 1.0
        norms = K1 * (1 - B + B * lengths / max(average, 1e-6))
        pairs, counts = np.unique(rows.numbers.astype(np.int64) * width + owners, return_counts=True)
        term_of, text_of = np.divmod(pairs, width)
        frequency = np.bincount(term_of, minlength=len(kinds))
        self.idf = _idf(self.size, frequency).astype(np.float32)
        self.unseen = float(_idf(self.size, np.zeros(1))[0])
        saturated = counts * (K1 + 1) / (counts + norms[text_of])
        self._impacts = (self.idf[term_of] * kinds[term_of] * saturated).astype(np.float32)
        self._texts = text_of.astype(np.int32)
        self._bounds = np.concatenate(([0], np.cumsum(frequency))).tolist()

    def scores(self, terms: Mapping[int, float]) -> Scores:
        """The BM25 score of every row for weighted term numbers."""
        total = np.zeros(self.size, dtype=np.float32)
        for term, weight in terms.items():
            start, end = self._bounds[term], self._bounds[term + 1]
            total[self._texts[start:end]] += self._impacts[start:end] * np.float32(weight)
        return total


def _idf(size: int, frequency: NDArray[np.int64] | NDArray[np.float64]) -> NDArray[np.float64]:
    weights: NDArray[np.float64] = np.log(1 + (size - frequency + 0.5) / (frequency + 0.5))
    return weights
