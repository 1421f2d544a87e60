"""A second answer about the same provision, when the question fits it almost as well and it adds something.

What was chosen on graded questions: the share that had a second answer fell from 0.38 to 0.25, and none of those
lost it whose fact stands in the second answer alone.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from knowledge.entries import Entry
from knowledge.retrieval.analysis import Query
from knowledge.retrieval.index import kind_weight
from knowledge.retrieval.options import says_the_same
from knowledge.retrieval.ranking import Ranked, Ranking
from knowledge.text.intents import find_intents
from knowledge.text.normalization import fold, normalize

CONSIDERED = 5
CLOSE = 0.85
# A second answer must hold words of the question that the first lacks, and be new for the most part.
GAIN, NEWS = 0.03, 0.5
# An answer that sure of itself stands alone; where a message of several clauses asks for more, or the second answer's
# own question holds so much more of it, a surer one does.
SURE, SUREST, SEVERAL, ASKED = 0.92, 0.985, 3, 0.25
LONGEST = 700
# What is asked for when one figure is: the entry whose own question asks for it tells it first.
FIGURES = frozenset({"figure", "duration", "age", "when"})
# Answers whose pairs are kept at hand.
REMEMBERED = 128


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
        if confidence >= SUREST:
            return None
        first, *others = ranked[:CONSIDERED]
        close = (item for item in others if _is_close(item, first))
        same = next((item for item in close if item.target.provisions & first.target.provisions), None)
        if same is None or (confidence >= SURE and not self._is_asked(query, same, first)):
            return None
        return self._added(query, same, first)

    def _is_asked(self, query: Query, item: Ranked, first: Ranked) -> bool:
        """Whether a question may well ask for a runner-up, however sure the first answer is."""
        if len(query.text.split()) >= SEVERAL:
            return True
        return self._share(query, self._question(item) - self._question(first)) >= ASKED

    def _added(self, query: Query, item: Ranked, first: Ranked) -> Entry | None:
        """The runner-up's entry, when it is worth its length."""
        entry, leading = item.target.item, first.target.item
        if not isinstance(entry, Entry) or not isinstance(leading, Entry) or not _differs(entry, leading):
            return None
        return entry if self._share(query, self._terms(item) - self._terms(first)) > GAIN else None

    def _share(self, query: Query, held: set[int]) -> float:
        """The share of the question's information that these terms hold."""
        gained = told = 0.0
        for term, weight in query.terms.items():
            number = self._prepared.numbers.get(term)
            tells = weight * (self._unseen * kind_weight(term) if number is None else self._telling[number])
            told += tells
            gained += tells if number in held else 0.0
        return gained / max(told, 1e-6)

    def _question(self, item: Ranked) -> set[int]:
        """The terms of a target's own question, the first of its wordings."""
        terms: list[int] = self._prepared.wordings.row(self._starts[self._places[item.target.id]]).tolist()
        return set(terms)

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
    if len(first.answer) + len(entry.answer) > LONGEST or says_the_same(entry, first):
        return False
    told, known = _pairs(entry.answer), _pairs(first.answer)
    return len(told - known) >= NEWS * len(told)


@lru_cache(maxsize=REMEMBERED)
def _pairs(answer: str) -> frozenset[str]:
    """The pairs of characters that an answer is made of."""
    text = fold(answer).replace(" ", "")
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def in_order(query: Query, entry: Entry, supplement: Entry | None) -> tuple[Entry, Entry | None]:
    """The answer and what follows it, the other way round where only the second one's question asks for the figure.

    What is asked stands in the last clause of a question; days and years before it belong to the story.
    """
    wanted = find_intents(query.text.rpartition(" ")[2]) & FIGURES
    if supplement is None or not wanted or FIGURES & find_intents(normalize(entry.question)):
        return entry, supplement
    return (
        (supplement, entry) if wanted & find_intents(normalize(supplement.question)) else (entry, supplement)
    )
