"""Facts: what a rule may ask about a person, a procedure or a team, with the values each accepts."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, Self

from pydantic import model_validator

from knowledge.eligibility.durations import show_date, show_months
from knowledge.eligibility.written_dates import read_date
from knowledge.errors import KnowledgeError
from knowledge.sources import Content
from knowledge.text.numerals import to_int

Value = bool | int | Fraction | date | str
REGION = "region"
TODAY = "today"
YES = frozenset({"true", "yes", "是", "有", "对", "已", "符合", "1"})
NO = frozenset({"false", "no", "否", "没有", "无", "不是", "未", "不符合", "0"})
MAX_REGION = 30
# Exponents are no way to write an age, and 1e99999999 would take the machine's memory.
WRITTEN_NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,15})?|\d{1,15}/\d{1,15}")
PRECISION = 100  # decimals of two places are shown as they were typed
SUFFIXES = {"岁": ("周岁", "岁"), "名": ("名", "人", "位"), "人": ("人", "名", "位")}
MONTHS_OF_UNIT = {"岁": 12, "年": 12, "月": 1, "个月": 1}


class FactError(KnowledgeError):
    """A value that a fact can't take; the message says what it takes."""

    def __init__(self, fact_id: str, reason: str) -> None:
        self.fact_id = fact_id
        self.reason = reason
        super().__init__(f"{fact_id}: {reason}")


class FactType(StrEnum):
    """The kinds of values; a number may be fractional (1.5年), an integer counts completed units."""

    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    ENUM = "enum"
    REGION = "region"


class Fact(Content):
    """One thing to know, with the question that asks for it; defined once and shared by all rules.

    `since` names the date that this count of years or months can be derived from, `until` the date it runs to: the
    day of the check when there is none, or with `or_today` when it is not given. Of a boolean they tell whether the
    one date lies before the other. `common` are the values worth a button, `cues` the words by which a free question
    states the fact, `affirms` and `denies` the phrases by which it states a boolean, `aliases` rows of a choice and
    what else people call it, `at_most` the counts that this one can't exceed.
    """

    id: str
    label: str
    type: FactType
    unit: str | None = None
    choices: tuple[str, ...] = ()
    question: str
    help: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    common: tuple[int | str, ...] = ()
    since: str | None = None
    until: str | None = None
    or_today: bool = False
    cues: tuple[str, ...] = ()
    affirms: tuple[str, ...] = ()
    denies: tuple[str, ...] = ()
    aliases: tuple[tuple[str, ...], ...] = ()
    at_most: tuple[str, ...] = ()

    @model_validator(mode="after")
    def parts_fit_the_type(self) -> Self:
        """Choices belong to enums only, derivations to counts of months or years."""
        if (self.type is FactType.ENUM) != bool(self.choices):
            raise ValueError("choices belong to facts of type enum, and to them only")
        if not {names[0] for names in self.aliases} <= set(self.choices) or (
            (self.affirms or self.denies) and self.type is not FactType.BOOLEAN
        ):
            raise ValueError("aliases belong to choices, affirms and denies to facts of type boolean")
        counts = self.type in {FactType.INTEGER, FactType.NUMBER} and self.unit in MONTHS_OF_UNIT
        compares = self.type is FactType.BOOLEAN and self.until
        if self.since and not (counts or compares):
            raise ValueError("only counts of 岁, 年, 月 and comparisons of two dates can be derived")
        return self

    def show(self, value: Value) -> str:
        """The value as an official writes it: 46岁, 是, 2024年3月5日."""
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, date):
            return show_date(value)
        if self.unit in {"年", "个月"} and isinstance(value, int | Fraction):
            return _show_length(value, self.unit)
        if isinstance(value, Fraction):
            return f"{float(round(value, 2)):g}{self.unit or ''}"
        return f"{value}{self.unit or ''}"


def _show_length(value: int | Fraction, unit: str) -> str:
    """A length of time as years and months, 多 for what goes beyond: 1年6个月, 2年11个多月; short decimals as typed."""
    months = Fraction(value) * MONTHS_OF_UNIT[unit]
    whole = int(months)
    if whole == months:
        return show_months(whole) or f"0{unit}"
    if PRECISION % Fraction(value).denominator == 0:
        return f"{float(value):g}{unit}"
    shown = show_months(whole)
    if not shown:
        return "不到1个月"
    return f"{shown[:-1]}多月" if shown.endswith("月") else f"{shown}多"


def parse_value(fact: Fact, raw: Any, today: date) -> Value:
    """The typed value of what was given.

    Raises FactError, with the allowed values in plain Chinese, for anything the fact can't be.
    """
    return _PARSERS[fact.type](fact, raw, today)


def plain_value(value: Value) -> bool | int | str:
    """A value as it is stored in JSON, for `parse_value` to read again: dates and fractions as text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else str(value)
    return value


def plain_values(values: Mapping[str, Value]) -> dict[str, bool | int | str]:
    """Values as they are stored in JSON."""
    return {name: plain_value(value) for name, value in values.items()}


def _parse_number(fact: Fact, raw: Any, _: date) -> Value:
    number = _read_number(fact, raw)
    if number is None:
        kind = "整数" if fact.type is FactType.INTEGER else "数字"
        raise FactError(fact.id, f"“{fact.label}”要填{kind}{_range(fact)}，收到的是{raw!r}")
    if fact.type is FactType.INTEGER and number.denominator != 1:
        raise FactError(fact.id, f"“{fact.label}”要填整数{_range(fact)}，收到的是{raw!r}")
    low, high = fact.minimum or 0, fact.maximum
    if number < low or (high is not None and number > high):
        raise FactError(fact.id, f"“{fact.label}”超出范围{_range(fact)}，收到的是{raw!r}")
    return int(number) if fact.type is FactType.INTEGER else number


def _read_number(fact: Fact, raw: Any) -> Fraction | None:
    """The number in 45, 1.5, "45岁", "四十五" or "一年半"; None for anything else."""
    if isinstance(raw, bool) or not isinstance(raw, int | float | str | Fraction):
        return None
    text = str(raw).strip()
    half = Fraction(1, 2) if text.endswith("半") and fact.type is FactType.NUMBER else Fraction(0)
    for suffix in ("半", *SUFFIXES.get(fact.unit or "", (fact.unit or "",)), "个"):
        text = text.removesuffix(suffix)
    try:
        return (Fraction(text) if WRITTEN_NUMBER.fullmatch(text) else Fraction(to_int(text))) + half
    except (ValueError, ZeroDivisionError):
        return None


def _range(fact: Fact) -> str:
    unit = fact.unit or ""
    low = fact.minimum or 0
    return f"（不小于{low}{unit}）" if fact.maximum is None else f"（{low}至{fact.maximum}{unit}）"


def _parse_boolean(fact: Fact, raw: Any, _: date) -> Value:
    if isinstance(raw, bool):
        return raw
    word = str(raw).strip().lower()
    if word not in YES | NO:
        raise FactError(fact.id, f"“{fact.label}”只能填 true（是）或 false（否），收到的是{raw!r}")
    return word in YES


def _parse_date(fact: Fact, raw: Any, today: date) -> Value:
    if isinstance(raw, date):
        return raw
    found = read_date(str(raw), today) if isinstance(raw, str) else None
    if found is None:
        raise FactError(fact.id, f"“{fact.label}”要填日期，如 2024-03-05，收到的是{raw!r}")
    return found.day


def _parse_choice(fact: Fact, raw: Any, _: date) -> Value:
    if not isinstance(raw, str) or raw.strip() not in fact.choices:
        raise FactError(fact.id, f"“{fact.label}”只能是 {'、'.join(fact.choices)} 之一，收到的是{raw!r}")
    return raw.strip()


def _parse_region(fact: Fact, raw: Any, _: date) -> Value:
    if not isinstance(raw, str) or not 0 < len(raw.strip()) <= MAX_REGION:
        raise FactError(fact.id, f"“{fact.label}”要填地区名，如 宁夏，收到的是{raw!r}")
    return raw.strip()


_PARSERS: Mapping[FactType, Callable[[Fact, Any, date], Value]] = {
    FactType.INTEGER: _parse_number,
    FactType.NUMBER: _parse_number,
    FactType.BOOLEAN: _parse_boolean,
    FactType.DATE: _parse_date,
    FactType.ENUM: _parse_choice,
    FactType.REGION: _parse_region,
}
