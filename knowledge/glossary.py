"""Everyday wordings and the term each stands for, shared by all entries."""

from typing import Annotated

from pydantic import Field

from knowledge.sources import Content

Word = Annotated[str, Field(min_length=2)]


class GlossaryTerm(Content):
    """A term of the documents and the everyday words that mean it in a question."""

    term: Word
    words: Annotated[tuple[Word, ...], Field(min_length=1)]
