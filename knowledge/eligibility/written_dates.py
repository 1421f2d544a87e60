"""Dates as people type them: 2024年3月、2024-3-5、去年三月、85年6月生.

A date without a day is read as the first of its month, without a month as the first of its year, and says so, so
that the reader can be asked to confirm.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.text.normalization import simplify
from knowledge.text.numerals import DIGITS, fold_numerals

RELATIVE_YEARS = {"大前年": -3, "前年": -2, "去年": -1, "今年": 0, "本年": 0, "明年": 1, "后年": 2}
RELATIVE_DAYS = {"前天": -2, "昨天": -1, "今天": 0, "今日": 0, "明天": 1, "后天": 2}
RELATIVE_MONTHS = {"上个月": -1, "上月": -1, "这个月": 0, "本月": 0, "下个月": 1, "下月": 1}
YEAR = r"(?P<year>\d{4}|\d{2})"
FORMS = (
    re.compile(rf"(?<!\d){YEAR}\s*年\s*(?P<month>\d{{1,2}})\s*月(?:\s*(?P<day>\d{{1,2}})\s*[日号]?)?"),
    re.compile(r"(?<!\d)(?P<year>\d{4})\s*[-/.]\s*(?P<month>\d{1,2})(?:\s*[-/.]\s*(?P<day>\d{1,2}))?(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})?(?!\d)"),
    re.compile(
        r"(?<!\d)(?P<year>(?:19|20)\d{2}|[05-9]\d)\s*年(?P<edge>底|末|初|[上下]6个月)?(?!\d|[以内前后多半])"
    ),  # 28年 counts, 85年 and 05年 date
    re.compile(
        r"(?<!\d)(?P<year>\d{2})\s*年(?P<edge>底|末|初)?(?=参加|出生|入职|进机关|任职|提拔|提任|录用|考上|到村|开始)"
    ),
    re.compile(r"(?<!\d)(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*[日号]"),
)
RELATIVE = re.compile(rf"({'|'.join(RELATIVE_YEARS)})(?:年?(\d{{1,2}})月(?:(\d{{1,2}})[日号]?)?|年?(底|初))?")
CENTURY = 100
DECEMBER = 12
EDGES = {"初": 1, "上6个月": 1, "下6个月": 7, "底": DECEMBER, "末": DECEMBER}
SEVERAL = re.compile(r"十[一二三四五六七八九]{2}(?=[岁年个人])")
CHINESE_YEAR = re.compile(rf"[{''.join(DIGITS)}]{{2,4}}(?=年(.{{1,2}}月)?)")


@dataclass(frozen=True)
class WrittenDate:
    """A date found in a text: the day it is taken for, the words, and whether the day itself was given."""

    day: date
    text: str
    has_day: bool


def read_date(text: str, today: date) -> WrittenDate | None:
    """The first date of a text, or None when there is none or it does not exist (2月30日)."""
    folded = fold_dates(text)
    return _relative(folded, today) or _absolute(folded, today)


def find_dates(text: str, today: date) -> tuple[WrittenDate, ...]:
    """All dates of a text, in order."""
    rest, found = fold_dates(text), []
    while (when := _relative(rest, today) or _absolute(rest, today)) is not None:
        at = rest.index(when.text)
        found.append((at, when))
        rest = rest[:at] + "　" * len(when.text) + rest[at + len(when.text) :]
    return tuple(when for _, when in sorted(found, key=lambda pair: pair[0]))


def fold_dates(text: str) -> str:
    """Simplified, with Arabic digits; 八五年 becomes 85年, and 四十五六岁, which is no figure, 四十几岁."""
    return fold_numerals(SEVERAL.sub("十几", CHINESE_YEAR.sub(_year_in_digits, simplify(text))))


def _year_in_digits(found: re.Match[str]) -> str:
    """八五年 is a year; 三四年 are three or four."""
    digits = [DIGITS[character] for character in found[0]]
    counts = len(digits) == 2 and digits[1] == digits[0] + 1 and found[1] is None  # noqa: PLR2004
    return found[0] if counts else "".join(map(str, digits))


def _relative(text: str, today: date) -> WrittenDate | None:
    for word, days in RELATIVE_DAYS.items():
        if word in text:
            return WrittenDate(today + timedelta(days=days), word, has_day=True)
    for word, months in RELATIVE_MONTHS.items():
        if word in text:
            year, month = divmod(today.year * DECEMBER + today.month - 1 + months, DECEMBER)
            return WrittenDate(date(year, month + 1, 1), word, has_day=False)
    found = RELATIVE.search(text)
    if found is None:
        return None
    word, month_text, day, edge = found.groups()
    month = int(month_text or (DECEMBER if edge == "底" else 1))
    return _build(today.year + RELATIVE_YEARS[word], month, day, found[0])


def _absolute(text: str, today: date) -> WrittenDate | None:
    for form in FORMS:
        found = form.search(text)
        if found:
            parts = found.groupdict()
            year = _full_year(parts.get("year"), today)
            month = int(parts.get("month") or EDGES.get(parts.get("edge") or "", 1))
            return _build(year, month, parts.get("day"), found[0])
    return None


def _full_year(text: str | None, today: date) -> int:
    """The year of two digits that lies nearest in the past or in the coming ten years."""
    if text is None:
        return today.year
    year = int(text)
    if len(text) > 2:  # noqa: PLR2004
        return year
    year += today.year // CENTURY * CENTURY
    return year if year <= today.year + 10 else year - CENTURY


def _build(year: int, month: int, day: str | None, text: str) -> WrittenDate | None:
    try:
        return WrittenDate(date(year, month, int(day or 1)), text.strip(), has_day=day is not None)
    except ValueError:
        return None
