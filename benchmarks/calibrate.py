"""Fit the engine's numbers on held-out wordings and write knowledge/retrieval/model.json.

Every wording of an entry that is left out of the index is a question whose answer is known; the examples of
an uncovered topic, with the whole topic left out, are questions that must be refused. Folds are by target:
the weights that judge an entry's wordings were never fitted on that entry.

Graded questions (--questions) are further from our wordings than our wordings are from each other: with them, the
weights are adjusted a little, and the two thresholds chosen, both by folds, so that no question judges itself.

    python benchmarks/calibrate.py [--write] [--questions FILE ...] [--per-entry 3] [--json]
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.calibration.cases import Array, Case, build_cases, development_cases
from benchmarks.calibration.fitting import (
    choose_thresholds,
    cross_score,
    first_of,
    fit_confidence,
    fit_weights,
    outcome_of,
    sigmoid,
)
from benchmarks.report.rows import Row, row, show
from knowledge.loader import load_knowledge
from knowledge.retrieval.features import FEATURES
from knowledge.retrieval.model import CONFIDENCE_FEATURES, MODEL_FILE, Model, shipped_model
from knowledge.retrieval.ranking import Ranking

OUTCOMES = ("right", "wrong", "offered", "missed", "refused")


@dataclass(frozen=True)
class Judged:
    """Questions that the thresholds are chosen on: their candidates' scores, and how sure the first one is."""

    cases: Sequence[Case]
    scored: Sequence[Array]
    confidence: Array
    source: str


def main() -> None:
    """Fit, report by cross-validation, and write the model when asked to."""
    args = read_arguments()
    base = load_knowledge()
    ranking = Ranking(base, shipped_model())
    cases = list(build_cases(ranking, args.per_entry))
    scored = cross_score(cases)
    confidence, _, _ = fit_confidence(cases, scored)
    weights = fit_weights(cases)
    judged = judge(cases, scored, confidence, "held-out wordings")
    questions = [case for file in args.questions for case in development_cases(ranking, file)]
    if questions:
        judged = judge(questions, cross_score(questions, weights), confidence, "graded questions")
        weights = fit_weights(questions, weights)
    answer, clarify = choose_thresholds(judged.cases, judged.scored, judged.confidence)
    show(report(judged, answer, clarify), as_json=args.json)
    if args.write:
        day = datetime.now(UTC).date()
        told = f"{len(cases)} held-out wordings of content {base.version}; adjusted to {judged.source}; {day}"
        write(
            Model(
                fitted_on=told,
                weights=named(FEATURES, weights),
                confidence=named(("bias", *CONFIDENCE_FEATURES), confidence),
                answer=round(answer, 3),
                clarify=round(clarify, 3),
            )
        )


def write(model: Model) -> None:
    """Put the model where the engine reads it."""
    text = json.dumps(model.model_dump(), ensure_ascii=False, indent=2)
    MODEL_FILE.write_text(f"{text}\n", encoding="utf-8")


def read_arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="write the model")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument("--per-entry", type=int, default=3)
    parser.add_argument(
        "--questions", type=Path, nargs="*", default=[], help="files of graded questions (JSON lines)"
    )
    return parser.parse_args()


def judge(cases: Sequence[Case], scored: Sequence[Array], weights: Array, source: str) -> Judged:
    """Questions with the confidence that their first candidates get."""
    inputs = np.array([first_of(case, scores)[0] for case, scores in zip(cases, scored, strict=True)])
    return Judged(cases, scored, sigmoid(inputs @ weights), f"{len(cases)} {source}")


def named(names: Sequence[str], numbers: Array) -> dict[str, float]:
    """Fitted numbers by name."""
    return {name: round(float(number), 4) for name, number in zip(names, numbers, strict=True)}


def report(judged: Judged, answer: float, clarify: float) -> Iterator[Row]:
    """The thresholds, and the share of each outcome inside and outside of the documents."""
    for name, value in (("answer", answer), ("clarify", clarify)):
        yield row(f"threshold/{name}", value, "share", reference=judged.source)
    found = [
        (case.in_scope, outcome_of(case, scores, confidence, answer, clarify))
        for case, scores, confidence in zip(judged.cases, judged.scored, judged.confidence, strict=True)
    ]
    for is_inside, name in ((True, "inside"), (False, "outside")):
        outcomes = [outcome for in_scope, outcome in found if in_scope == is_inside]
        for outcome in OUTCOMES:
            value = outcomes.count(outcome) / max(len(outcomes), 1)
            yield row(f"{name}/{outcome}", value, "share", reference=f"{len(outcomes)} questions")
    pairs = zip(judged.cases, judged.scored, strict=True)
    first = [bool(case.right[np.argmax(scores)]) for case, scores in pairs if case.in_scope and len(scores)]
    right = float(np.mean(first))
    yield row("inside/first candidate right", right, "share", reference=f"{len(first)} questions")


if __name__ == "__main__":
    main()
