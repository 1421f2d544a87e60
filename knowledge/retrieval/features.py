"""Second stage: what speaks for and against each recalled target, as numbers a model can weigh."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from knowledge.entries import Entry, Kind
from knowledge.retrieval.analysis import Query
from knowledge.retrieval.information import LEAST, SHARES, Information, Shares
from knowledge.retrieval.prepared import Prepared
from knowledge.retrieval.recall import Recall, Recalled
from knowledge.retrieval.rows import Places, make_rows
from knowledge.retrieval.targets import Target
from knowledge.text.intents import INTENTS

FEATURES = (
    "best", "second", "mean", "surroundings", "covered", "words_covered", "concepts_covered", "answer_covered",
    "reverse", "ratio", "partial", "intent", "intent_missing", "named", "named_all", "named_other", "hinted", "hinted_other",
    "numbers", "comparison", "not_comparison", "definition", "outside",
)  # fmt: skip
# All that is computed; the last two have fixed weights.
COMPUTED = (*FEATURES, "verbatim", "subject")
NAMING = ("named", "named_all", "named_other", "hinted", "hinted_other")
ALIKE = 0.8
Matrix = NDArray[np.float64]
Columns = Mapping[str, NDArray[np.float64] | NDArray[np.bool_]]


class FeatureExtractor:
    """Computes the features of recalled targets; holds what can be known of each target beforehand."""

    def __init__(self, targets: Sequence[Target], recall: Recall, prepared: Prepared) -> None:
        self._targets = targets
        self._recall = recall
        self._prepared = prepared
        self._subjects = frozenset(zip(prepared.subject_owners.tolist(), prepared.subjects, strict=True))
        self._documents = sorted({document for target in targets for document in target.documents})
        cites = [[document in target.documents for document in self._documents] for target in targets]
        self._cites = np.array(cites, dtype=bool)
        self._is_entry = np.array([target.is_entry for target in targets])
        kinds = [target.item.kind if isinstance(target.item, Entry) else None for target in targets]
        self._is_comparison = np.array([kind is Kind.COMPARISON for kind in kinds])
        self._is_definition = np.array([kind is Kind.DEFINITION for kind in kinds])

    def extract(
        self, query: Query, told: Information, recalled: Recalled, *, without: Collection[int] = ()
    ) -> Matrix:
        """The features of the recalled targets for a query: one of them a row, one of COMPUTED a column."""
        columns = {**self._coverage(told, recalled, without), **self._further(query, recalled)}
        features = np.empty((len(COMPUTED), len(recalled.targets)))
        for row, name in zip(features, COMPUTED, strict=True):
            row[:] = columns[name]
        return features.T

    def _further(self, query: Query, recalled: Recalled) -> Columns:
        """All features but those of coverage."""
        targets = recalled.targets
        return {
            "best": recalled.shares[:, 0],
            "second": recalled.shares[:, 1],
            "mean": recalled.shares.mean(axis=1),
            "surroundings": recalled.surroundings,
            **self._similarity(query, recalled),
            **self._intent(query, targets),
            **self._naming(query, targets),
            **self._kinds(query, targets),
            "subject": np.array([(target, query.subject) in self._subjects for target in targets.tolist()]),
        }

    def _coverage(self, told: Information, recalled: Recalled, without: Collection[int]) -> Columns:
        """How much of the query the targets hold, and how much of their closest wordings the query holds."""
        wordings = recalled.wordings
        shares, around = self._shares(told, recalled.targets, without)
        held = told.held_by(self._prepared.wordings, wordings.ravel())[:, 0].reshape(wordings.shape)
        reverse = held / np.maximum(self._recall.wording_information[wordings], LEAST)
        return dict(zip(SHARES, shares.T[1:], strict=True)) | {
            "answer_covered": around[:, 1],
            "reverse": reverse.max(axis=1, initial=0.0),
        }

    def _shares(self, told: Information, targets: Places, without: Collection[int]) -> tuple[Shares, Shares]:
        """What the targets' vocabularies hold, and what their surroundings do.

        For calibration the vocabularies are as if some wordings had never been written.
        """
        count = len(self._targets)
        shares = told.held_in(self._recall.users, np.concatenate((targets, targets + count)), count=2 * count)
        if without:
            rows = make_rows(self._recall.vocabulary(target, without) for target in targets.tolist())
            return told.held_by(rows, np.arange(len(targets))), shares[len(targets) :]
        return shares[: len(targets)], shares[len(targets) :]

    def _similarity(self, query: Query, recalled: Recalled) -> Columns:
        """How alike the query and the closest wordings are, letter by letter."""
        wordings = recalled.wordings
        texts = [self._prepared.texts[wording] for wording in wordings.ravel().tolist()]
        alike = process.cdist([query.text], texts, scorer=fuzz.ratio, dtype=np.float64)
        partial = process.cdist(
            [query.text], texts[:: wordings.shape[1]], scorer=fuzz.partial_ratio, dtype=np.float64
        )
        ratio = alike.reshape(wordings.shape).max(axis=1, initial=0.0) / 100
        return {
            "ratio": ratio,
            "verbatim": np.maximum(0.0, (ratio - ALIKE) / (1 - ALIKE)),
            "partial": partial[0] / 100,
        }

    def _intent(self, query: Query, targets: Places) -> Columns:
        """How much what the query asks for is what the targets' wordings ask for."""
        if not query.intents:
            return dict.fromkeys(("intent", "intent_missing"), np.zeros(len(targets)))
        asked = [INTENTS.index(intent) for intent in query.intents]
        profiles = self._prepared.intents[targets][:, asked]
        return {
            "intent": profiles.mean(axis=1, dtype=np.float64),
            "intent_missing": profiles.max(axis=1) == 0.0,
        }

    def _naming(self, query: Query, targets: Places) -> Columns:
        """Agreement with the documents that the query names or hints at."""
        if not query.named and not query.hinted:
            return dict.fromkeys(NAMING, np.zeros(len(targets)))
        cites, is_entry = self._cites[targets], self._is_entry[targets]
        named = cites @ np.array([document in query.named for document in self._documents], dtype=int)
        hinted = cites @ np.array([document in query.hinted for document in self._documents], dtype=int)
        return {
            "named": named > 0,
            "named_all": (named == len(query.named)) & (len(query.named) > 1),
            "named_other": is_entry & (named == 0) & bool(query.named),
            "hinted": hinted > 0,
            "hinted_other": is_entry & (hinted == 0) & bool(query.hinted),
        }

    def _kinds(self, query: Query, targets: Places) -> Columns:
        """What the targets are, where the query asks for that kind of thing or not."""
        wants = "differ" in query.intents or len(query.named | query.hinted) > 1
        is_comparison = self._is_comparison[targets]
        return {
            "comparison": is_comparison & wants,
            "not_comparison": is_comparison & (not wants),
            "definition": self._is_definition[targets] & ("what" in query.intents),
            "outside": ~self._is_entry[targets],
        }
