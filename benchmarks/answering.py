"""How well and how fast questions are answered, against references on the same texts in the same run.

Quality is the share of held-out wordings whose first candidate is the entry itself or one about the same provision;
half of the entry's other wordings are left out as well. Each feature of the reranker is switched off in turn. Speed
is per question in a warm process on one core, as a ratio to brute-force RapidFuzz over the same wordings.

    python benchmarks/answering.py [--json] [--questions 300]
"""

import argparse
import json
import random
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bm25s
import numpy as np
from rapidfuzz import fuzz, process

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from knowledge.entries import Entry
from knowledge.knowledge_base import KnowledgeBase
from knowledge.loader import load_knowledge
from knowledge.retrieval.answering import AnswerEngine
from knowledge.retrieval.model import shipped_model
from knowledge.retrieval.ranking import Ranking

SEED = 20261122
Scorer = Callable[[str, Sequence[int]], int]


@dataclass(frozen=True)
class Held:
    """A held-out wording: its text, the target it belongs to, and the wordings to leave out."""

    text: str
    target: int
    without: list[int]


def row(
    name: str, value: float, unit: str, *, reference: str = "", ratio: float | None = None
) -> dict[str, Any]:
    """One line of the benchmark contract."""
    return {
        "name": name,
        "value": round(value, 4),
        "unit": unit,
        "reference": reference,
        "ratio": ratio and round(ratio, 4),
    }


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


def by_ranking(ranking: Ranking) -> Scorer:
    """The engine's own first candidate."""
    places = {target.id: number for number, target in enumerate(ranking.targets)}

    def first(text: str, without: Sequence[int]) -> int:
        ranked = ranking.rank(ranking.analyzer.analyze(text), without=without)
        return places[ranked[0].target.id] if ranked else -1

    return first


def by_recall(ranking: Ranking) -> Scorer:
    """The first stage alone."""

    def first(text: str, without: Sequence[int]) -> int:
        found = ranking.recall.find(ranking.analyzer.analyze(text), without=without)
        return found[0].number if found else -1

    return first


def owners(ranking: Ranking) -> "np.typing.NDArray[np.int64]":
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


def quality(base: KnowledgeBase, count: int) -> Iterator[dict[str, Any]]:
    """The engine, its ablations, and the references."""
    ranking = Ranking(base, shipped_model())
    held = hold_out(ranking, count)
    full = share(ranking, held, by_ranking(ranking))
    yield row("quality/engine", full, "share")
    references: dict[str, Scorer] = {
        "recall alone": by_recall(ranking),
        "RapidFuzz WRatio": by_fuzz(ranking, fuzz.WRatio),
        "RapidFuzz ratio": by_fuzz(ranking, fuzz.ratio),
        "RapidFuzz token_set_ratio": by_fuzz(ranking, fuzz.token_set_ratio),
        "bm25s words and pairs": by_bm25s(ranking),
        "SQLite FTS5 characters and pairs": by_fts5(ranking),
    }
    for name, scorer in references.items():
        value = share(ranking, held, scorer)
        yield row(f"quality/{name}", value, "share", reference="quality/engine", ratio=value / full)
    for feature in shipped_model().weights:
        kept = {name: weight for name, weight in shipped_model().weights.items() if name != feature}
        ranking.model = shipped_model().model_copy(update={"weights": kept})
        value = share(ranking, held, by_ranking(ranking))
        yield row(
            f"quality/without {feature}", value, "share", reference="quality/engine", ratio=value / full
        )


def timed(call: Callable[[str], object], questions: Sequence[str]) -> "np.typing.NDArray[np.float64]":
    """Milliseconds of each call."""
    spent = []
    for question in questions:
        started = time.perf_counter()
        call(question)
        spent.append((time.perf_counter() - started) * 1000)
    return np.array(spent)


def speed(base: KnowledgeBase, label: str, count: int) -> Iterator[dict[str, Any]]:
    """Latency of the engine, as a ratio to brute-force RapidFuzz over the same wordings."""
    engine = AnswerEngine(base)
    texts = list(engine.ranking.prepared.texts)
    asked = [f"{text}呢" for text in random.Random(SEED).sample(texts, min(count, len(texts)))]  # noqa: S311
    timed(engine.answer, asked[:30])
    ours = timed(engine.answer, asked)
    brute = timed(
        lambda text: process.extractOne(text, texts, scorer=fuzz.WRatio), asked[: max(20, count // 10)]
    )
    for name, percent in (("p50", 50), ("p99", 99)):
        value, reference = float(np.percentile(ours, percent)), float(np.percentile(brute, percent))
        yield row(
            f"speed/{label} {len(texts)} wordings {name}",
            value,
            "ms",
            reference=f"brute-force RapidFuzz {reference:.2f} ms",
            ratio=value / reference,
        )


def grown(base: KnowledgeBase, wordings: int) -> KnowledgeBase:
    """The base cut down or repeated, with changed wordings, until it has about this many wordings."""
    entries: dict[str, Entry] = {}
    total = copy = 0
    while total < wordings:
        for entry in base.entries.values():
            mark = f"{copy}区" if copy else ""
            variants = tuple(f"{mark}{variant}" for variant in entry.variants)
            changed = {
                "id": f"{entry.id}-{copy}",
                "question": f"{mark}{entry.question}",
                "variants": variants,
            }
            entries[changed["id"]] = entry.model_copy(update=changed)  # type: ignore[index]
            total += 1 + len(variants)
            if total >= wordings:
                break
        copy += 1
    return KnowledgeBase(documents=base.documents, entries=entries, glossary=base.glossary)


def main() -> None:
    """Print all rows, as a table or as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--questions", type=int, default=300)
    args = parser.parse_args()
    base = load_knowledge()
    rows = [*quality(base, args.questions), *speed(base, "shipped", args.questions)]
    for size in (1_000, 10_000, 100_000):
        rows += speed(grown(base, size), "grown", args.questions)
    if args.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for item in rows:
        ratio = "" if item["ratio"] is None else f"{item['ratio']:8.3f} × {item['reference']}"
        print(f"{item['name']:<60}{item['value']:>10.3f} {item['unit']:<6}{ratio}")


if __name__ == "__main__":
    main()
