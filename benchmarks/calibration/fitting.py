"""Fitting the reranker's weights, the confidence and the thresholds."""

from collections.abc import Sequence

import numpy as np

from benchmarks.calibration.cases import FOLDS, Array, Case
from knowledge.retrieval.features import FEATURES
from knowledge.retrieval.model import CONFIDENCE_FEATURES, NEXT, Lead, allowance_for

ROUNDS = 500
# How strongly weights are drawn to zero, and graded questions' to those of held-out wordings.
RIDGE, NEAR_RIDGE = 0.02, 0.05
ABSENT = -1e9
# Below the answer follows the runner-up about the same rule, which mends half of what the first entry misses.
WRONG_COST = 0.6
# What an outcome is worth: a needless choice outside of the documents costs 0.3, an answer there 2.
INSIDE = {"right": 1.0, "wrong": -WRONG_COST, "offered": 0.5, "missed": -0.1, "refused": 0.0}
OUTSIDE = {"wrong": -2.0, "missed": -0.3, "offered": -0.3, "refused": 1.0}


def fit_weights(cases: Sequence[Case], near: Array | None = None) -> Array:
    """Softmax regression over the candidates of each question, by gradient descent with momentum.

    `near` are weights not to go far from, for questions too few to be believed alone.
    """
    usable = [case for case in cases if case.ranks and case.right.any() and len(case.right) > 1]
    center, ridge = (np.zeros(len(FEATURES)), RIDGE) if near is None else (near, NEAR_RIDGE)
    weights = center.copy()
    velocity = np.zeros_like(weights)
    stacked = pad(usable)
    for _ in range(ROUNDS):
        gradient = softmax_gradient(stacked, weights) + ridge * (weights - center)
        velocity = 0.9 * velocity - 0.5 * gradient
        weights += velocity
    return weights


def pad(cases: Sequence[Case]) -> tuple[Array, Array, Array]:
    """Features, the given part of the scores (none where no candidate is) and right ones, as equally wide arrays."""
    width = max(len(case.right) for case in cases)
    features = np.zeros((len(cases), width, len(FEATURES)))
    given, right = np.full((len(cases), width), ABSENT), np.zeros((len(cases), width))
    for row, case in enumerate(cases):
        size = len(case.right)
        features[row, :size] = case.features
        given[row, :size] = case.given
        right[row, :size] = case.credit / case.credit.sum()
    return features, given, right


def softmax_gradient(stacked: tuple[Array, Array, Array], weights: Array) -> Array:
    """The gradient of the mean cross-entropy."""
    features, given, right = stacked
    logits = features @ weights + given
    chance = np.exp(logits - logits.max(axis=1, keepdims=True))
    chance /= chance.sum(axis=1, keepdims=True)
    gradient: Array = np.einsum("ij,ijk->k", chance - right, features) / len(features)
    return gradient


def cross_score(cases: Sequence[Case], near: Array | None = None) -> list[Array]:
    """Each case's candidate scores, by weights fitted on the other folds."""
    weights = [fit_weights([case for case in cases if case.fold != fold], near) for fold in range(FOLDS)]
    return [case.scores(weights[case.fold]) for case in cases]


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
    if confidence >= answer - allowance_for(case.text):
        return "right" if case.right[order[0]] and case.in_scope else "wrong"
    if confidence >= clarify:
        entries = [i for i in order if case.entries[i]][:3]
        return "offered" if case.in_scope and any(case.right[i] for i in entries) else "missed"
    return "refused"


def choose_thresholds(
    cases: Sequence[Case], scored: Sequence[Array], confidence: Array
) -> tuple[float, float]:
    """The pair of thresholds with the best balance of what their outcomes are worth."""
    best = (-1e9, 0.5, 0.2)
    for answer in np.arange(0.2, 0.9, 0.02):
        for clarify in np.arange(0.1, answer, 0.02):
            total = sum(
                (INSIDE if case.in_scope else OUTSIDE)[outcome_of(case, scores, c, answer, clarify)]
                for case, scores, c in zip(cases, scored, confidence, strict=True)
            )
            best = max(best, (total, float(answer), float(clarify)))
    return best[1], best[2]
