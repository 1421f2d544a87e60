"""A second answer about the same provision, when the question fits it almost as well as the first."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from knowledge.entries import Entry
from knowledge.retrieval.ranking import Ranked

CONSIDERED = 5
CLOSE = 0.85
LONGEST = 700
REPETITIVE = 60


def find_supplement(ranked: Sequence[Ranked]) -> Entry | None:
    """The runner-up that cites a provision of the first entry, scores close to it, and says something else."""
    first = ranked[0].target.item
    if not isinstance(first, Entry):
        return None
    for item in ranked[1:CONSIDERED]:
        entry = item.target.item
        if item.score < CLOSE * ranked[0].score or not isinstance(entry, Entry):
            continue
        if set(entry.citations) & set(first.citations):
            return entry if _adds(entry, first) else None
    return None


def _adds(entry: Entry, first: Entry) -> bool:
    if len(first.answer) + len(entry.answer) > LONGEST:
        return False
    return fuzz.ratio(first.answer, entry.answer) < REPETITIVE
