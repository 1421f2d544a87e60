"""Normalized text to index terms: words, character pairs, and the glossary's concepts."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import rjieba

HAN_RUN = re.compile(r"[\u4e00-\u9fff]+")
NUMBER_UNIT = re.compile(r"(\d+(?:/\d+)?(?:-\d+)?%?)(周岁|岁|年|个月|月|天|日|人|名|届|次)?")
SHORTEST = 2
FREQUENT = 20_000
# Questions of the form A-not-A hold a "not" that says nothing about what is asked.
EITHER_OR = frozenset(
    (
        "能不能",
        "会不会",
        "要不要",
        "该不该",
        "可不可以",
        "是不是",
        "有没有",
        "算不算",
        "行不行",
        "用不用",
        "需不需要",
        "应不应该",
        "够不够",
        "得不得",
        "许不许",
        "让不让",
        "准不准",
        "成不成",
    )
)
STOP_WORDS = frozenset(
    [
        "的",
        "了",
        "是",
        "在",
        "我",
        "你",
        "他",
        "她",
        "它",
        "我们",
        "你们",
        "他们",
        "咱",
        "咱们",
        "这",
        "那",
        "这个",
        "那个",
        "这种",
        "那种",
        "这样",
        "就",
        "也",
        "都",
        "还",
        "又",
        "把",
        "被",
        "让",
        "给",
        "对",
        "对于",
        "和",
        "与",
        "及",
        "或",
        "或者",
        "并",
        "而",
        "而且",
        "但",
        "但是",
        "可是",
        "不过",
        "如果",
        "要是",
        "假如",
        "的话",
        "因为",
        "所以",
        "由于",
        "于",
        "之",
        "其",
        "该",
        "此",
        "上",
        "下",
        "里",
        "中",
        "内",
        "个",
        "一个",
        "些",
        "一些",
        "一下",
        "有",
        "会",
        "到",
        "去",
        "来",
        "从",
        "向",
        "往",
        "由",
        "为",
        "以",
        "按",
        "按照",
        "根据",
        "关于",
        "进行",
        "以及",
        "等",
        "等等",
        "呢",
        "吗",
        "吧",
        "啊",
        "呀",
        "么",
        "着",
        "过",
        "得",
        "地",
        "很",
        "太",
        "最",
        "更",
        "再",
        "才",
        "只",
        "想",
        "说",
        "叫",
        "请",
        "跟",
        "比",
        "即",
        "则",
        "者",
        "所",
        "性",
        "化",
        "什么",
        "怎么",
        "如何",
        "怎样",
        "哪些",
        "哪个",
        "哪",
        "谁",
        "多少",
        "是否",
        "有没有",
        "能不能",
        "可不可以",
        "是不是",
        "要不要",
        "应该",
        "可以",
        "能",
        "要",
        "需要",
        "必须",
        "应当",
        "应",
        "须",
        "得",
        "行",
        "行不行",
        "吧",
        "么",
        "嘛",
        "具体",
        "情况",
        "问题",
        "时候",
        "方面",
        "之后",
        "之前",
        "以后",
    ]
)

UNTELLING = STOP_WORDS | EITHER_OR
# The library makes a dictionary of its own (200 ms, 30 MB) when it is imported: the first tokenizer takes it over.
SPARE = [rjieba._DEFAULT_JIEBA]  # noqa: SLF001


class ConceptFinder:
    """Finds the glossary's words in a text: `摸底` and `考察` both give the concept `考察`.

    A word of two characters is easily met by accident where two others touch (多少人才有效, 提拔之后备案): it counts
    only where the segmentation does not cut it in two.
    """

    def __init__(self, words: Mapping[str, frozenset[str]]) -> None:
        self._concepts = {word: tuple(sorted(concepts)) for word, concepts in words.items()}
        lengths: dict[str, set[int]] = {}
        for word in words:
            lengths.setdefault(word[:SHORTEST], set()).add(len(word))
        self._lengths = {start: sorted(found) for start, found in lengths.items()}

    def find(self, text: str, words: Sequence[str]) -> tuple[str, ...]:
        """The concepts of all glossary words in the text, each once, in order of appearance.

        `words` are the words of the text, in order.
        """
        seams = _seams(words)
        found: dict[str, None] = {}
        for start in range(len(text) - 1):
            for length in self._lengths.get(text[start : start + SHORTEST], ()):
                is_cut = length == SHORTEST and start + 1 in seams
                if not is_cut:
                    found.update(dict.fromkeys(self._concepts.get(text[start : start + length], ())))
        return tuple(found)


def _seams(words: Sequence[str]) -> frozenset[int]:
    """Where two words of a text touch, at least one of which is longer than a character."""
    seams, at = set(), 0
    for word, following in pairwise(words):
        at += len(word)
        if len(word) > 1 or len(following) > 1:
            seams.add(at)
    return frozenset(seams)


@dataclass(frozen=True)
class Reading:
    """What a text is made of: its telling words, the concepts it speaks of, and all its index terms."""

    words: tuple[str, ...]
    concepts: tuple[str, ...]
    terms: list[str]


class Tokenizer:
    """Cuts normalized text into terms of three kinds, told apart by their first character.

    Words stand for themselves; `~` marks a pair of neighboring characters; `=` a concept of the glossary;
    `#` a number with its unit. Immutable after construction.
    """

    def __init__(
        self, words: Iterable[str] = (), concepts: Mapping[str, frozenset[str]] | None = None
    ) -> None:
        self._dictionary = SPARE.pop() if SPARE else rjieba.Jieba()
        for word in words:
            self._dictionary.add_word(word, FREQUENT, "n")
        for word in EITHER_OR:
            self._dictionary.add_word(word, FREQUENT, "v")
        self._concepts = ConceptFinder(concepts or {})

    def words(self, text: str) -> list[str]:
        """All words of a text, in order; together they are the text."""
        return self._dictionary.cut(text)

    def cut(self, text: str) -> list[str]:
        """The words of a normalized text, in order, function words left out."""
        return _telling(self.words(text))

    def concepts(self, text: str) -> tuple[str, ...]:
        """The glossary's concepts in a normalized text."""
        return self._concepts.find(text, self.words(text))

    def terms(self, text: str) -> list[str]:
        """All index terms of a normalized text."""
        return self.read(text).terms

    def read(self, text: str) -> Reading:
        """A normalized text read once for all that its terms are made of."""
        words = self.words(text)
        telling = _telling(words)
        concepts = self._concepts.find(text, words)
        numbers = (f"#{match[1]}{match[2] or ''}" for match in NUMBER_UNIT.finditer(text))
        terms = [*telling, *_pairs(text), *(f"={concept}" for concept in concepts), *numbers]
        return Reading(tuple(telling), concepts, terms)


def _telling(words: Iterable[str]) -> list[str]:
    return [word for word in words if word not in UNTELLING and not word.isspace()]


def _pairs(text: str) -> Iterator[str]:
    for run in HAN_RUN.findall(text):
        for first, second in pairwise(run):
            yield f"~{first}{second}"
