"""Amounts as people say them: 46岁, 三年半, 两年零三个月, 差不多三年, 20多年, 60人.

What only bounds an amount (不到三年, 45岁以下, 三四年, 每2年) is no amount; it is marked as vague, so that a person can
be asked for a figure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from knowledge.eligibility.facts import MONTHS_OF_UNIT, Fact

BOUND_BEFORE = re.compile(
    r"(?:不到|不足|不满|未满|没满|没到|还差|差|将近|接近|快(?:到|满|要)?|近|超过|超|至少|起码|最多|最少|大于|小于|少于|多于|低于|高于"
    r"|不超|不低于|每|前|后|几|虚岁?|过去|多少)$"
)
BOUND_AFTER = re.compile(
    r"^(?:以上|以下|以内|之内|之间|以外|之外|内|前|后|之前|之后|以前|以后|不到|不足|未满|出头|打底|的线|制|期限)"
)
APPROXIMATE_BEFORE = re.compile(
    r"(?:大概|大约|约|差不多|好像|可能|应该|估计|估摸|也就)(?:是|有|满|干了|在|任)?$"
)
APPROXIMATE_AFTER = re.compile(r"^(?:左右|上下|多|来)")
AMOUNT = re.compile(
    r"(?<![\d.第/%-])(?P<number>\d+(?:\.\d+)?)(?P<many>多)?"
    r"(?:年(?:零|又|加|外加|有)?(?P<months>\d+)个月|(?P<half>年半|个半月)|(?P<unit>周岁|岁|年|个多月|个月|届|人|名|位|个人?|%))"
    r"(?!\d)(?!月)"
)
NUMBER = re.compile(r"\d+(?:\.\d+)?")
SOME = re.compile(r"[十\d]几|几[十个年岁]")
RANGE = re.compile(r"\d+(?:\.\d+)?-\d+")
SAME_UNIT = {"周岁": "岁", "个人": "人", "个多月": "个月", "位": "人", "名": "人"}
MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Quantity:
    """An amount at a place of a text; `is_exact` is false for 差不多三年, `is_vague` true for 不到三年."""

    value: Fraction
    unit: str
    words: str
    start: int
    is_exact: bool = True
    is_vague: bool = False

    def value_for(self, fact: Fact) -> Fraction | None:
        """The amount in the unit of a fact; None where the units have nothing to do with each other."""
        unit = SAME_UNIT.get(fact.unit or "", fact.unit)
        if unit == self.unit or (unit, self.unit) == ("人", "个"):
            return self.value
        months = {"年", "个月"}
        if {unit, self.unit} != months:
            return None
        return self.value * MONTHS_OF_UNIT[self.unit] / MONTHS_OF_UNIT[unit or ""]


def find_quantities(text: str) -> Iterator[Quantity]:
    """The amounts of a text in which numerals are folded, in order."""
    for found in AMOUNT.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        value, unit = _measure(found)
        is_exact = not (
            found["many"]
            or found["unit"] == "个多月"
            or APPROXIMATE_BEFORE.search(before)
            or APPROXIMATE_AFTER.search(after)
        )
        yield Quantity(value, unit, found[0], found.start(), is_exact, _is_bound(before, after))


def _measure(found: re.Match[str]) -> tuple[Fraction, str]:
    number = Fraction(found["number"])
    if found["months"]:
        return number + Fraction(int(found["months"]), MONTHS_A_YEAR), "年"
    if found["half"]:
        return number + Fraction(1, 2), "年" if found["half"] == "年半" else "个月"
    unit = found["unit"]
    return number, SAME_UNIT.get(unit, unit)


def is_vague(text: str) -> bool:
    """Whether a text only bounds an amount, or names a range."""
    if RANGE.search(text) or SOME.search(text):
        return True
    return any(
        _is_bound(text[: at.start()], text[at.end() :])
        for at in (*NUMBER.finditer(text), *AMOUNT.finditer(text))
    )


def _is_bound(before: str, after: str) -> bool:
    return bool(BOUND_BEFORE.search(before) or BOUND_AFTER.search(after))
