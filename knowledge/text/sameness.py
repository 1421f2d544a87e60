"""Telling whether two questions are the same but for their wording, so that they can be counted together."""

import hashlib
from collections.abc import Iterable

from knowledge.text.normalization import normalize

# Marks of terms that are no words of their own.
MARKS = frozenset("~=#")
DIGEST_BYTES = 12


def sameness_of(text: str, terms: Iterable[str] = ()) -> str:
    """A short key that questions of the same words share, whatever their order and politeness.

    `terms` are the index terms that the engine saw; where it saw none, the normalized text decides.
    """
    words = sorted({term for term in terms if term and term[0] not in MARKS})
    told = " ".join(words) or normalize(text)
    return hashlib.blake2b(told.encode(), digest_size=DIGEST_BYTES).hexdigest()
