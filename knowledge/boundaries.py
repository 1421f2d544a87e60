"""What lies outside the documents: small talk, and neighboring topics that they don't regulate."""

from typing import Annotated

from pydantic import Field

from knowledge.sources import Content


class SmallTalk(Content):
    """Messages that are no policy question, recognized by example, and the friendly reply."""

    id: str
    patterns: Annotated[tuple[str, ...], Field(min_length=1)]
    reply: str


class UncoveredTopic(Content):
    """A topic people ask about that none of the documents regulates, and the sentence that says so.

    A far one (weather, cooking, one's own lawsuit) is no matter of cadres at all: nobody there could answer it.
    """

    id: str
    topic: str
    words: Annotated[tuple[str, ...], Field(min_length=1)]
    examples: Annotated[tuple[str, ...], Field(min_length=1)]
    reply: str
    is_far: bool = False
