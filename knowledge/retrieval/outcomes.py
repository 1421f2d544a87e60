"""The three outcomes of a question, and the trace that says how one came about."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from knowledge.entries import Entry
from knowledge.retrieval.features import COMPUTED
from knowledge.sources import Citation


@dataclass(frozen=True)
class Candidate:
    """A target considered for a question: what it is, its raw score and the values of COMPUTED that made it."""

    id: str
    score: float
    values: Sequence[float]
    title: str = ""

    def describe(self) -> dict[str, Any]:
        """All of it, in words and rounded; features that say nothing are left out."""
        told = zip(COMPUTED, self.values, strict=True)
        features = {name: round(value, 3) for name, value in told if value}
        return {"id": self.id, "score": round(self.score, 4), "features": features, "title": self.title}


@dataclass(frozen=True)
class Trace:
    """Why an outcome came about: the question as understood, the candidates, and the guards that spoke."""

    understood: str = ""
    terms: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    guards: tuple[str, ...] = ()
    intents: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    def describe(self) -> dict[str, Any]:
        """All of it, for a curator."""
        return asdict(self) | {"candidates": [candidate.describe() for candidate in self.candidates]}


@dataclass(frozen=True)
class Option:
    """One choice of a clarification; the text is the entry's canonical question."""

    entry: Entry
    text: str


class RefusalReason(StrEnum):
    """Why there is no answer."""

    UNKNOWN = "unknown"
    OUT_OF_SCOPE = "out_of_scope"
    SMALL_TALK = "small_talk"
    UNSAFE = "unsafe"
    EMPTY = "empty"
    TOO_LONG = "too_long"


@dataclass(frozen=True)
class Answered:
    """A vetted answer; `note` is a limit to show first, such as that the user's region has no document here.

    `supplement` is another entry about the same provision that fits the question almost as well: its answer follows.
    `regions` are those whose rules differ on the question, when it does not say which one it is about. `is_repeat`
    says that the same answer was just given, so that the note alone is news.
    """

    entry: Entry
    confidence: float
    note: str | None = None
    supplement: Entry | None = None
    related: tuple[Entry, ...] = ()
    trace: Trace = field(default_factory=Trace)
    regions: tuple[str, ...] = ()
    is_repeat: bool = False

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries whose answers are shown."""
        return (self.entry, self.supplement) if self.supplement else (self.entry,)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """What the answer rests on, each once, most important first."""
        return tuple(dict.fromkeys(citation for entry in self.entries for citation in entry.citations))

    @property
    def text(self) -> str:
        """The answer as the user reads it, without the citation block."""
        parts = [self.note, self.entry.answer.strip()]
        if self.supplement:
            parts.append(f"同一规定还涉及：{self.supplement.question}\n{self.supplement.answer.strip()}")
        return "\n\n".join(filter(None, parts))


@dataclass(frozen=True)
class Clarification:
    """The question fits two or three entries; the user chooses."""

    options: tuple[Option, ...]
    confidence: float
    prompt: str = "您想问的是下面哪一个？"
    trace: Trace = field(default_factory=Trace)


@dataclass(frozen=True)
class Refusal:
    """An honest no: the sentence to show, and the nearest topics to offer."""

    reason: RefusalReason
    text: str
    nearest: tuple[Entry, ...] = ()
    confidence: float = 0.0
    trace: Trace = field(default_factory=Trace)


Outcome = Answered | Clarification | Refusal
