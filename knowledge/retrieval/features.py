"""Second stage: what speaks for and against each recalled target, as numbers a model can weigh."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from knowledge.entries import Entry, Kind
from knowledge.retrieval.analysis import Query
from knowledge.retrieval.prepared import Prepared
from knowledge.retrieval.recall import Recall, Recalled
from knowledge.retrieval.rows import Numbers
from knowledge.retrieval.subjects import find_subject
from knowledge.retrieval.targets import Target
from knowledge.text.intents import INTENTS

FEATURES = (
    "best", "second", "mean", "surroundings", "covered", "words_covered", "concepts_covered", "answer_covered",
    "reverse", "ratio", "partial", "intent", "intent_missing", "named", "named_all", "named_other", "hinted", "hinted_other",
    "numbers", "comparison", "not_comparison", "definition", "outside",
)  # fmt: skip
ALIKE = 0.8
# Which of a query's terms each share counts, by the first character that tells their kind.
KINDS: Mapping[str, tuple[str, bool]] = {
    "covered": ("=#", False),
    "words_covered": ("=#~", False),
    "concepts_covered": ("=", True),
    "numbers": ("#", True),
}


class Information:
    """What a query's known terms tell: one row of weights for all of them, then one for each of KINDS."""

    def __init__(self, query: Query, recall: Recall) -> None:
        known = recall.prepared.numbers
        told = {term: recall.information_of(term) * weight for term, weight in query.terms.items()}
        terms = sorted((known[term], term) for term in told if term in known)
        self.numbers = np.array([number for number, _ in terms], dtype=np.int32)
        all_told = np.array([told[term] for _, term in terms])
        rows, totals = [all_told], [1.0]
        for marks, wanted in KINDS.values():
            rows.append(all_told * np.array([(term[0] in marks) is wanted for _, term in terms], dtype=bool))
            totals.append(max(sum(t for term, t in told.items() if (term[0] in marks) is wanted), 1e-6))
        self.weights = np.array(rows)
        self.totals = np.array(totals)

    def found_in(self, row: Numbers) -> NDArray[np.float64]:
        """For all terms the information that the ascending row holds, and for each kind its share."""
        if not len(row):
            return np.zeros(len(self.totals))
        places = np.minimum(np.searchsorted(row, self.numbers), len(row) - 1)
        shares: NDArray[np.float64] = self.weights @ (row[places] == self.numbers) / self.totals
        return shares


class FeatureExtractor:
    """Computes the features of recalled targets; holds what can be known of each target beforehand."""

    def __init__(self, targets: Sequence[Target], recall: Recall, prepared: Prepared) -> None:
        self._targets = targets
        self._recall = recall
        self._prepared = prepared
        owners = np.repeat(np.arange(len(targets)), recall.ends - recall.starts).tolist()
        asked = zip(owners, map(find_subject, prepared.texts), strict=True)
        self._subjects = frozenset((owner, subject) for owner, subject in asked if subject)

    def weigh(self, query: Query) -> Information:
        """What the query's terms tell, computed once for all its candidates."""
        return Information(query, self._recall)

    def extract(
        self, query: Query, told: Information, recalled: Recalled, *, without: Collection[int] = ()
    ) -> dict[str, float]:
        """The features of one target for a query, each roughly between 0 and 1."""
        target = self._targets[recalled.number]
        return {
            "best": recalled.best,
            "second": recalled.second,
            "mean": recalled.mean,
            "surroundings": recalled.surroundings,
            **self._coverage(told, recalled, without),
            **self._similarity(query, recalled),
            **self._intent(query, recalled.number),
            **_naming(query, target),
            **_kind_features(query, target),
            "subject": float((recalled.number, query.subject) in self._subjects),
        }

    def _coverage(self, told: Information, recalled: Recalled, without: Collection[int]) -> dict[str, float]:
        """How much of the query the target holds, and how much of the target's closest wordings the query holds."""
        number = recalled.number
        row = (
            self._recall.vocabulary_without(number, without)
            if without
            else self._recall.vocabulary.row(number)
        )
        shares = told.found_in(row).tolist()
        around = told.found_in(self._recall.around.row(number))
        return dict(zip(KINDS, shares[1:], strict=True)) | {
            "answer_covered": float(around[1]),
            "reverse": max(self._reverse(told, wording) for wording in recalled.wordings),
        }

    def _reverse(self, told: Information, wording: int) -> float:
        """How much of the wording's information the query holds."""
        held = float(told.found_in(self._prepared.wordings.row(wording))[0])
        return held / max(float(self._recall.wording_information[wording]), 1e-6)

    def _similarity(self, query: Query, recalled: Recalled) -> dict[str, float]:
        texts = [self._prepared.texts[wording] for wording in recalled.wordings]
        ratio = max(fuzz.ratio(query.text, text) for text in texts) / 100
        return {
            "ratio": ratio,
            "verbatim": max(0.0, (ratio - ALIKE) / (1 - ALIKE)),
            "partial": fuzz.partial_ratio(query.text, texts[0]) / 100,
        }

    def _intent(self, query: Query, number: int) -> dict[str, float]:
        profile = self._prepared.intents[number]
        agreed = [float(profile[INTENTS.index(intent)]) for intent in query.intents]
        return {
            "intent": sum(agreed) / len(agreed) if agreed else 0.0,
            "intent_missing": float(bool(agreed) and max(agreed) == 0.0),
        }


def _naming(query: Query, target: Target) -> dict[str, float]:
    """Agreement with the documents that the query names or hints at."""
    return {
        "named": float(bool(query.named & target.documents)),
        "named_all": float(len(query.named) > 1 and query.named <= target.documents),
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
        "outside": float(not target.is_entry),
    }
