"""Finding things of a menu by some typed words: what fits well, and what comes near where nothing does."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import Generic, TypeVar

from rapidfuzz.fuzz import partial_ratio, ratio

from knowledge.retrieval.analysis import Analyzer
from knowledge.text.normalization import normalize

T = TypeVar("T")
# Words that say nothing about which one is meant, since every one of them is about this.
IDLE = frozenset(
    (
        *("干部", "条件", "资格", "规定", "要求", "检查", "查询", "标准", "情况", "政策", "符合"),
        *("办理", "清单", "流程", "程序", "提醒", "期限", "能否"),
    )
)
IN_TITLE, IN_NAMES, BY_CONCEPT, IN_TEXT = 1.0, 0.95, 0.8, 0.6
LEAST_FITTING = 0.55  # of the weight of the words looked for
LEAST_NEAR = 0.1
NEXT_TO_BEST = 0.75  # what fits much less than the best is left out
LEAST_LIKENESS = 80
SHORTEST, COMPOUND = 2, 4
SMOOTHING = 0.5


@dataclass(frozen=True)
class Findable(Generic[T]):
    """One thing of a menu: its title, what else it is called, and what else is said about it."""

    thing: T
    title: str
    names: Sequence[str] = ()
    text: str = ""


@dataclass(frozen=True)
class Found(Generic[T]):
    """What some words found: things that fit, the best first; else those that come near."""

    fitting: tuple[T, ...] = ()
    near: tuple[T, ...] = ()


class _Read(Generic[T]):
    """A thing with its words in their normal form."""

    def __init__(self, one: Findable[T], analyzer: Analyzer) -> None:
        self.thing = one.thing
        self.title, self.text = normalize(one.title), normalize(one.text)
        self.names = normalize("，".join((one.title, *one.names)))
        self._analyzer = analyzer

    @cached_property
    def concepts(self) -> frozenset[str]:
        """What the names speak of."""
        return frozenset(self._analyzer.tokenizer.concepts(self.names))

    def weigh(self, word: str) -> float:
        """How well a word is met: as it stands, or by the two halves of a longer one."""
        met = self._weigh(word)
        if met < BY_CONCEPT and len(word) >= COMPOUND:
            halves = (word[: len(word) // 2], word[len(word) // 2 :])
            met = max(met, BY_CONCEPT * sum(map(self._weigh, halves)) / len(halves))
        return met

    def _weigh(self, word: str) -> float:
        """By the names, by what they mean, by the rest, or by something alike."""
        if word in self.names:
            return IN_TITLE if word in self.title else IN_NAMES
        concepts = frozenset(self._analyzer.tokenizer.concepts(word))
        met = BY_CONCEPT * len(concepts & self.concepts) / len(concepts) if concepts else 0.0
        is_alike = len(word) > COMPOUND and partial_ratio(word, self.title) >= LEAST_LIKENESS
        return max(met, IN_TEXT if word in self.text or is_alike else 0.0)


def search(analyzer: Analyzer, things: Sequence[Findable[T]], text: str) -> Found[T]:
    """The things that some words look for."""
    wanted = _wanted(analyzer, text)
    if not wanted or not things:
        return Found()
    read = [_Read(one, analyzer) for one in things]
    met = [[one.weigh(word) for word in wanted] for one in read]
    rarity = [log(1 + len(read) / (SMOOTHING + sum(map(bool, column)))) for column in zip(*met, strict=True)]
    words = normalize(text)
    scored = [
        (sum(map(float.__mul__, row, rarity)) / sum(rarity), ratio(words, one.title), one.thing)
        for row, one in zip(met, read, strict=True)
    ]
    scored.sort(key=lambda row: (-row[0], -row[1]))
    best = scored[0][0]
    if best < LEAST_FITTING:
        return Found(near=tuple(thing for score, _, thing in scored if score >= LEAST_NEAR))
    return Found(
        tuple(thing for score, _, thing in scored if score >= max(LEAST_FITTING, best * NEXT_TO_BEST))
    )


def _wanted(analyzer: Analyzer, text: str) -> list[str]:
    """The telling words, each once, typos put right."""
    query = analyzer.analyze(text)
    words = (word for word in (*query.words, *query.numbers) if len(word) >= SHORTEST and word not in IDLE)
    return list(dict.fromkeys(words))
