"""Does every figure of an answer stand in what it cites? Compares numbers in one folded form."""

from collections.abc import Iterable

from knowledge.text.normalization import simplify
from knowledge.text.numerals import find_numbers, fold_numerals

ORDINALS = frozenset({"0", "1"})  # 一个, 一次, 一是: too common in plain Chinese to be figures


def find_ungrounded(answer: str, texts: Iterable[str]) -> tuple[str, ...]:
    """The numbers of the answer that none of the texts contains, in order of appearance.

    `2/3` must stand as such; numbers of ranges count one by one; single ones are never figures.
    """
    known = {number for text in texts for number in _numbers(text)}
    return tuple(dict.fromkeys(n for n in _numbers(answer) if n not in known and n not in ORDINALS))


def _numbers(text: str) -> tuple[str, ...]:
    folded = fold_numerals(simplify(text))
    return tuple(_trim(number) for number in find_numbers(folded))


def _trim(number: str) -> str:
    if number.isdigit():
        return str(int(number))
    return number.rstrip("0").rstrip(".") if "." in number and not number.endswith("%") else number
