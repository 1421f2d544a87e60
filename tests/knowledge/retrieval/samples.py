"""A model set by hand, for tests of ranking and answering."""

from knowledge.retrieval.model import Model

MODEL = Model(
    fitted_on="by hand",
    weights={"best": 2.0, "covered": 2.0, "second": 1.0, "named": 1.0, "named_other": -1.0, "outside": 0.5},
    confidence={"bias": -1.0, "lead": 2.0},
    answer=0.6,
    clarify=0.35,
)
