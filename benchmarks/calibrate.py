"""Fit the engine's numbers on held-out wordings and write knowledge/retrieval/model.json.

Every wording of an entry that is left out of the index is a question whose answer is known; the examples of
an uncovered topic, with the whole topic left out, are questions that must be refused. Folds are by target:
the weights that judge an entry's wordings were never fitted on that entry.

With --questions the two thresholds are chosen on graded development questions, which are further from our wordings
than our wordings are from each other; the weights never see them.

    python benchmarks/calibrate.py [--write] [--questions FILE ...] [--per-entry 3] [--folds 5]
"""

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from knowledge.entries import Entry
from knowledge.loader import load_knowledge
from knowledge.retrieval.conversation import merge
from knowledge.retrieval.features import FEATURES
from knowledge.retrieval.model import CONFIDENCE_FEATURES, MODEL_FILE, NEXT, Lead, Model, shipped_model
from knowledge.retrieval.ranking import Ranking
from knowledge.retrieval.targets import Target
from knowledge.text.normalization import simplify

Array = NDArray[np.float64]
# Below the answer follows the runner-up about the same rule, which mends half of what the first entry misses.
WRONG_COST = 0.6
SEED = 20261122


@dataclass(frozen=True)
class Case:
    """A held-out question: its candidates' features, the credit each deserves, and the fold it belongs to.

    The entry itself has credit 1, one that cites the same provision part of it: its answer is about the same rule.
    """

    text: str
    features: Array
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


def main() -> None:
    """Fit, report by cross-validation, and write the model when asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--per-entry", type=int, default=3)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument(
        "--questions", type=Path, nargs="*", default=[], help="files of graded questions (JSON lines)"
    )
    args = parser.parse_args()
    base = load_knowledge()
    ranking = Ranking(base, shipped_model())
    cases = list(build_cases(ranking, args.per_entry, args.folds))
    print(f"{len(cases)} held-out questions over {len(ranking.targets)} targets")
    scored = cross_score(cases, args.folds)
    confidence, _, labels = fit_confidence(cases, scored)
    judged, judged_scores, source = cases, scored, "held-out wordings"
    if args.questions:
        judged = [case for file in args.questions for case in development_cases(ranking, file)]
        weights = fit_weights(cases)
        judged_scores, source = (
            [case.features @ weights for case in judged],
            f"{len(judged)} development questions",
        )
    chances = sigmoid(
        np.array([first_of(c, s)[0] for c, s in zip(judged, judged_scores, strict=True)]) @ confidence
    )
    answer, clarify = choose_thresholds(judged, judged_scores, chances)
    report(judged, judged_scores, chances, answer, clarify)
    if args.write:
        weights = fit_weights(cases)
        day = datetime.now(UTC).date()
        model = Model(
            fitted_on=f"{len(cases)} held-out wordings of content {base.version}; thresholds on {source}; {day}",
            weights={name: round(float(w), 4) for name, w in zip(FEATURES, weights, strict=True)},
            confidence={
                n: round(float(w), 4) for n, w in zip(("bias", *CONFIDENCE_FEATURES), confidence, strict=True)
            },
            answer=round(answer, 3),
            clarify=round(clarify, 3),
        )
        MODEL_FILE.write_text(
            json.dumps(model.model_dump(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
        )
        print(f"wrote {MODEL_FILE.name}: {np.mean(labels):.3f} of first candidates right")


def build_cases(ranking: Ranking, per_entry: int, folds: int) -> Iterator[Case]:
    """Held-out questions: some wordings of each entry, and the examples of each uncovered topic.

    Half of the target's other wordings are left out as well: real questions are further from ours than ours are
    from each other.
    """
    chooser = random.Random(SEED)  # noqa: S311
    for number, target in enumerate(ranking.targets):
        start, end = int(ranking.recall.starts[number]), int(ranking.recall.ends[number])
        fold = chooser.randrange(folds)
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
    features = np.array([[item.features[name] for name in FEATURES] for item in ranked]).reshape(
        -1, len(FEATURES)
    )
    credit = np.array([credit_of(target, item.target) for item in ranked])
    entries = np.array([item.target.is_entry for item in ranked], dtype=bool)
    siblings = np.array([[share_provision(a.target, b.target) for b in ranked] for a in ranked], dtype=bool)
    return Case(query.text, features, credit, entries, fold, target.is_entry, not gone, siblings)


def share_provision(one: Target, other: Target) -> bool:
    """Whether two targets are entries with a citation in common."""
    if not isinstance(one.item, Entry) or not isinstance(other.item, Entry):
        return False
    return bool(set(one.item.citations) & set(other.item.citations))


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
    features = np.array([[item.features[name] for name in FEATURES] for item in ranked]).reshape(
        -1, len(FEATURES)
    )
    credit = np.array([float(is_expected(item.target, row)) for item in ranked])
    entries = np.array([item.target.is_entry for item in ranked], dtype=bool)
    siblings = np.array([[share_provision(a.target, b.target) for b in ranked] for a in ranked], dtype=bool)
    return Case(query.text, features, credit, entries, 0, "cites" in row, False, siblings)


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


def fit_weights(cases: Sequence[Case], rounds: int = 400, ridge: float = 0.02) -> Array:
    """Softmax regression over the candidates of each question, by gradient descent with momentum."""
    usable = [case for case in cases if case.ranks and case.right.any() and len(case.right) > 1]
    weights = np.zeros(len(FEATURES))
    velocity = np.zeros_like(weights)
    stacked = pad(usable)
    for _ in range(rounds):
        gradient = softmax_gradient(stacked, weights) + ridge * weights
        velocity = 0.9 * velocity - 0.5 * gradient
        weights += velocity
    return weights


def pad(cases: Sequence[Case]) -> tuple[Array, Array, Array]:
    """Features, right ones and presence of all cases as equally wide arrays."""
    width = max(len(case.right) for case in cases)
    features = np.zeros((len(cases), width, len(FEATURES)))
    right, present = np.zeros((len(cases), width)), np.zeros((len(cases), width))
    for row, case in enumerate(cases):
        size = len(case.right)
        features[row, :size] = case.features
        right[row, :size] = case.credit / case.credit.sum()
        present[row, :size] = 1
    return features, right, present


def softmax_gradient(stacked: tuple[Array, Array, Array], weights: Array) -> Array:
    """The gradient of the mean cross-entropy."""
    features, right, present = stacked
    logits = np.where(present > 0, features @ weights, -1e9)
    chance = np.exp(logits - logits.max(axis=1, keepdims=True))
    chance /= chance.sum(axis=1, keepdims=True)
    gradient: Array = np.einsum("ij,ijk->k", chance - right, features) / len(features)
    return gradient


def cross_score(cases: Sequence[Case], folds: int) -> list[Array]:
    """Each case's candidate scores, by weights fitted on the other folds."""
    weights = [fit_weights([case for case in cases if case.fold != fold]) for fold in range(folds)]
    return [case.features @ weights[case.fold] for case in cases]


def sigmoid(values: Array) -> Array:
    """The logistic function."""
    result: Array = 1 / (1 + np.exp(-np.clip(values, -30, 30)))
    return result


def fit_confidence(cases: Sequence[Case], scored: Sequence[Array]) -> tuple[Array, Array, Array]:
    """Logistic regression of 'the first candidate is right' for questions whose first candidate is an entry."""
    inputs, labels, weights = [], [], []
    for case, scores in zip(cases, scored, strict=True):
        row, right, is_entry = first_of(case, scores)
        inputs.append(row)
        labels.append(float(right))
        weights.append(1.0 if is_entry else 0.3)
    matrix, target, weight = np.array(inputs), np.array(labels), np.array(weights)
    fitted = np.zeros(matrix.shape[1])
    for _ in range(3000):
        chance = sigmoid(matrix @ fitted)
        gradient = matrix.T @ (weight * (chance - target)) / weight.sum()
        fitted -= 0.5 * gradient
        fitted[1:] = np.maximum(fitted[1:], 0.0)  # more evidence never lowers the confidence
    return fitted, matrix, target


def first_of(case: Case, scores: Array) -> tuple[Array, bool, bool]:
    """The confidence inputs of the best candidate, whether it is right, and whether it is an entry."""
    if not len(scores):
        return np.array([1.0] + [0.0] * len(CONFIDENCE_FEATURES)), False, False
    first = int(np.argmax(scores))
    rivals = case.entries & ~case.siblings[first]
    others = ~case.entries
    rivals[first] = others[first] = False
    lead = Lead(
        score=float(scores[first]),
        rival=float(scores[rivals].max(initial=0.0)),
        outside=float(scores[others].max(initial=0.0)),
        siblings=int(case.siblings[first][np.argsort(-scores)[1 : NEXT + 1]].sum()),
        features=dict(zip(FEATURES, case.features[first], strict=True)),
    )
    row = np.array([1.0, *(lead.inputs()[name] for name in CONFIDENCE_FEATURES)])
    return row, bool(case.right[first]), bool(case.entries[first])


def outcome_of(case: Case, scores: Array, confidence: float, answer: float, clarify: float) -> str:
    """right, wrong, offered, missed or refused: what the user would get."""
    order = np.argsort(-scores)
    if not len(order) or not case.entries[order[0]]:
        return "refused"
    if confidence >= answer:
        return "right" if case.right[order[0]] and case.in_scope else "wrong"
    if confidence >= clarify:
        entries = [i for i in order if case.entries[i]][:3]
        return "offered" if case.in_scope and any(case.right[i] for i in entries) else "missed"
    return "refused"


def choose_thresholds(
    cases: Sequence[Case], scored: Sequence[Array], confidence: Array
) -> tuple[float, float]:
    """The pair of thresholds with the best balance: an answer is worth 1, a right offer half, a wrong answer -0.6.

    Outside of the documents a refusal is worth 1, an answer costs 2, a needless choice 0.3.
    """
    value_in = {"right": 1.0, "wrong": -WRONG_COST, "offered": 0.5, "missed": -0.1, "refused": 0.0}
    value_out = {"wrong": -2.0, "missed": -0.3, "offered": -0.3, "refused": 1.0}
    best = (-1e9, 0.5, 0.2)
    for answer in np.arange(0.2, 0.9, 0.02):
        for clarify in np.arange(0.1, answer, 0.02):
            total = sum(
                (value_in if case.in_scope else value_out)[outcome_of(case, scores, c, answer, clarify)]
                for case, scores, c in zip(cases, scored, confidence, strict=True)
            )
            best = max(best, (total, float(answer), float(clarify)))
    return best[1], best[2]


def report(
    cases: Sequence[Case], scored: Sequence[Array], confidence: Array, answer: float, clarify: float
) -> None:
    """Print the outcome shares on held-out questions, inside and outside of the documents."""
    print(f"thresholds: answer {answer:.2f}, clarify {clarify:.2f}")
    for in_scope in (True, False):
        found = [
            outcome_of(case, scores, c, answer, clarify)
            for case, scores, c in zip(cases, scored, confidence, strict=True)
            if case.in_scope == in_scope
        ]
        shares = {
            name: round(found.count(name) / max(len(found), 1), 3)
            for name in ("right", "wrong", "offered", "missed", "refused")
        }
        print("in scope " if in_scope else "outside  ", len(found), shares)
    first = [
        bool(case.right[np.argmax(s)])
        for case, s in zip(cases, scored, strict=True)
        if case.in_scope and len(s)
    ]
    print(f"first candidate right: {np.mean(first):.3f}")


if __name__ == "__main__":
    main()
