"""What a question can lead to: an entry, or a topic that the documents do not regulate."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.boundaries import UncoveredTopic
from knowledge.entries import Entry
from knowledge.knowledge_base import KnowledgeBase


@dataclass(frozen=True)
class Target:
    """One thing a question can lead to: the wordings that ask for it, and the words that surround it.

    `provisions` and `documents` are what an entry cites.
    """

    id: str
    item: Entry | UncoveredTopic
    wordings: tuple[str, ...]
    surroundings: str
    documents: frozenset[str] = frozenset()
    provisions: frozenset[str] = frozenset()

    @property
    def is_entry(self) -> bool:
        """Whether this target has an answer."""
        return isinstance(self.item, Entry)


def list_targets(base: KnowledgeBase) -> Iterator[Target]:
    """Every target of a base: entries first, then what lies outside."""
    for entry in base.entries.values():
        yield Target(
            entry.id,
            entry,
            (entry.question, *entry.variants),
            " ".join([entry.question, *entry.keywords, entry.answer]),
            frozenset(entry.documents),
            frozenset(map(str, entry.citations)),
        )
    for topic in base.uncovered:
        wordings = (*topic.examples, *topic.words, topic.topic)
        yield Target(f"uncovered:{topic.id}", topic, wordings, " ".join([topic.topic, *topic.words]))
