"""Reading through typos: wrong characters that sound right (式用期), and terms typed in pinyin (diaoren)."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from itertools import product

from pypinyin.constants import PINYIN_DICT

HAN_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")
LATIN = re.compile(r"[a-z]{4,}")
BLURRED = re.compile(r"^([zcs])h")
SHORTEST, LONGEST = 2, 6
MAX_READINGS = 3


@cache
def _readings(character: str) -> tuple[str, ...]:
    spelled = PINYIN_DICT.get(ord(character), "")
    plain = "".join(c for c in unicodedata.normalize("NFD", spelled) if not unicodedata.combining(c))
    return tuple(dict.fromkeys(plain.split(",")))[:MAX_READINGS] if plain else (character,)


def _fold(syllable: str) -> str:
    """One spelling for syllables that many speakers do not tell apart: zh/z, ch/c, sh/s, -ng/-n."""
    return BLURRED.sub(r"\1", syllable).replace("ng", "n")


@cache
def _blurred_readings(character: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_fold, _readings(character))))


def _sounds(word: str) -> list[str]:
    return ["".join(reading) for reading in product(*map(_blurred_readings, word))]


class HomophoneReader:
    """Replaces misspelled terms by the known term that sounds the same and shares a character."""

    def __init__(self, terms: Iterable[str], *, is_word: Callable[[str], bool]) -> None:
        self._is_word = is_word
        self._terms = {term for term in terms if SHORTEST <= len(term) <= LONGEST and HAN_RUN.fullmatch(term)}
        self._by_sound: dict[str, str] = {}
        self._by_pinyin: dict[str, str] = {}
        for term in sorted(self._terms):
            for sound in _sounds(term):
                self._by_sound.setdefault(sound, term)
            self._by_pinyin.setdefault("".join(_readings(c)[0] for c in term), term)

    def read(self, text: str) -> str:
        """The text with what are most likely misspelled terms put right."""
        spelled = LATIN.sub(lambda match: self._by_pinyin.get(match[0], match[0]), text)
        return HAN_RUN.sub(lambda match: self._read_run(match[0]), spelled)

    def _read_run(self, run: str) -> str:
        start = 0
        while start < len(run) - 1:
            for end in range(min(start + LONGEST, len(run)), start + 1, -1):
                term = self._match(run[start:end])
                if term:
                    run = run[:start] + term + run[end:]
                    start = end - 1
                    break
            start += 1
        return run

    def _match(self, window: str) -> str | None:
        if window in self._terms or (len(window) == SHORTEST and self._is_word(window)):
            return None
        for sound in _sounds(window):
            term = self._by_sound.get(sound)
            if term and len(term) == len(window) and _differ_in_one(term, window):
                return term
        return None


def _differ_in_one(term: str, window: str) -> bool:
    return sum(a != b for a, b in zip(term, window, strict=True)) <= max(1, len(term) // 2 - 1)
