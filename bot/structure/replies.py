"""What a person answers to a question about counts: a number, yes or no, or that nobody knows."""

import re
from datetime import date

from bot.rendering.eligibility_texts import DONT_KNOW_WORDS, NO_WORDS, YES_WORDS
from knowledge.eligibility.facts import Fact, FactError, FactType, Value, parse_value
from knowledge.text.normalization import simplify
from knowledge.text.numerals import fold_numerals

NUMBERS = frozenset({FactType.INTEGER, FactType.NUMBER})
NUMBER = re.compile(r"\d{1,7}(?:\.\d{1,3})?")
VAGUE = re.compile(r"不到|不足|以上|以下|超过|将近|左右|几|多人|多个|多名|大概|大约")
QUESTION = re.compile(r"[？?]$|吗$|呢$|什么|怎么|为什么|哪")
ENDS = "。.！!，, "


def is_question(text: str) -> bool:
    """Whether a text can only be a question of its own."""
    return QUESTION.search(text.strip()) is not None and simplify(text).strip(ENDS) not in DONT_KNOW_WORDS


def read_answer(fact: Fact, text: str, today: date) -> Value | None:
    """The value of an answer; None for “I don't know”.

    Raises FactError when it says nothing that the fact could be, or says it vaguely.
    """
    words = simplify(text).strip(ENDS)
    if words in DONT_KNOW_WORDS:
        return None
    if fact.type in NUMBERS:
        numbers = NUMBER.findall(fold_numerals(words))
        if len(numbers) > 1 or VAGUE.search(words):
            raise FactError(fact.id, words)
        return parse_value(fact, numbers[0] if numbers else words, today)
    if fact.type is FactType.BOOLEAN and words in YES_WORDS | NO_WORDS:
        return words in YES_WORDS
    return parse_value(fact, words, today)
