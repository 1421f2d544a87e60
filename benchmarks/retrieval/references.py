"""What leads a held-out wording to an entry: the engine, its first stage alone, and what others would do."""

import random
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import bm25s
import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process

from knowledge.entries import Entry
from knowledge.retrieval.ranking import Ranking

SEED = 20261122
Scorer = Callable[[str, Sequence[int]], int]
KINDS: Mapping[str, Callable[[str], bool]] = {
    "words": lambda term: term[0] not in "~=#",
    "character pairs": lambda term: term[0] == "~",
    "concepts of the glossary": lambda term: term[0] == "=",
    "numbers": lambda term: term[0] == "#",
}


@dataclass(frozen=True)
class Held:
    """A held-out wording: its text, the target it belongs to, and the wordings to leave out."""

    text: str
    target: int
    without: list[int]


def hold_out(ranking: Ranking, count: int) -> list[Held]:
    """A fixed sample of wordings, with half of their siblings left out."""
    chooser = random.Random(SEED)  # noqa: S311
    numbers = [n for n, target in enumerate(ranking.targets) if target.is_entry]
    held = []
    for number in chooser.sample(numbers, min(count, len(numbers))):
        start, end = int(ranking.recall.starts[number]), int(ranking.recall.ends[number])
        wording = chooser.randrange(start, end)
        others = [i for i in range(start, end) if i != wording]
        dropped = chooser.sample(others, len(others) // 2)
        held.append(Held(ranking.prepared.texts[wording], number, [wording, *dropped]))
    return held


def is_right(ranking: Ranking, held: Held, found: int) -> bool:
    """The entry itself, or one that cites its first provision."""
    if found < 0:
        return False
    wanted, got = ranking.targets[held.target].item, ranking.targets[found].item
    if not isinstance(wanted, Entry) or not isinstance(got, Entry):
        return False
    return wanted.citations[0] in got.citations


def share(ranking: Ranking, held: Sequence[Held], first: Scorer) -> float:
    """The share of held-out wordings that a scorer leads to a right entry."""
    return sum(is_right(ranking, item, first(item.text, item.without)) for item in held) / len(held)


def by_ranking(ranking: Ranking, leave_out: str = "") -> Scorer:
    """The engine's own first candidate; `leave_out` names one of KINDS of terms to take from the questions."""
    places = {target.id: number for number, target in enumerate(ranking.targets)}

    def first(text: str, without: Sequence[int]) -> int:
        query = ranking.analyzer.analyze(text)
        if leave_out:
            is_left_out = KINDS[leave_out]
            kept = {term: weight for term, weight in query.terms.items() if not is_left_out(term)}
            query = replace(query, terms=kept)
        ranked = ranking.rank(query, without=without)
        return places[ranked[0].target.id] if ranked else -1

    return first


def by_recall(ranking: Ranking) -> Scorer:
    """The first stage alone."""

    def first(text: str, without: Sequence[int]) -> int:
        told = ranking.recall.weigh(ranking.analyzer.analyze(text))
        found = ranking.recall.find(told, without=without).targets
        return int(found[0]) if len(found) else -1

    return first


def owners(ranking: Ranking) -> NDArray[np.int64]:
    """The target of each wording."""
    return np.repeat(np.arange(len(ranking.targets)), ranking.recall.ends - ranking.recall.starts)


def by_fuzz(ranking: Ranking, scorer: Any) -> Scorer:
    """Brute-force RapidFuzz over all wordings."""
    texts, owner = list(ranking.prepared.texts), owners(ranking)

    def first(text: str, without: Sequence[int]) -> int:
        scores = process.cdist([text], texts, scorer=scorer)[0]
        scores[np.array(without)] = -1
        return int(owner[int(np.argmax(scores))])

    return first


def by_bm25s(ranking: Ranking) -> Scorer:
    """bm25s over the same words and character pairs."""
    terms = [[t for t in _terms(ranking, n) if t[0] not in "=#"] for n in range(len(ranking.prepared.texts))]
    index = bm25s.BM25()
    index.index(terms, show_progress=False)
    owner = owners(ranking)

    def first(text: str, without: Sequence[int]) -> int:
        asked = [
            t for t in ranking.analyzer.tokenizer.terms(text) if t[0] not in "=#" and t in index.vocab_dict
        ]
        if not asked:
            return -1
        scores = index.get_scores(asked)
        scores[np.array(without)] = -1
        return int(owner[int(np.argmax(scores))])

    return first


def _terms(ranking: Ranking, wording: int) -> list[str]:
    return [ranking.prepared.vocabulary[i] for i in ranking.prepared.wordings.row(wording)]


def by_fts5(ranking: Ranking) -> Scorer:
    """SQLite FTS5 over characters and pairs."""
    connection = sqlite3.connect(":memory:")
    connection.execute("create virtual table wording using fts5(terms)")
    rows = [(n, " ".join(_spaced(text))) for n, text in enumerate(ranking.prepared.texts, 1)]
    connection.executemany("insert into wording(rowid, terms) values (?, ?)", rows)
    owner = owners(ranking)

    def first(text: str, without: Sequence[int]) -> int:
        asked = " OR ".join(f'"{term}"' for term in dict.fromkeys(_spaced(text)))
        query = "select rowid from wording where wording match ? order by bm25(wording) limit 80"
        found = (n - 1 for (n,) in connection.execute(query, (asked,)) if n - 1 not in without)
        best = next(found, None)
        return -1 if best is None else int(owner[best])

    return first


def _spaced(text: str) -> Iterator[str]:
    bare = text.replace(" ", "").replace('"', "")
    yield from bare
    yield from (bare[i : i + 2] for i in range(len(bare) - 1))
