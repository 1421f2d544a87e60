"""An inverted index with BM25 weights: a question touches only the texts that share a term with it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

K1 = 1.2
B = 0.4
KIND_WEIGHTS = {"~": 0.45, "=": 1.0, "#": 0.8}


def kind_weight(term: str) -> float:
    """How much a term of this kind counts beside a whole word."""
    return KIND_WEIGHTS.get(term[0], 1.0)


@dataclass(frozen=True)
class Postings:
    """The texts that contain a term, and what the term adds to each one's score."""

    texts: NDArray[np.int32]
    impacts: NDArray[np.float32]


class InvertedIndex:
    """BM25 over fixed texts given as term lists; scores come back for all texts at once."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        self.size = len(texts)
        numbers: dict[str, int] = {}
        ids = np.array(
            [numbers.setdefault(term, len(numbers)) for terms in texts for term in terms], dtype=np.int64
        )
        owners = np.repeat(np.arange(self.size), [len(terms) for terms in texts])
        kinds = np.array([kind_weight(term) for term in numbers], dtype=np.float32)
        lengths = (
            np.bincount(owners, weights=kinds[ids], minlength=self.size) if len(ids) else np.zeros(self.size)
        )
        norms = K1 * (1 - B + B * lengths / max(float(lengths.mean()), 1e-6)) if self.size else lengths
        pairs, counts = np.unique(ids * max(self.size, 1) + owners, return_counts=True)
        term_of, text_of = np.divmod(pairs, max(self.size, 1))
        frequency = np.bincount(term_of, minlength=len(numbers))
        idf = np.log(1 + (self.size - frequency + 0.5) / (frequency + 0.5))
        impacts = idf[term_of] * kinds[term_of] * counts * (K1 + 1) / (counts + norms[text_of])
        bounds = np.concatenate(([0], np.cumsum(frequency)))
        texts_of, impacts_of = text_of.astype(np.int32), impacts.astype(np.float32)
        self._idf: dict[str, float] = dict(zip(numbers, idf.tolist(), strict=True))
        self._unseen = math.log(1 + (self.size + 0.5) / 0.5)
        self._postings = {
            term: Postings(texts_of[bounds[n] : bounds[n + 1]], impacts_of[bounds[n] : bounds[n + 1]])
            for term, n in numbers.items()
        }

    def idf(self, term: str) -> float:
        """How telling a term is; one that no text contains is the most telling of all."""
        return self._idf.get(term, self._unseen)

    def __contains__(self, term: str) -> bool:
        return term in self._postings

    def scores(self, terms: Mapping[str, float]) -> NDArray[np.float32]:
        """The BM25 score of every text for the weighted terms."""
        total = np.zeros(self.size, dtype=np.float32)
        for term, weight in terms.items():
            found = self._postings.get(term)
            if found is not None:
                total[found.texts] += found.impacts if weight == 1.0 else found.impacts * np.float32(weight)
        return total
