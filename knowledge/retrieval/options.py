"""What to offer: the options of a choice, the nearest topics of a refusal, the questions beside an answer."""

from collections.abc import Iterable, Sequence
from itertools import islice

from rapidfuzz import fuzz

from knowledge.entries import Entry
from knowledge.knowledge_base import KnowledgeBase
from knowledge.retrieval.outcomes import Option
from knowledge.retrieval.ranking import Ranked

MAX_OPTIONS = 3
OPTION_SHARE = 0.55
REPETITIVE = 60


def entries_of(ranked: Iterable[Ranked]) -> list[Entry]:
    """The entries among the candidates, in their order."""
    return [item.target.item for item in ranked if isinstance(item.target.item, Entry)]


def title_of(item: Ranked) -> str:
    """What a candidate is about: an entry's question, or the topic that lies outside."""
    found = item.target.item
    return found.question if isinstance(found, Entry) else found.topic


def find_options(ranked: Sequence[Ranked]) -> tuple[Option, ...]:
    """The candidates worth offering: those not far behind the first, no two of them about the same places."""
    bar = ranked[0].score * OPTION_SHARE
    close = entries_of(item for item in ranked if item.score >= bar)
    return tuple(Option(entry, entry.question) for entry in _different(close)[:MAX_OPTIONS])


def find_nearest(ranked: Iterable[Ranked]) -> tuple[Entry, ...]:
    """The topics to name when there is no answer."""
    return tuple(_different(entries_of(ranked))[:MAX_OPTIONS])


def find_related(base: KnowledgeBase, entry: Entry, ranked: Sequence[Ranked]) -> tuple[Entry, ...]:
    """Entries to offer beside an answer: those its author names, then the runners-up that cite the same document.

    What asks nothing more than the answer's own question is left out, and a runner-up that says the same.
    """
    named = [found for found in map(base.get_entry, entry.related) if found]
    cited = set(entry.documents)
    runners = entries_of(
        item for item in ranked if item.target.id != entry.id and not cited.isdisjoint(item.target.documents)
    )
    others = {found.id: found for found in (*named, *runners)}.values()
    asking = (found for found in others if _core(found.question) not in _core(entry.question))
    fresh = (found for found in asking if found in named or not says_the_same(found, entry))
    return tuple(islice(fresh, MAX_OPTIONS))


def says_the_same(entry: Entry, other: Entry) -> bool:
    """Whether the answers of two entries are nearly the same words."""
    return fuzz.ratio(entry.answer, other.answer) >= REPETITIVE


def _core(question: str) -> str:
    """A question without its mark."""
    return question.rstrip("？?")


def _different(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, best first; those that cite nothing but what better ones cite come last."""
    fresh: list[Entry] = []
    cited: set[object] = set()
    for entry in entries:
        if not cited.issuperset(entry.citations):
            fresh.append(entry)
            cited.update(entry.citations)
    kept = {entry.id for entry in fresh}
    return [*fresh, *(entry for entry in entries if entry.id not in kept)]
