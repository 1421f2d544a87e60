"""Entries: the curated units of knowledge that answers are made of."""

from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import BeforeValidator, Field

from knowledge.sources import Citation, Content

# YAML reads 12380 as a number; whoever writes a keyword means the text.
Text = Annotated[str, BeforeValidator(lambda value: str(value) if isinstance(value, int) else value)]


class Kind(StrEnum):
    """What an entry is about; the words are those of the export contract."""

    ELIGIBILITY = "eligibility"
    PROCEDURE = "procedure"
    DEADLINE = "deadline"
    DEFINITION = "definition"
    FIGURE = "figure"
    MECHANISM = "mechanism"
    COMPARISON = "comparison"
    BLANK = "blank"
    BACKGROUND = "background"


class Derived(Content):
    """A figure in the answer that no provision states: the figure as written, and how it follows."""

    figure: str
    derivation: str


class Entry(Content):
    """One vetted answer, the ways people ask for it, and where it comes from.

    `question` is the canonical wording and `variants` how people really ask; `keywords` are further words that
    speak for the entry. `answer` is Markdown-free plain text: its first sentence answers, blank lines separate
    paragraphs, lines that start with "· " are list items. `covers` names rows of the inventory that the entry
    answers (M01, F042, D05 …). `region` overrides the region of the cited documents. `reviewed_on` is the day a
    person last held the entry against its sources.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*$")]
    topic: str
    kind: Kind
    question: str
    variants: tuple[Text, ...] = ()
    keywords: tuple[Text, ...] = ()
    answer: Annotated[str, Field(min_length=10)]
    citations: Annotated[tuple[Citation, ...], Field(min_length=1)]
    region: str | None = None
    derived: tuple[Derived, ...] = ()
    related: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    reviewed_on: date

    @cached_property
    def documents(self) -> tuple[str, ...]:
        """Ids of the cited documents, most important first."""
        return tuple(dict.fromkeys(citation.document for citation in self.citations))
