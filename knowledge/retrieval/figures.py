"""Figures that a question takes for granted (“是不是3年？”), held against those of an answer."""

import re

from knowledge.text.normalization import fold

FIGURE = r"(?P<figure>(?P<value>\d+(?:/\d+|\.\d+)?)(?P<unit>%|周岁|岁|年|个月|月|天|日|人|名|届|次|个|倍)?)(?!\d|[-/.%]|年度)"
# A figure in question: 是不是(要满)3年, 上限是50岁吗, 要三分之二对吧; what people say of themselves is none (我45岁还行吗).
CLAIMS = (
    re.compile(rf"(?:是不是|是否|是不|要不要|需不需要)[^\d]{{0,8}}{FIGURE}"),
    re.compile(
        rf"(?:是|为|要|得|需|须|满|占|到|达|过|超过|最多|至少|最少|最高|最低|不低于|上限|下限|连任|任期|调整|锻炼|公示|试用)[^\d]{{0,3}}{FIGURE}"
        r"[^\d]{0,8}?(?:吗|吧|么|嘛|对吗|对吧|对不对|是吗|是吧|是不是|没错吧|没记错吧)$"
    ),
)
OWN = re.compile(r"我(?!市|省|区|县|们?(?:这|单位|局|市|省))|本人|今年\d|他|她")
CALENDAR_YEAR = re.compile(r"(?:19|20)\d\d")
QUANTITY = re.compile(r"(\d+(?:/\d+|\.\d+)?)(%|周岁|岁|年|个月|月|天|日|人|名|届|次|个|倍)?")
RANGE = re.compile(r"(\d+)-(\d+)(%|周岁|岁|年|个月|月|天|日|人|名|届|次|个|倍)")
ALIKE = {"周岁": "岁", "日": "天", "月": "个月", "名": "人"}
MONTHS = 12
HUNDRED = 100


def find_claim(question: str) -> str | None:
    """The figure that a question takes for granted, in one form (四分之三 → 3/4); None when it takes none."""
    text = fold(question)
    if OWN.search(text):
        return None
    found = next((match for claim in CLAIMS if (match := claim.search(text))), None)
    if found is None or CALENDAR_YEAR.fullmatch(found["value"]):
        return None
    return found["figure"]


def is_contradicted(claim: str, answer: str) -> bool:
    """Whether the answer gives figures of this kind, and this one is not among them."""
    match = QUANTITY.fullmatch(claim)
    if match is None:
        return False
    given = amounts_of(answer)
    kinds = {kind for _, kind in given}
    claimed = _amounts(match)
    return any(kind in kinds for _, kind in claimed) and given.isdisjoint(claimed)


def amounts_of(answer: str) -> set[tuple[float, str]]:
    """The quantities of an answer, each as value and kind."""
    return {amount for item in QUANTITY.finditer(_spelled(answer)) for amount in _amounts(item)}


def _spelled(answer: str) -> str:
    """The folded answer with both ends of a range having its unit, and 一半 as a fraction."""
    text = fold(answer.replace("半数", "1/2").replace("一半", "1/2"))
    return RANGE.sub(r"\1\3 \2\3", text)


def _amounts(match: re.Match[str]) -> set[tuple[float, str]]:
    """A quantity as value and kind; years as months too, shares of all in one form."""
    value, _, below = match[1].partition("/")
    unit = ALIKE.get(match[2] or "", match[2] or "")
    if below or unit == "%":
        return {(round(float(value) / float(below or HUNDRED), 4), "share")} if float(below or 1) else set()
    if unit == "年":
        return {(float(value) * MONTHS, "个月")}
    return {(float(value), unit)}
