"""Where an answer holds, and whether it is another one elsewhere."""

from collections.abc import Iterable, Mapping, Sequence

from knowledge.entries import Entry, Kind
from knowledge.retrieval.analysis import Query
from knowledge.retrieval.naming import find_elsewhere
from knowledge.retrieval.options import entries_of
from knowledge.retrieval.ranking import Ranked
from knowledge.sources import Document

NATIONWIDE = "全国"
# Candidates on the same topic that score this share of the first answer the same question for their own region.
SAME_QUESTION = 0.8


def find_regions(
    query: Query, ranked: Sequence[Ranked], entry: Entry, documents: Mapping[str, Document]
) -> tuple[str, ...]:
    """The regions whose rules differ on what was asked; none when the question says which one it is about.

    What is left blank differs nowhere.
    """
    if query.named or query.hinted or find_elsewhere(query.text):
        return ()
    bar = SAME_QUESTION * ranked[0].score if ranked else 0.0
    rivals = entries_of(item for item in ranked if item.score >= bar)
    same = [entry, *(item for item in rivals if item.topic == entry.topic)]
    about = [item for item in same if item.kind is not Kind.BLANK]
    regions = _regions_of((name for item in about for name in item.documents), documents)
    return regions if len(regions) > 1 else ()


def _regions_of(names: Iterable[str], documents: Mapping[str, Document]) -> tuple[str, ...]:
    """The regions of documents, the nation first."""
    found = dict.fromkeys(documents[name].region for name in names)
    return tuple(sorted(found, key=lambda region: region != NATIONWIDE))
