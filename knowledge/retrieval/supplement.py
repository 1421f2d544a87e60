"""A second answer about the same provision, when the question fits it almost as well and it adds something."""

from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz

from knowledge.entries import Entry
from knowledge.retrieval.analysis import Query
from knowledge.retrieval.index import kind_weight
from knowledge.retrieval.ranking import Ranked, Ranking

CONSIDERED = 5
CLOSE = 0.85
# Between equals, or where the second holds words of the question that the first lacks, the second is worth its length.
EQUAL, GAIN = 0.95, 0.03
# An answer that sure of itself stands alone.
SURE = 0.985
LONGEST = 700
REPETITIVE = 60


class Supplements:
    """Finds what may follow an answer; knows the terms of every entry, and how telling each term is."""

    def __init__(self, ranking: Ranking) -> None:
        prepared = ranking.prepared
        self._prepared = prepared
        self._places = {target.id: number for number, target in enumerate(ranking.targets)}
        self._starts = np.cumsum([0, *(len(target.wordings) for target in ranking.targets)]).tolist()
        counted = np.bincount(prepared.wordings.numbers, minlength=len(prepared.vocabulary))
        size = len(prepared.wordings)
        self._telling = np.log(1 + (size - counted + 0.5) / (counted + 0.5)) * prepared.kinds
        self._unseen = float(np.log(2 * size + 2))

    def find(self, query: Query, ranked: Sequence[Ranked], confidence: float) -> Entry | None:
        """The runner-up that cites a provision of the first entry and adds something to it."""
        if confidence >= SURE:
            return None
        first, *others = ranked[:CONSIDERED]
        close = (item for item in others if _is_close(item, first))
        same = next((item for item in close if item.target.provisions & first.target.provisions), None)
        return self._added(query, same, first) if same else None

    def _added(self, query: Query, item: Ranked, first: Ranked) -> Entry | None:
        """The runner-up's entry, when it is worth its length."""
        entry, leading = item.target.item, first.target.item
        if not isinstance(entry, Entry) or not isinstance(leading, Entry) or not _differs(entry, leading):
            return None
        is_worth_it = item.score > EQUAL * first.score or self._gain(query, item, first) > GAIN
        return entry if is_worth_it else None

    def _gain(self, query: Query, item: Ranked, first: Ranked) -> float:
        """The share of the question's information that the runner-up holds and the first does not."""
        more = self._terms(item) - self._terms(first)
        gained = told = 0.0
        for term, weight in query.terms.items():
            number = self._prepared.numbers.get(term)
            tells = weight * (self._unseen * kind_weight(term) if number is None else self._telling[number])
            told += tells
            gained += tells if number in more else 0.0
        return gained / max(told, 1e-6)

    def _terms(self, item: Ranked) -> set[int]:
        """The terms of a target: of its wordings and of what surrounds them."""
        place = self._places[item.target.id]
        rows = [self._prepared.surroundings.row(place)]
        rows += [self._prepared.wordings.row(i) for i in range(self._starts[place], self._starts[place + 1])]
        terms: list[int] = np.concatenate(rows).tolist()
        return set(terms)


def _is_close(item: Ranked, first: Ranked) -> bool:
    return item.target.is_entry and item.score >= CLOSE * first.score


def _differs(entry: Entry, first: Entry) -> bool:
    if len(first.answer) + len(entry.answer) > LONGEST:
        return False
    return fuzz.ratio(first.answer, entry.answer) < REPETITIVE
