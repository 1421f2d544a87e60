"""What a person types about a step, read as values of its inputs: several at once, each by its word or in order."""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.asides import is_question
from knowledge.checklists.inputs import Input, InputType
from knowledge.eligibility.facts import FactError, Value
from knowledge.eligibility.written_dates import read_date
from knowledge.text.normalization import simplify
from knowledge.text.numerals import fold_numerals

NUMBERS = frozenset({InputType.INTEGER, InputType.NUMBER})
PRESSED = frozenset({InputType.BOOLEAN, InputType.CHOICE})
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
SEPARATORS = re.compile(r"[，,；;、\n]+|\s+")
EDGES = " ：:=是为共有，,；;、。.\n\t"
YES = re.compile(r"是的?|对的?|有的?|已.*|好了?|完成了?|办了|做了|符合|同意|√|✓|yes", re.IGNORECASE)
NO = re.compile(r"否|不是?|没有?|无|未.*|没.*|不.*|×|no", re.IGNORECASE)
VAGUE = re.compile(r"不到|不足|以上|以下|超过|将近|左右|大概|约|多个|几")
# What can only be values: figures, dates and marks without any other word.
BARE = re.compile(
    r"[\d零〇一二两三四五六七八九十百千万半年月日号人名个岁票天%％昨今明前后去是否有无.\-/,，;；、\s]+"
)


@dataclass(frozen=True)
class Reading:
    """What was understood, and the inputs whose words were there but whose values were not."""

    values: Mapping[str, Value] = field(default_factory=dict)
    wrong: tuple[tuple[Input, str], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing of the text was about the inputs."""
        return not self.values and not self.wrong


@dataclass(frozen=True)
class Found:
    """An input's word at a place of the text."""

    asked: Input
    start: int
    end: int


def is_about(inputs: Iterable[Input], text: str) -> bool:
    """Whether a text that nobody asked for can only be meant for these inputs: it names one, or is bare values."""
    if is_question(text):
        return False
    words = simplify(text).strip()
    return bool(_find_words(list(inputs), words)) or BARE.fullmatch(words) is not None


def read_inputs(
    own: Sequence[Input],
    others: Iterable[Input],
    text: str,
    today: date,
    *,
    only: Input | None = None,
    known: Container[str] = (),
) -> Reading:
    """Read a text about a step with these inputs.

    `others` of the case may be named, `only` is what was asked for, `known` have a value already.
    """
    words = simplify(text).strip()
    named = _find_words((*own, *others), words)
    if named:
        return _read_named(named, words, today)
    if only is not None:
        return _read_all([(only, words)], today)
    chosen = [asked for asked in own if asked.type is InputType.CHOICE and words in asked.choices]
    typed = chosen or [asked for asked in own if asked.type not in PRESSED] or list(own)
    if len(typed) == 1:
        return _read_all([(typed[0], words)], today)
    parts = [part for part in SEPARATORS.split(words) if part]
    left = [asked for asked in typed if asked.id not in known]
    if len(parts) == 1 and len(left) == 1:
        return _read_all([(left[0], words)], today)
    return _read_all(zip(typed, parts, strict=True), today) if len(parts) == len(typed) else Reading()


def _find_words(inputs: Sequence[Input], text: str) -> list[Found]:
    """Where the text names inputs: the longest words first, none over another, each input once."""
    pairs = {(word, asked.id): asked for asked in inputs for word in (asked.label, asked.short) if word}
    taken: list[Found] = []
    for (word, _), asked in sorted(pairs.items(), key=lambda pair: -len(pair[0][0])):
        at = text.find(word)
        is_free = at >= 0 and all(at + len(word) <= one.start or at >= one.end for one in taken)
        if is_free and all(one.asked.id != asked.id for one in taken):
            taken.append(Found(asked, at, at + len(word)))
    return sorted(taken, key=lambda one: one.start)


def _read_named(named: Sequence[Found], text: str, today: date) -> Reading:
    ends = [one.start for one in named[1:]] + [len(text)]
    return _read_all(((one.asked, text[one.end : end]) for one, end in zip(named, ends, strict=True)), today)


def _read_all(parts: Iterable[tuple[Input, str]], today: date) -> Reading:
    """Read each part; one that can't be read doesn't spoil the others."""
    values: dict[str, Value] = {}
    wrong: list[tuple[Input, str]] = []
    for asked, text in parts:
        try:
            values[asked.id] = read_value(asked, text, today)
        except FactError:
            wrong.append((asked, text.strip(EDGES)))
    return Reading(values, tuple(wrong))


def read_value(asked: Input, text: str, today: date) -> Value:
    """The value that a text gives an input.

    Raises FactError for anything else, and for a date without its day.
    """
    if asked.type is InputType.BOOLEAN:
        return _read_boolean(asked, text)
    words = text.strip(EDGES)
    if asked.type is InputType.DATE:
        written = read_date(words, today)
        if written is None or not written.has_day:
            raise FactError(asked.id, words)
        return written.day
    if asked.type is InputType.CHOICE:
        return _read_choice(asked, words)
    return asked.read(_number_in(asked, words) if asked.type in NUMBERS else words, today)


def _read_boolean(asked: Input, text: str) -> bool:
    """Yes or no; the word of the input alone says yes."""
    words = text.strip(EDGES.replace("是", "").replace("有", ""))
    if not words or YES.fullmatch(words):
        return True
    if NO.fullmatch(words):
        return False
    raise FactError(asked.id, words)


def _read_choice(asked: Input, words: str) -> str:
    """The choice that the words are, or the one that they are a part of."""
    if words in asked.choices:
        return words
    near = [choice for choice in asked.choices if words and (words in choice or choice in words)]
    if len(near) != 1:
        raise FactError(asked.id, words)
    return near[0]


def _number_in(asked: Input, words: str) -> str:
    """The one number of the words, or the words where it is spelled out; none of several, none roughly meant."""
    numbers = NUMBER.findall(fold_numerals(words))
    if len(numbers) > 1 or VAGUE.search(words):
        raise FactError(asked.id, words)
    return str(numbers[0]) if numbers else words
