"""Leads: the imported provisions nearest to a question that has no answer. Never an answer themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.retrieval.analysis import Analyzer
from knowledge.retrieval.index import InvertedIndex, kind_weight
from knowledge.retrieval.information import Information
from knowledge.retrieval.rows import make_rows

MAX_LEADS = 3
# The share of what the question says, by information, that a provision must say too. Of 160 questions on the five
# documents 73 then get leads, 71 of them to a cited provision; of 50 questions on other matters 7 get any (2026-11-22).
BAR = 0.2
# Leads far behind the first one are noise.
NEARLY = 0.6
FEWEST_WORDS = 2
SHORTEST = 16
EXCERPT = 60


@dataclass(frozen=True)
class Passage:
    """A stored provision: its row's number, where it stands, its text."""

    id: int
    document: str
    locator: str
    text: str


@dataclass(frozen=True)
class Lead:
    """A passage that shares words with the question, and the part of it that does so most."""

    passage: Passage
    score: float
    excerpt: str


class LeadIndex:
    """An index over passages. Immutable after construction and safe to use from threads."""

    def __init__(self, passages: Sequence[Passage], analyzer: Analyzer) -> None:
        # A bare heading leads nowhere.
        self._passages = [passage for passage in passages if len(passage.text) >= SHORTEST]
        self._analyzer = analyzer
        self._numbers: dict[str, int] = {}
        rows = make_rows(
            [
                [self._numbers.setdefault(term, len(self._numbers)) for term in analyzer.terms(passage.text)]
                for passage in self._passages
            ]
        )
        kinds = np.array([kind_weight(term) for term in self._numbers], dtype=np.float32)
        self._rows = rows
        self._index = InvertedIndex.over(rows, kinds)

    def find(self, question: str) -> tuple[Lead, ...]:
        """Up to three passages that say much of what the question says, nearest first; often none."""
        query = self._analyzer.analyze(question)
        words = {self._numbers[word] for word in query.words if word in self._numbers}
        fewest = min(FEWEST_WORDS, len(query.words))
        if not words or len(words) < fewest:
            return ()
        told = Information(query, self._numbers, self._index)
        scores = self._index.scores(told.terms, told.weights)
        order = np.argsort(-scores, kind="stable")[: 4 * MAX_LEADS]
        shares = told.held_by(self._rows, order)[:, 0] / told.total
        near = [
            (number, share)
            for number, share in zip(order.tolist(), shares.tolist(), strict=True)
            if scores[number] >= NEARLY * scores[order[0]]
            and (not query.named or self._passages[number].document in query.named)
            and len(words.intersection(self._rows.row(number).tolist())) >= fewest
        ]
        return tuple(self._lead(number, share, query.words) for number, share in near if share >= BAR)[
            :MAX_LEADS
        ]

    def _lead(self, number: int, share: float, words: Sequence[str]) -> Lead:
        passage = self._passages[number]
        return Lead(passage, share, excerpt(passage.text, words))


def excerpt(text: str, words: Sequence[str]) -> str:
    """The stretch of a text that holds most of the words; dots mark what is left out."""
    flat = " ".join(text.split())
    starts = [0, *(found for word in words if (found := flat.find(word)) > 0)]
    start = max(starts, key=lambda place: sum(word in flat[place : place + EXCERPT] for word in words))
    # Begin at the sentence's own beginning when it is near.
    head = max(flat.rfind(mark, 0, start) for mark in "。；：，;:,") + 1
    start = head if start - head <= EXCERPT // 3 else start
    end = start + EXCERPT
    return f"{'…' if start else ''}{flat[start:end]}{'…' if end < len(flat) else ''}"
