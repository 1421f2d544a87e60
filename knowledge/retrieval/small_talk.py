"""Recognizing messages that are no question at all: greetings, thanks, small talk."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from knowledge.boundaries import SmallTalk
from knowledge.text.normalization import fold

LONGEST = 24
ALIKE = 76
COVERED, HALF = 0.55, 0.3


class SmallTalkMatcher:
    """Compares a short message with the example messages; policy words in it speak against small talk."""

    def __init__(self, talks: Sequence[SmallTalk]) -> None:
        self._patterns = [(fold(pattern), talk) for talk in talks for pattern in talk.patterns]

    def match(self, message: str, *, has_subject: bool) -> SmallTalk | None:
        """The small talk that a message is, or None when it may be a question.

        `has_subject` says that the message holds a word of the field; then it must be small talk nearly as a whole.
        """
        text = fold(message)
        if not text or len(text) > LONGEST:
            return None
        alike, talk = max(
            ((fuzz.ratio(text, pattern), talk) for pattern, talk in self._patterns),
            key=lambda item: item[0],
            default=(0.0, None),
        )
        if alike >= ALIKE:
            return talk
        return self._covering(text, COVERED if has_subject else HALF)

    def _covering(self, text: str, share: float) -> SmallTalk | None:
        """The small talk whose examples, taken together, make up this share of the message."""
        covered: set[int] = set()
        found: SmallTalk | None = None
        for pattern, talk in sorted(self._patterns, key=lambda item: -len(item[0])):
            start = text.find(pattern) if len(pattern) > 1 else -1
            if start >= 0:
                covered.update(range(start, start + len(pattern)))
                found = found or talk
        return found if len(covered) >= share * len(text) else None
