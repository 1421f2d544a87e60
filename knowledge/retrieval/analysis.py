"""From a typed question to a Query: terms with weights, intents, numbers, the documents it names."""

from collections.abc import Container, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

from knowledge.glossary import GlossaryTerm
from knowledge.knowledge_base import KnowledgeBase
from knowledge.retrieval.naming import DocumentNames
from knowledge.retrieval.subjects import find_subject
from knowledge.text.homophones import HomophoneReader
from knowledge.text.intents import find_intents
from knowledge.text.normalization import normalize
from knowledge.text.segmentation import NUMBER_UNIT, Tokenizer

NAMING_WEIGHT = 0.3


@dataclass(frozen=True)
class Query:
    """A question as the engine sees it; `terms` maps each index term to its weight in (0, 1]."""

    text: str
    terms: Mapping[str, float]
    concepts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    intents: frozenset[str] = frozenset()
    numbers: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()
    hinted: frozenset[str] = field(default_factory=frozenset)
    subject: str | None = None


class Analyzer:
    """Turns texts into terms; questions are additionally read through typos. Immutable after construction.

    `spellings` are the base's `field_words` in their normal form, which need not be given.
    """

    def __init__(self, base: KnowledgeBase, spellings: Sequence[str] | None = None) -> None:
        words = field_words(base)
        self.spellings = list(map(normalize, words)) if spellings is None else spellings
        spelled = dict(zip(words, self.spellings, strict=True))
        concepts = concept_words(base.glossary, spelled)
        vocabulary = frozenset(word for word in spelled.values() if word and " " not in word)
        self._names = DocumentNames(base.documents.values())
        self.tokenizer = Tokenizer(vocabulary, concepts)
        # Terms of the glossary are what people most likely mean, then its words, then the entries' keywords.
        preferred = dict.fromkeys(spelled[item.term] for item in base.glossary)
        self._spelled = (*preferred, *sorted(concepts), *sorted(vocabulary))
        self._vocabulary = vocabulary
        self._known: Container[str] = ()

    @cached_property
    def _typos(self) -> HomophoneReader:
        return HomophoneReader(self._spelled, cut=self.tokenizer.words, is_known=self._is_known)

    def _is_known(self, word: str) -> bool:
        return word in self._vocabulary or word in self._known

    def knowing(self, words: Container[str]) -> Self:
        """The same analyzer, for which these words are no typos."""
        other = copy(self)
        other._known = words  # noqa: SLF001
        other.__dict__.pop("_typos", None)
        return other

    def terms(self, text: str) -> list[str]:
        """Index terms of a text of ours, which has no typos."""
        return self.tokenizer.terms(normalize(text))

    def analyze(self, question: str) -> Query:
        """A question as a Query, typos put right where a known term sounds the same."""
        text = self._typos.read(normalize(question))
        named, hinted = self._names.find(text)
        reading = self.tokenizer.read(text)
        return Query(
            text=text,
            terms=self._weigh(text, reading.terms),
            concepts=reading.concepts,
            words=reading.words,
            intents=find_intents(text),
            numbers=tuple("".join(filter(None, match.groups())) for match in NUMBER_UNIT.finditer(text)),
            named=named,
            hinted=hinted,
            subject=find_subject(text),
        )

    def _weigh(self, text: str, terms: Iterable[str]) -> dict[str, float]:
        """All terms; those that only name a document count little, since the naming itself is judged apart."""
        bare = self._names.strip(text)
        if bare == text:
            return dict.fromkeys(terms, 1.0)
        return dict.fromkeys(terms, NAMING_WEIGHT) | dict.fromkeys(self.tokenizer.terms(bare), 1.0)


def field_words(base: KnowledgeBase) -> list[str]:
    """Words that the dictionary may lack, each once: the glossary's words and the entries' keywords."""
    glossary = (word for item in base.glossary for word in (item.term, *item.words))
    keywords = (word for entry in base.entries.values() for word in entry.keywords)
    return list(dict.fromkeys((*glossary, *keywords)))


def concept_words(glossary: Iterable[GlossaryTerm], spelled: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Each glossary word, and each term itself, in its normal spelling, with the concepts it means."""
    words: dict[str, set[str]] = {}
    for item in glossary:
        for word in (item.term, *item.words):
            words.setdefault(spelled[word], set()).add(item.term)
    return {word: frozenset(terms) for word, terms in words.items() if len(word) > 1}
