"""Chinese numerals to Arabic ones, where they stand for quantities.

Numerals inside names (一把手, 三荐一议, 第一书记) are left alone: only a numeral that a unit follows is a quantity.
"""

import re

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "俩": 2,
}
TENS = str.maketrans({"廿": "二十", "卅": "三十"})
PLACES = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
NUMERAL = "[零〇一二两俩三四五六七八九十百千万廿卅]"
UNITS = (
    "个半月|个月|周岁|年级|岁|年|月|天|日|号|周|个|人|名|位|届|次|票|条|项|级|分钟|小时|学时|万|元|"
    "倍|成|轮|批|种|类|步|关|组|份|张|所|家|度"
)
FRACTION = re.compile(rf"({NUMERAL}+|\d+)分之({NUMERAL}+|\d+)")
QUANTITY = re.compile(rf"(?<!第)(?<!{NUMERAL})({NUMERAL}+)(?=多?(?:{UNITS}))")
RANGE = re.compile(rf"({NUMERAL})(?:到|至|[-—–~～]+)({NUMERAL}+)(?=(?:{UNITS}))")
APPROXIMATE = re.compile(
    r"(?<![十百千万])([一二三四五六七八九两])([二两三四五六七八九])(?=(?:十|年|岁|个|天|月|次|人))"
)
HALF_YEAR = re.compile(r"半年")
HYPHENS = re.compile(r"(?<=\d)\s*(?:[-—–~～至到]+)\s*(?=\d)")
YEAR = re.compile(r"[零〇一二三四五六七八九]{4}(?=年)")


def to_int(numeral: str) -> int:
    """The value of a Chinese numeral such as 四十五, 两百 or 二〇一六.

    Raises ValueError for a character that is no numeral.
    """
    numeral = numeral.translate(TENS)
    if not numeral:
        raise ValueError("an empty numeral")
    if not any(c in PLACES for c in numeral) and len(numeral) > 1:
        return int("".join(str(_digit(c)) for c in numeral))
    total = section = digit = 0
    for c in numeral:
        if c == "万":
            total, section, digit = (total + section + digit) * PLACES[c], 0, 0
        elif c in PLACES:
            section, digit = section + (digit or 1) * PLACES[c], 0
        else:
            digit += _digit(c)
    return total + section + digit


def _digit(character: str) -> int:
    if character not in DIGITS:
        raise ValueError(f"no numeral: {character}")
    return DIGITS[character]


def _value(text: str) -> int:
    return int(text) if text.isdigit() else to_int(text)


def _fraction(match: re.Match[str]) -> str:
    below, above = _value(match[1]), _value(match[2])
    return f"{above}%" if below == 100 else f"{above}/{below}"  # noqa: PLR2004


def fold_numerals(text: str) -> str:
    """One form for quantities: 四十五周岁 → 45周岁, 三分之二 → 2/3, 百分之二十 → 20%, 一至两年 → 1-2年, 半年 → 6个月."""
    text = HALF_YEAR.sub("6个月", text)
    text = FRACTION.sub(_fraction, text)
    text = YEAR.sub(lambda m: str(to_int(m[0])), text)
    text = RANGE.sub(lambda m: f"{to_int(m[1])}-{to_int(m[2])}", text)
    text = APPROXIMATE.sub(lambda m: f"{to_int(m[1])}-{to_int(m[2])}", text)
    text = QUANTITY.sub(lambda m: str(to_int(m[1])), text)
    return HYPHENS.sub("-", text)


NUMBER = re.compile(r"\d+/\d+|\d+(?:\.\d+)?%|\d+(?:\.\d+)?")


def find_numbers(text: str) -> tuple[str, ...]:
    """The numbers of a folded text, in order: `2/3`, `45`, `20%`, `1`, `2`."""
    return tuple(NUMBER.findall(text))
