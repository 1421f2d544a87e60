"""Questions whose right entry is known: wordings left out of the index, and graded questions."""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from knowledge.entries import Entry
from knowledge.retrieval import guards
from knowledge.retrieval.analysis import Query
from knowledge.retrieval.conversation import merge
from knowledge.retrieval.features import FEATURES
from knowledge.retrieval.model import FIXED_WEIGHTS
from knowledge.retrieval.ranking import Ranked, Ranking
from knowledge.retrieval.targets import Target
from knowledge.text.normalization import simplify

Array = NDArray[np.float64]
SEED = 20261122
FOLDS = 5


@dataclass(frozen=True)
class Case:
    """A question: its candidates' features, the credit each deserves, and the fold it belongs to.

    The entry itself has credit 1, one that cites the same provision part of it: its answer is about the same rule.
    `given` is the part of the scores that is not fitted: fixed weights, and what the guards take away.
    """

    text: str
    features: Array
    given: Array
    credit: Array
    entries: NDArray[np.bool_]
    fold: int
    in_scope: bool
    ranks: bool
    siblings: NDArray[np.bool_]

    @property
    def right(self) -> NDArray[np.bool_]:
        """Which candidates a user would accept."""
        return self.credit > 0

    def scores(self, weights: Array) -> Array:
        """What the candidates score with these weights."""
        scores: Array = self.features @ weights + self.given
        return scores


def build_cases(ranking: Ranking, per_entry: int) -> Iterator[Case]:
    """Held-out questions: some wordings of each entry, and the examples of each uncovered topic.

    Half of the target's other wordings are left out as well: real questions are further from ours than ours are
    from each other.
    """
    chooser = random.Random(SEED)  # noqa: S311
    for number, target in enumerate(ranking.targets):
        start, end = int(ranking.recall.starts[number]), int(ranking.recall.ends[number])
        fold = chooser.randrange(FOLDS)
        choices = range(start, end) if target.is_entry else range(start, start + len(examples_of(target)))
        for wording in chooser.sample(choices, min(per_entry, len(choices))):
            others = [i for i in range(start, end) if i != wording]
            dropped = [wording, *chooser.sample(others, len(others) // 2)]
            yield make_case(ranking, number, wording - start, dropped, fold)
            if not target.is_entry:
                yield make_case(ranking, number, wording - start, list(range(start, end)), fold)


def examples_of(target: Target) -> tuple[str, ...]:
    """The full questions of an uncovered topic; its single words are no questions."""
    return () if isinstance(target.item, Entry) else target.item.examples


def make_case(ranking: Ranking, number: int, wording: int, without: Sequence[int], fold: int) -> Case:
    """Rank a question with some wordings left out; with all left out, the target itself is gone."""
    target = ranking.targets[number]
    gone = len(without) == len(target.wordings)
    query = ranking.analyzer.analyze(target.wordings[wording])
    ranked = [item for item in ranking.rank(query, without=without) if not (gone and item.target is target)]
    features = features_of(ranked)
    credit = np.array([credit_of(target, item.target) for item in ranked])
    entries = np.array([item.target.is_entry for item in ranked], dtype=bool)
    siblings = np.array([[share_provision(a.target, b.target) for b in ranked] for a in ranked], dtype=bool)
    given = given_to(query, ranked)
    return Case(query.text, features, given, credit, entries, fold, target.is_entry, not gone, siblings)


def features_of(ranked: Sequence[Ranked]) -> Array:
    """The features of candidates, one of them a row."""
    return np.array([item.values[: len(FEATURES)] for item in ranked]).reshape(-1, len(FEATURES))


def given_to(query: Query, ranked: Sequence[Ranked]) -> Array:
    """What candidates score whatever the fitted weights are."""
    fixed = [sum(weight * item.features[name] for name, weight in FIXED_WEIGHTS.items()) for item in ranked]
    kept = {item.target.id: item.score for item in guards.prefer_scope(query, ranked)[0]}
    lost = [item.score - kept.get(item.target.id, item.score) for item in ranked]
    return np.array(fixed, dtype=np.float64) - np.array(lost, dtype=np.float64)


def share_provision(one: Target, other: Target) -> bool:
    """Whether two targets are entries with a citation in common."""
    return not one.provisions.isdisjoint(other.provisions)


def credit_of(target: Target, found: Target) -> float:
    """1 for the target itself, 0.3 for an entry about the same provision; outside, anything that refuses."""
    if found is target:
        return 1.0
    if isinstance(target.item, Entry) and isinstance(found.item, Entry):
        return 0.3 if target.item.citations[0] in found.item.citations else 0.0
    return 0.0 if target.is_entry or found.is_entry else 0.1


def development_cases(ranking: Ranking, file: Path) -> Iterator[Case]:
    """Graded questions as cases; an entry is right when it cites and states what is expected."""
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row.get("class") not in {"injection", "smalltalk", "unanswerable"}:
            yield development_case(ranking, row)


def development_case(ranking: Ranking, row: dict[str, Any]) -> Case:
    """One development question, its turns merged as a conversation would."""
    turns = [row["q"]] if isinstance(row["q"], str) else row["q"]
    query = ranking.analyzer.analyze(turns[-1])
    if len(turns) > 1:
        query = merge(query, ranking.analyzer.analyze(turns[-2]))
    ranked = ranking.rank(query)
    features = features_of(ranked)
    credit = np.array([float(is_expected(item.target, row)) for item in ranked])
    entries = np.array([item.target.is_entry for item in ranked], dtype=bool)
    siblings = np.array([[share_provision(a.target, b.target) for b in ranked] for a in ranked], dtype=bool)
    given, fold = given_to(query, ranked), crc32(row["id"].encode()) % FOLDS
    return Case(query.text, features, given, credit, entries, fold, "cites" in row, True, siblings)


def is_expected(target: Target, row: dict[str, Any]) -> bool:
    """Whether an entry cites an expected provision and states every expected fact."""
    if not isinstance(target.item, Entry) or "cites" not in row:
        return not target.is_entry and "cites" not in row
    cited = {str(citation) for citation in target.item.citations}
    places = any(
        c == e or c.startswith(f"{e}.") or e.startswith(f"{c}.") for c in cited for e in row["cites"]
    )
    text = "".join(simplify(target.item.answer).split())
    return places and all(
        any("".join(simplify(part).split()) in text for part in group) for group in row["facts"]
    )
