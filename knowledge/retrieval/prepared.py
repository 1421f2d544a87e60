"""The terms of all targets, worked out once: most of a start goes into them, and they change only with the content."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from knowledge.retrieval.analysis import Analyzer
from knowledge.retrieval.index import Kinds, kind_weight
from knowledge.retrieval.rows import Rows, make_rows
from knowledge.retrieval.targets import Target
from knowledge.text.intents import INTENTS, find_intents
from knowledge.text.normalization import normalize


@dataclass(frozen=True)
class Prepared:
    """Everything about the targets that depends on the content alone.

    `texts` are the normalized wordings of all targets, one after the other; `vocabulary` all terms and
    `kinds` the weight of each term's kind; `wordings` and `surroundings` rows of term numbers (wordings without
    repetition, ascending); `intents` the share of each target's wordings that show each of INTENTS.
    """

    texts: Sequence[str]
    vocabulary: Sequence[str]
    kinds: Kinds
    wordings: Rows
    surroundings: Rows
    intents: NDArray[np.float32]

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each term."""
        return {term: number for number, term in enumerate(self.vocabulary)}

    def save(self, file: BinaryIO) -> None:
        """Write everything as plain arrays."""
        np.savez(
            file,
            texts=_pack(self.texts),
            vocabulary=_pack(self.vocabulary),
            kinds=self.kinds,
            wording_offsets=self.wordings.offsets,
            wording_numbers=self.wordings.numbers,
            surrounding_offsets=self.surroundings.offsets,
            surrounding_numbers=self.surroundings.numbers,
            intents=self.intents,
        )

    @classmethod
    def load(cls, file: BinaryIO) -> "Prepared":
        """What `save` wrote; raises ValueError, KeyError, OSError or zipfile.BadZipFile for anything else."""
        with np.load(file, allow_pickle=False) as arrays:
            return cls(
                _unpack(arrays["texts"]),
                _unpack(arrays["vocabulary"]),
                arrays["kinds"],
                Rows(arrays["wording_offsets"], arrays["wording_numbers"]),
                Rows(arrays["surrounding_offsets"], arrays["surrounding_numbers"]),
                arrays["intents"],
            )


def prepare(targets: Sequence[Target], analyzer: Analyzer) -> Prepared:
    """Work out everything that depends on the content alone."""
    groups = [[normalize(text) for text in target.wordings] for target in targets]
    texts = [text for group in groups for text in group]
    numbers: dict[str, int] = {}
    wordings = [sorted({_number(numbers, term) for term in analyzer.tokenizer.terms(text)}) for text in texts]
    surroundings = [
        [_number(numbers, term) for term in analyzer.terms(target.surroundings)] for target in targets
    ]
    profiles = np.array([_intent_profile(group) for group in groups], dtype=np.float32)
    kinds = np.array([kind_weight(term) for term in numbers], dtype=np.float32)
    return Prepared(texts, list(numbers), kinds, make_rows(wordings), make_rows(surroundings), profiles)


def _number(numbers: dict[str, int], term: str) -> int:
    return numbers.setdefault(term, len(numbers))


def _intent_profile(texts: Sequence[str]) -> list[float]:
    """How often each intent shows in a target's normalized wordings."""
    shown = [find_intents(text) for text in texts]
    return [sum(intent in found for found in shown) / len(texts) for intent in INTENTS]


def _pack(lines: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)


def _unpack(packed: NDArray[np.uint8]) -> list[str]:
    return packed.tobytes().decode().split("\n")
