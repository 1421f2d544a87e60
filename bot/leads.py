"""Leads for questions without an answer, from the originals that are imported at present."""

from threading import Lock

from sqlmodel import Session

from knowledge.knowledge_base import KnowledgeBase
from knowledge.originals.leads import Lead, LeadIndex, Passage
from knowledge.retrieval.analysis import Analyzer
from knowledge.retrieval.outcomes import Outcome, Refusal, RefusalReason
from storage.originals import list_current_ids, list_current_provisions


class LeadFinder:
    """Finds leads; the index is a cache that is made anew when another original has been imported."""

    def __init__(self, base: KnowledgeBase, analyzer: Analyzer) -> None:
        self._base = base
        self._analyzer = analyzer
        self._lock = Lock()
        self._made: tuple[tuple[int, ...], LeadIndex] | None = None

    def find(self, session: Session, *, text: str, outcome: Outcome) -> tuple[Lead, ...]:
        """Up to three leads for a question that the base does not answer; none for anything else."""
        if not isinstance(outcome, Refusal) or outcome.reason is not RefusalReason.UNKNOWN:
            return ()
        index = self._index(session)
        return index.find(text) if index else ()

    def _index(self, session: Session) -> LeadIndex | None:
        """The index of the present originals; None when there are none."""
        version = list_current_ids(session)
        if not version:
            return None
        with self._lock:
            if self._made is None or self._made[0] != version:
                self._made = (version, LeadIndex(self._passages(session), self._analyzer))
            return self._made[1]

    def _passages(self, session: Session) -> list[Passage]:
        """The provisions that the documents' cards know, bare headings aside."""
        return [
            Passage(row.id, name, row.locator, row.text)
            for name, row in list_current_provisions(session)
            if (card := self._base.documents.get(name))
            and row.locator in card.locators
            and row.locator not in card.headings
        ]
