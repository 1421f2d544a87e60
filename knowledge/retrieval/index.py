"""An inverted index with BM25 weights: a question touches only the texts that share a term with it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from knowledge.retrieval.rows import Places, Rows, count_distinct

K1 = 1.2
B = 0.4
KIND_WEIGHTS = {"~": 0.45, "=": 1.0, "#": 0.8}

Kinds = NDArray[np.float32]
Scores = NDArray[np.float64]


def kind_weight(term: str) -> float:
    """How much a term of this kind counts beside a whole word."""
    return KIND_WEIGHTS.get(term[0], 1.0)


@dataclass(frozen=True)
class InvertedIndex:
    """BM25 over `size` fixed rows of term numbers; scores come back for all rows at once.

    `postings` holds, for each term, the rows it stands in, and `impacts` what it adds to the score of each of them;
    `information` tells how telling each term is, and `unseen` how telling one is that stands in no row.
    """

    size: int
    postings: Rows
    impacts: NDArray[np.float32]
    information: NDArray[np.float32]
    unseen: float

    @classmethod
    def over(cls, rows: Rows, kinds: Kinds) -> Self:
        """The index over rows, where `kinds` is the weight of each term's kind."""
        size = len(rows)
        width = max(size, 1)
        owners = rows.owners()
        lengths = np.bincount(owners, weights=kinds[rows.numbers], minlength=size)
        average = float(lengths.mean()) if size else 1.0
        norms = K1 * (1 - B + B * lengths / max(average, 1e-6))
        pairs, counts = count_distinct(rows.numbers.astype(np.int64) * width + owners)
        term_of, text_of = np.divmod(pairs, width)
        frequency = np.bincount(term_of, minlength=len(kinds))
        information = _idf(size, frequency).astype(np.float32) * kinds
        saturated = counts * (K1 + 1) / (counts + norms[text_of])
        impacts = (information[term_of] * saturated).astype(np.float32)
        postings = Rows(np.concatenate(([0], np.cumsum(frequency))), text_of.astype(np.int32))
        return cls(size, postings, impacts, information, float(_idf(size, np.zeros(1))[0]))

    def followed_by(self, other: Self) -> Self:
        """One index over the rows of both, those of the other counted on; what terms tell stays as it is here."""
        owners = np.concatenate((self.postings.owners(), other.postings.owners()))
        order = np.argsort(owners, kind="stable")
        texts = np.concatenate((self.postings.numbers, other.postings.numbers + self.size))
        impacts = np.concatenate((self.impacts, other.impacts))
        postings = Rows(self.postings.offsets + other.postings.offsets, texts[order].astype(np.int32))
        return replace(self, size=self.size + other.size, postings=postings, impacts=impacts[order])

    def arrays(self, name: str) -> dict[str, NDArray[Any]]:
        """The arrays it is made of, named after it."""
        return {
            **self.postings.arrays(f"{name}.postings"),
            f"{name}.impacts": self.impacts,
            f"{name}.information": self.information,
            f"{name}.counts": np.array([self.size, self.unseen]),
        }

    @classmethod
    def of_arrays(cls, name: str, arrays: Mapping[str, NDArray[Any]]) -> Self:
        """What `arrays` told; raises KeyError when one is missing."""
        size, unseen = arrays[f"{name}.counts"].tolist()
        postings = Rows.of_arrays(f"{name}.postings", arrays)
        return cls(int(size), postings, arrays[f"{name}.impacts"], arrays[f"{name}.information"], unseen)

    def scores(self, terms: Places, weights: Scores) -> Scores:
        """The BM25 score of every row for weighted term numbers."""
        if not len(terms):
            return np.zeros(self.size)
        starts, ends = self.postings.offsets[terms], self.postings.offsets[terms + 1]
        stretches = self.postings.stretches(terms)
        texts = np.concatenate([self.postings.numbers[stretch] for stretch in stretches])
        impacts = np.concatenate([self.impacts[stretch] for stretch in stretches])
        scores = np.bincount(texts, weights=impacts * np.repeat(weights, ends - starts), minlength=self.size)
        return scores.astype(np.float64, copy=False)


def _idf(size: int, frequency: NDArray[np.int64] | NDArray[np.float64]) -> NDArray[np.float64]:
    weights: NDArray[np.float64] = np.log(1 + (size - frequency + 0.5) / (frequency + 0.5))
    return weights
