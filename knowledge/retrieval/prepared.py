"""The terms of all targets, worked out once: most of a start goes into them, and they change only with the content."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from knowledge.retrieval.analysis import Analyzer
from knowledge.retrieval.index import InvertedIndex, Kinds, kind_weight
from knowledge.retrieval.rows import Places, Rows, group_rows, make_rows
from knowledge.retrieval.subjects import find_subject
from knowledge.retrieval.targets import Target
from knowledge.text.intents import INTENTS, find_intents
from knowledge.text.normalization import normalize


@dataclass(frozen=True)
class Prepared:
    """Everything about the targets that depends on the content alone.

    `spellings` are the field's words in their normal form, in the order of `field_words`; `texts` the normalized
    wordings of all targets, one after the other; `vocabulary` all terms and `kinds` the weight of each term's kind;
    `wordings` and `surroundings` rows of term numbers (wordings without repetition, ascending), and `index` the one
    over all these rows, surroundings last. `users` has for each term the targets that use it; then, counted on from
    there, those that use it around them. `intents` is the share of each target's wordings that show each of INTENTS;
    `subjects` are what wordings of the form 什么是X ask about, `subject_owners` the targets of these wordings.
    """

    spellings: Sequence[str]
    texts: Sequence[str]
    vocabulary: Sequence[str]
    kinds: Kinds
    wordings: Rows
    surroundings: Rows
    index: InvertedIndex
    users: Rows
    intents: NDArray[np.float32]
    subjects: Sequence[str]
    subject_owners: NDArray[np.int32]

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each term."""
        return {term: number for number, term in enumerate(self.vocabulary)}

    def save(self, file: BinaryIO) -> None:
        """Write everything as plain arrays."""
        arrays: dict[str, NDArray[Any]] = {
            "spellings": _pack(self.spellings),
            "texts": _pack(self.texts),
            "vocabulary": _pack(self.vocabulary),
            "kinds": self.kinds,
            "intents": self.intents,
            "subjects": _pack(self.subjects),
            "subject_owners": self.subject_owners,
            **self.wordings.arrays("wordings"),
            **self.surroundings.arrays("surroundings"),
            **self.index.arrays("index"),
            **self.users.arrays("users"),
        }
        np.savez(file, allow_pickle=False, **arrays)

    @classmethod
    def load(cls, file: BinaryIO) -> "Prepared":
        """What `save` wrote; raises ValueError, KeyError, OSError or zipfile.BadZipFile for anything else."""
        with np.load(file, allow_pickle=False) as arrays:
            return cls(
                spellings=_unpack(arrays["spellings"]),
                texts=_unpack(arrays["texts"]),
                vocabulary=_unpack(arrays["vocabulary"]),
                kinds=arrays["kinds"],
                wordings=Rows.of_arrays("wordings", arrays),
                surroundings=Rows.of_arrays("surroundings", arrays),
                index=InvertedIndex.of_arrays("index", arrays),
                users=Rows.of_arrays("users", arrays),
                intents=arrays["intents"],
                subjects=_unpack(arrays["subjects"]),
                subject_owners=arrays["subject_owners"],
            )


def prepare(targets: Sequence[Target], analyzer: Analyzer) -> Prepared:
    """Work out everything that depends on the content alone."""
    groups = [[normalize(text) for text in target.wordings] for target in targets]
    texts = [text for group in groups for text in group]
    owners = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    numbers: dict[str, int] = {}
    wordings = make_rows(
        sorted({_number(numbers, term) for term in analyzer.tokenizer.terms(text)}) for text in texts
    )
    surroundings = make_rows(
        [_number(numbers, term) for term in analyzer.terms(target.surroundings)] for target in targets
    )
    kinds = np.array([kind_weight(term) for term in numbers], dtype=np.float32)
    asked = [
        (owner, subject) for owner, text in zip(owners, texts, strict=True) if (subject := find_subject(text))
    ]
    return Prepared(
        spellings=analyzer.spellings,
        texts=texts,
        vocabulary=list(numbers),
        kinds=kinds,
        wordings=wordings,
        surroundings=surroundings,
        index=InvertedIndex.over(wordings, kinds).followed_by(InvertedIndex.over(surroundings, kinds)),
        users=_group_users(wordings, surroundings, owners=owners, terms=len(numbers)),
        intents=np.array([_intent_profile(group) for group in groups], dtype=np.float32),
        subjects=[subject for _, subject in asked],
        subject_owners=np.array([owner for owner, _ in asked], dtype=np.int32),
    )


def _group_users(wordings: Rows, around: Rows, *, owners: Places, terms: int) -> Rows:
    """The targets that use each term; `owners` are those of the wordings."""
    count = len(around)
    return group_rows(
        np.concatenate((wordings.numbers, around.numbers, around.numbers)).astype(np.int64),
        np.concatenate((owners[wordings.owners()], around.owners(), around.owners() + count)),
        count=terms,
        width=2 * count,
    )


def _number(numbers: dict[str, int], term: str) -> int:
    return numbers.setdefault(term, len(numbers))


def _intent_profile(texts: Sequence[str]) -> list[float]:
    """How often each intent shows in a target's normalized wordings."""
    shown = [find_intents(text) for text in texts]
    return [sum(intent in found for found in shown) / len(texts) for intent in INTENTS]


def _pack(lines: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)


def _unpack(packed: NDArray[np.uint8]) -> list[str]:
    return packed.tobytes().decode().split("\n") if len(packed) else []
