"""Reading through typos: wrong characters that sound right (式用期), and terms typed in pinyin (diaoren)."""

import json
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache, lru_cache
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from sys import intern
from typing import cast

HAN_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")
LATIN = re.compile(r"[a-z]{4,}")
BLURRED = re.compile(r"^([zcs])h")
SHORTEST, LONG, LONGEST = 2, 4, 6
# Characters so frequent by themselves that a pair with one of them is no misspelled term.
FUNCTION_CHARACTERS = frozenset(
    "的地得了着过在和与是有不没也就都还我你他她它们这那哪上下去来到会要能想给让被把从对向谁啥吗呢吧几多个"
)
MAX_READINGS = 2
REMEMBERED = 8192


@cache
def _table() -> dict[str, str]:
    """The readings of single characters; importing the package would also load its phrases, for 50 MB more."""
    package = cast("ModuleSpec", find_spec("pypinyin"))
    file = Path(str(package.origin)).with_name("pinyin_dict.json")
    table: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    known = ((chr(int(number)), spelled) for number, spelled in table.items())
    # The other half are characters that nobody types; many of these are read alike.
    return {character: intern(spelled) for character, spelled in known if "\u4e00" <= character <= "\u9fff"}


@cache
def _readings(character: str) -> tuple[str, ...]:
    spelled = _table().get(character, "")
    # 律 is typed as lv and is no 录 (lu).
    umlauted = unicodedata.normalize("NFD", spelled).replace("u\u0308", "v")
    plain = "".join(c for c in umlauted if not unicodedata.combining(c))
    return tuple(dict.fromkeys(plain.split(",")))[:MAX_READINGS] if plain else (character,)


def _fold(syllable: str) -> str:
    """One spelling for syllables that many speakers do not tell apart: zh/z, ch/c, sh/s, -ng/-n."""
    return BLURRED.sub(r"\1", syllable).replace("ng", "n")


@cache
def _blurred_readings(character: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_fold, _readings(character))))


def _sounds(word: str) -> list[str]:
    return ["".join(reading) for reading in product(*map(_readings, word))]


def _blurred_sounds(word: str) -> list[str]:
    return ["".join(reading) for reading in product(*map(_blurred_readings, word))]


class HomophoneReader:
    """Replaces misspelled terms by the known term that sounds the same and shares a character.

    `terms` are given in order of preference, for those that sound alike. `cut` gives all words of a text; a word
    for which `is_known` holds is never cut through.
    """

    def __init__(
        self, terms: Iterable[str], *, cut: Callable[[str], Sequence[str]], is_known: Callable[[str], bool]
    ) -> None:
        self._cut = cut
        self._is_known = is_known
        self._terms = dict.fromkeys(
            t for t in terms if SHORTEST <= len(t) <= LONGEST and HAN_RUN.fullmatch(t)
        )
        self._by_sound = _by_sound(self._terms, _sounds)
        self._by_blurred_sound = _by_sound(self._terms, _blurred_sounds)
        openings = {term[:length] for term in self._terms for length in (SHORTEST, SHORTEST + 1)}
        self._openings = frozenset(sound for opening in openings for sound in _blurred_sounds(opening))
        # The same three characters come again and again.
        self._reach = lru_cache(maxsize=REMEMBERED)(self._reach_from)

    def read(self, text: str) -> str:
        """The text with what are most likely misspelled terms put right."""
        spelled = LATIN.sub(lambda match: self._by_sound.get(match[0], (match[0],))[0], text)
        return HAN_RUN.sub(lambda match: self._read_run(match[0]), spelled)

    def _read_run(self, run: str) -> str:
        words = self._cut(run)
        bounds = self._bounds(words)
        read = 0
        for start in sorted(bounds):
            found = self._find(run, start, words, bounds) if start >= read else None
            if found:
                read, term = found
                run = run[:start] + term + run[read:]
        return run

    def _find(
        self, run: str, start: int, words: Sequence[str], bounds: Collection[int]
    ) -> tuple[int, str] | None:
        """The longest misspelled term that begins here: where it ends, and how it is spelled."""
        furthest = min(start + self._reach(run[start : start + 3]), len(run))
        ends = (e for e in range(furthest, start + 1, -1) if e in bounds)
        return next(((e, term) for e in ends if (term := self._match(run[start:e], words))), None)

    def _reach_from(self, opening: str) -> int:
        """How long a term may be that begins to sound like this."""
        first, second, third = map(_blurred_readings, opening.ljust(3))
        pairs = [one + other for one in first for other in second if one + other in self._openings]
        if not pairs:
            return 0
        goes_on = any(pair + further in self._openings for pair in pairs for further in third)
        return LONGEST if goes_on else SHORTEST

    def _bounds(self, words: Sequence[str]) -> set[int]:
        """Where a misspelled term may begin or end: anywhere but inside a known word."""
        bounds, at = {0}, 0
        for word in words:
            inside = range(1, len(word)) if not self._is_known(word) else ()
            bounds.update(at + offset for offset in inside)
            at += len(word)
            bounds.add(at)
        return bounds

    def _match(self, window: str, words: Sequence[str]) -> str | None:
        if window in self._terms or (window in words and self._is_known(window)):
            return None
        if len(window) == SHORTEST and not FUNCTION_CHARACTERS.isdisjoint(window):
            return None
        # Two characters are too short to forgive a wrong character and a dialect's sound at once.
        exact = len(window) == SHORTEST
        heard = self._by_sound if exact else self._by_blurred_sound
        terms = (
            term for sound in (_sounds if exact else _blurred_sounds)(window) for term in heard.get(sound, ())
        )
        return next(
            (term for term in terms if len(term) == len(window) and _is_misspelled(term, window)), None
        )


def _by_sound(terms: Iterable[str], sounds: Callable[[str], list[str]]) -> dict[str, tuple[str, ...]]:
    """The terms that sound so, those first whose characters are commonly read that way (居 is rarely ji)."""
    spoken = [(term, sounds(term)) for term in terms]
    found: dict[str, tuple[str, ...]] = {}
    for term, (common, *_) in spoken:
        found[common] = (*found.get(common, ()), term)
    for term, (_, *rare) in spoken:
        for sound in rare:
            found[sound] = (*found.get(sound, ()), term)
    return found


def _is_misspelled(term: str, window: str) -> bool:
    """Whether few characters differ, and only for others that are commonly read the same: 种 is no 董, 这 no 咋.

    Half of a long term may be wrong when all of it sounds right in every detail (考查对像).
    """
    wrong = [(a, b) for a, b in zip(term, window, strict=True) if a != b]
    if len(term) >= LONG and all(_readings(a)[0] == _readings(b)[0] for a, b in wrong):
        return len(wrong) <= len(term) // 2
    is_alike = all(_blurred_readings(a)[0] == _blurred_readings(b)[0] for a, b in wrong)
    return is_alike and len(wrong) <= max(1, len(term) // 2 - 1)
