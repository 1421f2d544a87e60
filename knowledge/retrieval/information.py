"""What a query's terms tell, and how much of it a text holds."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from knowledge.retrieval.analysis import Query
from knowledge.retrieval.index import InvertedIndex, kind_weight
from knowledge.retrieval.rows import Places, Rows, columns_of

Shares = NDArray[np.float64]
# What a term counts for, by the first character that tells its kind: all that is told, then each of these shares.
SHARES = ("covered", "words_covered", "concepts_covered", "numbers")
WORD = (1, 1, 1, 0, 0)
COUNTED: Mapping[str, tuple[int, ...]] = {
    "~": (1, 1, 0, 0, 0),
    "=": (1, 0, 0, 1, 0),
    "#": (1, 0, 0, 0, 1),
}

UNKNOWN = -1
LEAST = 1e-6


class Information:
    """The terms of a query that an index knows, with their weights in it, and what each of them tells.

    An unknown term is the most telling of all. `total` is what all terms together tell.
    """

    def __init__(self, query: Query, numbers: Mapping[str, int], index: InvertedIndex) -> None:
        found = [numbers.get(term, UNKNOWN) for term in query.terms]
        terms = np.array(found, dtype=np.int64)
        telling = index.information[terms]
        for place, term in enumerate(query.terms):
            if found[place] == UNKNOWN:
                telling[place] = kind_weight(term) * index.unseen
        weights = np.array([*query.terms.values()])
        counted = np.array([COUNTED.get(term[0], WORD) for term in query.terms]).reshape(-1, len(WORD))
        told = (weights * telling)[:, np.newaxis] * counted
        totals = np.maximum(told.sum(axis=0), LEAST)
        known = terms != UNKNOWN
        self.total = float(totals[0])
        self.terms = terms[known]
        self.weights = weights[known]
        self._told = told[known] / [1.0, *totals[1:]]
        self._count = len(numbers)

    def held_by(self, rows: Rows, chosen: Places) -> Shares:
        """For each chosen row of terms, the information it holds, then its share of each of SHARES."""
        shares: Shares = rows.holds(chosen, columns_of(self.terms, self._count)) @ self._told
        return shares

    def held_in(self, postings: Rows, chosen: Places, *, count: int) -> Shares:
        """The same for some of `count` texts, of which `postings` says for each term in which of them it stands."""
        shares: Shares = postings.holds(self.terms, columns_of(chosen, count)).T @ self._told
        return shares
