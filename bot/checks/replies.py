"""What a person answers to a question of an interview: by button or in words."""

import re
from dataclasses import dataclass
from datetime import date

from bot.rendering.eligibility_texts import DONT_KNOW_WORDS, NO_WORDS, YES_WORDS
from knowledge.eligibility.facts import Fact, FactError, FactType, Value, parse_value
from knowledge.eligibility.reading import read_reply
from knowledge.eligibility.rulebook import Rulebook
from knowledge.text.normalization import simplify
from knowledge.text.numerals import fold_numerals

NUMBERS = frozenset({FactType.INTEGER, FactType.NUMBER})
ISO_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
PLAIN_NUMBER = re.compile(r"\d{1,4}(\.\d{1,2})?")
YES = re.compile(r"(是|有|对|已|嗯|好|能|可以|符合|当然).{0,4}")
NO = re.compile(r"(不|没|否|无|未|还没).{0,4}")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
VAGUE = re.compile(r"不到|不足|多|以上|以下|超过|将近|快|几")
AGE = "岁"
PLAIN_AGE = re.compile(r"\d{1,3}周?岁")
ENDS = "。.！!，, "


@dataclass(frozen=True)
class Understood:
    """What a text was understood as: nothing for “I don't know”; `is_plain` when nobody could read it otherwise."""

    facts: dict[str, Value]
    is_plain: bool = True


def options(fact: Fact) -> tuple[Value, ...]:
    """The values that have a button."""
    if fact.type is FactType.BOOLEAN:
        return (True, False)
    return fact.choices if fact.type is FactType.ENUM else fact.common


def word_of(text: str) -> str | None:
    """The step that a word means where something waits to be confirmed; None for another answer."""
    words = simplify(text).strip(ENDS)
    return "yes" if words in YES_WORDS else "no" if words in NO_WORDS else None


def understand(book: Rulebook, fact: Fact, text: str, today: date) -> Understood:
    """Read a reply in words.

    Raises FactError when it says nothing that the fact could be.
    """
    words = simplify(text).strip(ENDS)
    if words in DONT_KNOW_WORDS:
        return Understood({})
    if fact.type is FactType.BOOLEAN and not fact.since:
        return _yes_or_no(fact, words)
    if fact.type is FactType.ENUM:
        return _choice(fact, words)
    if fact.unit == AGE and AGE in words and PLAIN_AGE.fullmatch(words) is None:
        return _only_number(fact, words, today)  # 今年42岁 is an age, not a date of this year
    try:
        facts = read_reply(book, fact, words, today).facts
    except FactError:
        return _only_number(fact, words, today)
    return Understood(facts, _is_plain(fact, words, facts))


def _yes_or_no(fact: Fact, words: str) -> Understood:
    if NO.fullmatch(words):
        return Understood({fact.id: False})
    if YES.fullmatch(words):
        return Understood({fact.id: True})
    raise FactError(fact.id, words)


def _choice(fact: Fact, words: str) -> Understood:
    """The one choice that the words are, or are a part of, or contain."""
    if words in fact.choices:
        return Understood({fact.id: words})
    near = [choice for choice in fact.choices if words and (words in choice or choice in words)]
    if len(near) != 1:
        raise FactError(fact.id, words)
    return Understood({fact.id: near[0]}, is_plain=False)


def _only_number(fact: Fact, words: str, today: date) -> Understood:
    """The one number of a sentence (我今年42岁), to be confirmed; not of one that says more or less than it."""
    numbers = NUMBER.findall(fold_numerals(words))
    if fact.type not in NUMBERS or len(numbers) != 1 or VAGUE.search(words):
        raise FactError(fact.id, words)
    return Understood({fact.id: parse_value(fact, numbers[0], today)}, is_plain=False)


def _is_plain(fact: Fact, words: str, facts: dict[str, Value]) -> bool:
    """Whether a number or date was written so that it needs no confirmation."""
    if any(isinstance(value, date) for value in facts.values()):
        return ISO_DATE.fullmatch(words) is not None
    for suffix in ("周岁", fact.unit or ""):
        words = words.removesuffix(suffix)
    return fact.type not in NUMBERS or PLAIN_NUMBER.fullmatch(words.strip()) is not None
