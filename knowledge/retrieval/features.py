"""Second stage: what speaks for and against each recalled target, as numbers a model can weigh."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from knowledge.entries import Entry, Kind
from knowledge.retrieval.analysis import Query
from knowledge.retrieval.recall import Recall, Recalled
from knowledge.retrieval.targets import Target
from knowledge.text.intents import find_intents
from knowledge.text.normalization import normalize
from knowledge.text.segmentation import NUMBER_UNIT

FEATURES = (
    "best", "second", "mean", "surroundings", "covered", "words_covered", "concepts_covered", "answer_covered", "reverse",
    "ratio", "partial", "intent", "intent_missing", "named", "named_other", "hinted", "hinted_other",
    "numbers", "comparison", "not_comparison", "definition", "outside",
)  # fmt: skip
ALIKE = 0.8


@dataclass(frozen=True)
class Weighed:
    """What each term of a query tells: its idf; plain terms (words and character pairs), words, concepts, and all."""

    texts: dict[str, float]
    words: dict[str, float]
    concepts: dict[str, float]
    all: dict[str, float]


class FeatureExtractor:
    """Computes the features of recalled targets; holds what can be known of each target beforehand."""

    def __init__(self, targets: Sequence[Target], recall: Recall) -> None:
        self._targets = targets
        self._recall = recall
        self._texts = recall.texts
        bounds = list(zip(recall.starts.tolist(), recall.ends.tolist(), strict=True))
        self._intents = [_intent_profile(recall.texts[start:end]) for start, end in bounds]
        self._numbers = [
            _numbers([*recall.texts[start:end], normalize(target.surroundings)])
            for target, (start, end) in zip(targets, bounds, strict=True)
        ]
        idf = recall.idf
        self._terms = [frozenset(terms) for terms in recall.wording_terms]
        self._weights = [sum(map(idf, terms)) for terms in self._terms]

    def weigh(self, query: Query) -> Weighed:
        """The query's terms with what each tells, computed once for all its candidates."""
        return Weighed(
            texts={term: self._recall.idf(term) for term in query.terms if term[0] not in "=#"},
            words={term: self._recall.idf(term) for term in query.terms if term[0] not in "=#~"},
            concepts={term: self._recall.idf(term) for term in query.terms if term[0] == "="},
            all={term: self._recall.idf(term) for term in query.terms},
        )

    def extract(
        self, query: Query, weighed: Weighed, recalled: Recalled, *, without: Collection[int] = ()
    ) -> dict[str, float]:
        """The features of one target for a query, each roughly between 0 and 1."""
        target = self._targets[recalled.number]
        vocabulary = self._recall.vocabulary[recalled.number]
        if without:
            vocabulary = self._recall.vocabulary_without(recalled.number, without)
        return {
            "best": recalled.best,
            "second": recalled.second,
            "mean": recalled.mean,
            "surroundings": recalled.surroundings,
            "covered": _share(weighed.texts, vocabulary),
            "words_covered": _share(weighed.words, vocabulary),
            "answer_covered": _share(weighed.texts, self._recall.surrounding_terms[recalled.number]),
            "concepts_covered": _share(weighed.concepts, vocabulary),
            "reverse": max(self._reverse(weighed, wording) for wording in recalled.wordings),
            **self._similarity(query, recalled),
            **self._agreement(query, recalled.number, target),
            **_naming(query, target),
            **_kind_features(query, target),
        }

    def _reverse(self, weighed: Weighed, wording: int) -> float:
        """How much of the wording's information the query holds."""
        held = sum(weighed.all.get(term, 0.0) for term in self._terms[wording])
        return held / max(self._weights[wording], 1e-6)

    def _similarity(self, query: Query, recalled: Recalled) -> dict[str, float]:
        texts = [self._texts[wording] for wording in recalled.wordings]
        ratio = max(fuzz.ratio(query.text, text) for text in texts) / 100
        return {
            "ratio": ratio,
            "verbatim": max(0.0, (ratio - ALIKE) / (1 - ALIKE)),
            "partial": max(fuzz.partial_ratio(query.text, text) for text in texts) / 100,
        }

    def _agreement(self, query: Query, number: int, target: Target) -> dict[str, float]:
        profile = self._intents[number]
        agreed = [profile.get(intent, 0.0) for intent in query.intents]
        shared = [n for n in query.numbers if n in self._numbers[number]]
        return {
            "intent": sum(agreed) / len(agreed) if agreed else 0.0,
            "intent_missing": 1.0 if agreed and max(agreed) == 0.0 else 0.0,
            "numbers": len(shared) / len(query.numbers) if query.numbers else 0.0,
            "outside": 0.0 if target.is_entry else 1.0,
        }


def _share(weights: dict[str, float], vocabulary: frozenset[str]) -> float:
    """How much of the terms' information the vocabulary holds; 0 when there is none to hold."""
    total = sum(weights.values())
    held = sum(weight for term, weight in weights.items() if term in vocabulary)
    return held / total if total else 0.0


def _naming(query: Query, target: Target) -> dict[str, float]:
    """Agreement with the documents that the query names or hints at."""
    return {
        "named": float(bool(query.named & target.documents)),
        "named_other": float(bool(query.named and target.is_entry and not query.named & target.documents)),
        "hinted": float(bool(query.hinted & target.documents)),
        "hinted_other": float(bool(query.hinted and target.is_entry and not query.hinted & target.documents)),
    }


def _kind_features(query: Query, target: Target) -> dict[str, float]:
    kind = target.item.kind if isinstance(target.item, Entry) else None
    wants = "differ" in query.intents or len(query.named | query.hinted) > 1
    return {
        "comparison": float(wants and kind is Kind.COMPARISON),
        "not_comparison": float(not wants and kind is Kind.COMPARISON),
        "definition": float("what" in query.intents and kind is Kind.DEFINITION),
    }


def _intent_profile(texts: Sequence[str]) -> dict[str, float]:
    """How often each intent shows in a target's normalized wordings."""
    profile: dict[str, float] = {}
    for text in texts:
        for intent in find_intents(text):
            profile[intent] = profile.get(intent, 0.0) + 1.0 / len(texts)
    return profile


def _numbers(texts: Sequence[str]) -> frozenset[str]:
    found = (NUMBER_UNIT.finditer(text) for text in texts)
    return frozenset("".join(filter(None, match.groups())) for matches in found for match in matches)
