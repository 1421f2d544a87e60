"""Recall and reranking together: the targets of a base, ranked for a query."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from knowledge.boundaries import UncoveredTopic
from knowledge.knowledge_base import KnowledgeBase
from knowledge.retrieval.analysis import Analyzer, Query
from knowledge.retrieval.features import COMPUTED, FeatureExtractor
from knowledge.retrieval.model import NEXT, Lead, Model
from knowledge.retrieval.prepared import Prepared, prepare
from knowledge.retrieval.recall import Recall
from knowledge.retrieval.targets import Target, list_targets
from knowledge.text.normalization import normalize

NO_SCORE = 0.0
NEARLY_VERBATIM = 0.6
RARE = 2


@dataclass(frozen=True)
class Ranked:
    """A target with its raw score and the values of COMPUTED that made it."""

    target: Target
    score: float
    values: Sequence[float]

    @property
    def features(self) -> dict[str, float]:
        """The features that made the score, by name."""
        return dict(zip(COMPUTED, self.values, strict=True))


class Ranking:
    """Everything of a base that can be found, ready to be ranked for a query. Immutable, safe to share."""

    def __init__(self, base: KnowledgeBase, model: Model, prepared: Prepared | None = None) -> None:
        analyzer = Analyzer(base, prepared.spellings if prepared else None)
        self.targets = tuple(list_targets(base))
        self.prepared = prepared or prepare(self.targets, analyzer)
        self.analyzer = analyzer.knowing(self.prepared.numbers)
        self.recall = Recall(self.targets, self.prepared)
        self.extractor = FeatureExtractor(self.targets, self.recall, self.prepared)
        self.model = model
        # Worked out for a topic when it is a candidate for the first time: most of them rarely are.
        self._own_words = cache(self._words_of)
        self._own_terms = cache(self._rare_words)

    def _words_of(self, number: int) -> tuple[str, ...]:
        """The words that a topic outside of the documents is called by."""
        item = self.targets[number].item
        named = (item.topic, *item.words) if isinstance(item, UncoveredTopic) else ()
        return tuple(map(normalize, named))

    def _rare_words(self, number: int) -> frozenset[str]:
        """Words of a target that hardly any other target uses."""
        terms = np.array(self.recall.vocabulary(number))
        rare = terms[self.recall.spread[terms] <= RARE].tolist()
        words = (self.prepared.vocabulary[term] for term in rare)
        return frozenset(word for word in words if len(word) > 1 and word[0] not in "~=#")

    def rank(self, query: Query, *, without: Sequence[int] = ()) -> list[Ranked]:
        """The best targets for a query, best first; `without` leaves wordings out (for calibration)."""
        told = self.recall.weigh(query)
        recalled = self.recall.find(told, without=without)
        features = self.extractor.extract(query, told, recalled, without=without)
        scores = self.model.scores(COMPUTED, features)
        rows = zip(recalled.targets.tolist(), scores, features.tolist(), strict=True)
        ranked = [(number, Ranked(self.targets[number], score, values)) for number, score, values in rows]
        meant = [
            item for number, item in ranked if item.target.is_entry or self._is_meant(query, number, item)
        ]
        return sorted(meant, key=lambda item: (-item.score, item.target.id))

    def _is_meant(self, query: Query, number: int, ranked: Ranked) -> bool:
        """Whether a target outside the documents is really spoken of: everyday words alone must not refuse.

        A topic is meant when the question is nearly one of its examples, or holds a word that is the topic's own.
        """
        features = ranked.features
        if features["best"] >= NEARLY_VERBATIM and features["reverse"] >= NEARLY_VERBATIM:
            return True
        if not self._own_terms(number).isdisjoint(query.terms):
            return True
        return any(word in query.text for word in self._own_words(number))


def lead_of(ranked: Sequence[Ranked]) -> Lead:
    """How the first of the ranked targets stands against the rest."""
    first = ranked[0]
    cited = first.target.provisions
    rivals = [r.score for r in ranked[1:] if r.target.is_entry and cited.isdisjoint(r.target.provisions)]
    outside = [r.score for r in ranked[1:] if not r.target.is_entry]
    return Lead(
        score=first.score,
        rival=max(rivals, default=NO_SCORE),
        outside=max(outside, default=NO_SCORE),
        siblings=sum(not cited.isdisjoint(r.target.provisions) for r in ranked[1 : NEXT + 1]),
        features=first.features,
    )
