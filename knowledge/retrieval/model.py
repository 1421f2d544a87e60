"""The fitted numbers of the engine: feature weights, confidence, thresholds, and what they were fitted on."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

MODEL_FILE = Path(__file__).parent / "model.json"
CONFIDENCE_FEATURES = ("lead", "lead_relative", "lead_outside", "siblings", "covered")
MAX_LEAD = 3.0
# How many runners-up are looked at for entries about the same provision.
NEXT = 4
# Held-out wordings never stand in the index, so these weights can't be fitted: what is asked word for word is meant,
# and so is an entry that asks what the same thing is.
FIXED_WEIGHTS = {"verbatim": 4.0, "subject": 1.0}
# Longer questions tell of themselves in words that no answer holds; a short one that is covered so little is vague.
# Both numbers chosen on 810 graded questions, looked at on 190 others.
SHORT_QUESTION, ALLOWANCE = 12, 0.16


@dataclass(frozen=True)
class Lead:
    """How the first candidate stands: its score and features, and the best scores it has to beat.

    `rival` is the best entry that cites none of the same provisions, `outside` the best target that is no entry;
    an entry about the same provision is no rival, since its answer is about the same rule: `siblings` counts
    those among the next few, which speak for the first.
    """

    score: float
    rival: float
    outside: float
    siblings: int
    features: Mapping[str, float]

    def inputs(self) -> dict[str, float]:
        """What the confidence rests on, by name."""
        lead = self.score - self.rival
        return {
            "lead": min(lead, MAX_LEAD),
            "lead_relative": lead / max(self.score, 0.1),
            "lead_outside": min(self.score - self.outside, MAX_LEAD),
            "siblings": self.siblings / NEXT,
            "covered": self.features["covered"],
        }


class Model(BaseModel):
    """Weights of the reranker and of the confidence, with the thresholds; written by benchmarks/calibrate.py.

    `fitted_on` says on which data and which day. A confidence of at least `answer` (less the allowance for long
    questions) is answered, of at least `clarify` leads to a choice, anything below is refused.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    fitted_on: str
    weights: Mapping[str, float]
    confidence: Mapping[str, float]
    answer: float
    clarify: float

    @classmethod
    def load(cls, path: Path = MODEL_FILE) -> Self:
        """The model shipped with the content, or another one for experiments."""
        return cls.model_validate(json.loads(path.read_text(encoding="utf-8")))

    def scores(self, names: Sequence[str], features: NDArray[np.float64]) -> list[float]:
        """The raw scores of candidates, one a row; `names` says which feature stands in which column."""
        weights = {**self.weights, **FIXED_WEIGHTS}
        scores: list[float] = (features @ np.array([weights.get(name, 0.0) for name in names])).tolist()
        return scores

    def answers_from(self, question: str) -> float:
        """The confidence from which a normalized question is answered."""
        return self.answer - allowance_for(question)

    def confidence_of(self, lead: Lead) -> float:
        """How likely the first candidate is right, between 0 and 1."""
        total = self.confidence.get("bias", 0.0)
        total += sum(self.confidence.get(name, 0.0) * value for name, value in lead.inputs().items())
        return 1 / (1 + math.exp(-max(min(total, 30.0), -30.0)))


def allowance_for(question: str) -> float:
    """How much less sure the answer to a normalized question may be."""
    return ALLOWANCE if len(question) > SHORT_QUESTION else 0.0


@cache
def shipped_model() -> Model:
    """The model that belongs to the shipped content."""
    return Model.load()
