"""Recognizing messages that are no question at all: greetings, thanks, small talk."""

from collections.abc import Callable, Sequence
from functools import cache

from rapidfuzz import fuzz, process

from knowledge.boundaries import SmallTalk
from knowledge.text.normalization import fold

LONGEST = 24
ALIKE = 76
COVERED, HALF = 0.55, 0.3
YOU = "你"
# Ways to say the same in a chat.
SPOKEN = {"您": YOU, "啥": "什么", "咋": "怎么"}
# 你好 addresses nobody, 你们单位 somebody else.
UNADDRESSED = ("好", "们")


class SmallTalkMatcher:
    """Compares a short message with the example messages; policy words in it speak against small talk."""

    def __init__(self, talks: Sequence[SmallTalk]) -> None:
        examples = [(_spoken(pattern), talk) for talk in talks for pattern in talk.patterns]
        # The first of equal examples counts.
        self._examples = dict(reversed(examples))
        self._near = cache(self._near_in_length)
        self._longest_first = sorted(
            (item for item in examples if len(item[0]) > 1), key=lambda item: -len(item[0])
        )
        self._by_start: dict[str, list[int]] = {}
        for place, (pattern, _) in enumerate(self._longest_first):
            self._by_start.setdefault(pattern[:2], []).append(place)

    def _near_in_length(self, length: int) -> dict[str, SmallTalk]:
        """The examples that are near enough in length to be alike with a text of this one."""
        near = ((p, talk) for p, talk in self._examples.items() if _may_be_alike(length, len(p)))
        return dict(near)

    def match(self, message: str, *, has_subject: Callable[[], bool]) -> SmallTalk | None:
        """The small talk that a message is, or None when it may be a question.

        `has_subject` says that the message holds a word of the field; then it must be small talk nearly as a whole.
        """
        text = _addressed(_spoken(message))
        if not text or len(text) > LONGEST:
            return None
        near = self._near(len(text))
        alike = process.extractOne(text, near.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
        if alike:
            return near[alike[0]]
        covered, talk = self._cover(text)
        if covered < HALF * len(text) or (covered < COVERED * len(text) and has_subject()):
            return None
        return talk

    def _cover(self, text: str) -> tuple[int, SmallTalk | None]:
        """How many characters of a message the examples make up, taken together, and whose the longest of them is."""
        starts = {text[at : at + 2] for at in range(len(text) - 1)}
        near = sorted(place for start in starts for place in self._by_start.get(start, ()))
        covered: set[int] = set()
        found: SmallTalk | None = None
        for pattern, talk in (self._longest_first[place] for place in near):
            start = text.find(pattern)
            if start >= 0:
                covered.update(range(start, start + len(pattern)))
                found = found or talk
        return len(covered), found


def _spoken(text: str) -> str:
    """The folded text with words in one form that a chat uses in several."""
    folded = fold(text)
    for said, plain in SPOKEN.items():
        folded = folded.replace(said, plain)
    return folded


def _addressed(text: str) -> str:
    """A message with the 你 that its first clause begins with before the others too: 你是谁，叫什么名字."""
    first, *others = text.split(" ")
    if not others or not first.startswith(YOU) or first[1:2] in UNADDRESSED:
        return text
    return " ".join([first, *(clause if clause.startswith(YOU) else YOU + clause for clause in others)])


def _may_be_alike(one: int, other: int) -> bool:
    """Whether texts of these lengths can have so many characters in common."""
    return 200 * min(one, other) >= ALIKE * (one + other)
