"""Cells of a roster: what people write in them, read as values; what can't be read says what to write instead."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import TypeAlias, TypeVar

from knowledge.eligibility.durations import completed_months
from knowledge.eligibility.facts import NO, YES
from knowledge.eligibility.written_dates import read_date
from knowledge.rosters import wording
from knowledge.rosters.members import Category, Education, Source
from knowledge.text.normalization import simplify

Cell: TypeAlias = str | int | float | bool | date | None
Choice = TypeVar("Choice", Category, Source)
YOUNGEST, OLDEST = 16, 80
MOST_YEARS = 60
MONTHS_A_YEAR = 12
LONGEST = 60
YES_MARKS = YES | {"√", "✓", "y", "v", "真"}
NO_MARKS = NO | {"×", "✗", "x", "n", "假", "没"}
NO_MONTH = re.compile(r"(?P<year>(19|20)\d{2})年?")
# A number such as 1985.1 is what a spreadsheet makes of 1985.10.
AMBIGUOUS = re.compile(r"(?P<year>(19|20)\d{2})\.1")
NUMBER = re.compile(r"\d{1,3}(\.\d{1,4})?")
HAN = "汉"
MINORITIES = frozenset(
    re.findall(
        r"\S+",
        "蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 "
        "景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 "
        "保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺 穿青",
    )
)
PARTY_MEMBERS = ("中共", "预备党员", "共产党")
NONPARTY = (
    *("民革", "民盟", "民建", "民进", "农工", "致公", "九三", "台盟"),
    *(
        "党外",
        "民主党派",
        "无党派",
        "群众",
        "共青团",
        "团员",
        "中国国民党革命",
        "民主同盟",
        "民主建国",
        "民主促进",
        "台湾民主自治",
    ),
)
# The first level one of whose words occurs; 大学专科 is a college, 大学 alone a bachelor.
LEVELS = (
    (Education.GRADUATE, ("研究生", "硕士", "博士")),
    (Education.COLLEGE, ("大专", "专科", "高职")),
    (Education.BACHELOR, ("本科", "学士", "大学", "双学位")),
    (Education.SECONDARY, ("中专", "中技", "技校", "高中", "职高", "初中", "小学", "中师", "中等专业")),
)


@dataclass(frozen=True)
class Bad:
    """A cell that can't be read, with what to write instead."""

    reason: str


def text_of(cell: Cell) -> str:
    """A cell as text: without spaces, in Simplified characters and plain digits; nothing for an empty one."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return re.sub(r"\s+", "", simplify(str(cell)))


def read_text(cell: Cell, _: date) -> str | Bad:
    """A name of a team: short."""
    text = text_of(cell)
    return text if len(text) <= LONGEST else Bad(wording.TOO_LONG.format(limit=LONGEST))


def read_sex(cell: Cell, _: date) -> str | Bad:
    """男 or 女."""
    text = text_of(cell).removesuffix("性")
    return text if text in {"男", "女"} else Bad(wording.SEX)


def read_birth(cell: Cell, today: date) -> date | Bad:
    """A birth date: a date of the spreadsheet, or written with year and month at least."""
    day = _read_day(cell, today)
    if isinstance(day, Bad):
        return day
    if day > today:
        return Bad(wording.DATE_FUTURE)
    age = completed_months(day, today) // MONTHS_A_YEAR
    if not YOUNGEST <= age <= OLDEST:
        return Bad(wording.DATE_AGE.format(age=age, low=YOUNGEST, high=OLDEST))
    return day


def _read_day(cell: Cell, today: date) -> date | Bad:
    if isinstance(cell, date):
        return cell.date() if isinstance(cell, datetime) else cell
    text = text_of(cell)
    if found := NO_MONTH.fullmatch(text):
        return Bad(wording.DATE_NO_MONTH.format(year=found["year"]))
    if isinstance(cell, float) and (found := AMBIGUOUS.fullmatch(text)):
        return Bad(wording.DATE_AMBIGUOUS.format(year=found["year"]))
    written = read_date(text, today)
    return written.day if written else Bad(wording.DATE)


def read_minority(cell: Cell, _: date) -> bool | Bad:
    """Whether somebody belongs to a minority."""
    text = text_of(cell)
    name = text if text in MINORITIES else text.removesuffix("族").removesuffix("人")
    if name == HAN:
        return False
    return True if name in MINORITIES else Bad(wording.ETHNICITY)


def read_nonparty(cell: Cell, _: date) -> bool | Bad:
    """Whether somebody is no member of the Communist Party."""
    text = text_of(cell)
    if text in {"党员", "是党员"} or any(word in text for word in PARTY_MEMBERS):
        return text.startswith("非")
    return True if any(word in text for word in NONPARTY) else Bad(wording.PARTY)


def read_education(cell: Cell, _: date) -> Education | Bad:
    """The level of education."""
    text = text_of(cell)
    levels = (level for level, words in LEVELS if any(word in text for word in words))
    return next(levels, None) or Bad(wording.EDUCATION)


def read_yes(cell: Cell, _: date) -> bool | Bad:
    """Yes or no."""
    text = text_of(cell).lower()
    if text in YES_MARKS or text in NO_MARKS:
        return text in YES_MARKS
    return Bad(wording.YES_NO)


def read_years(cell: Cell, _: date) -> Fraction | Bad:
    """A number of years, fractions allowed."""
    text = text_of(cell).removesuffix("年")
    if NUMBER.fullmatch(text) is None:
        return Bad(wording.YEARS)
    years = Fraction(text)
    return years if 0 <= years <= MOST_YEARS else Bad(wording.YEARS_RANGE.format(high=MOST_YEARS))


def read_category(cell: Cell, _: date) -> Category | Bad:
    """Member or reserve."""
    return _choose(cell, tuple(Category))


def read_source(cell: Cell, _: date) -> Source | Bad:
    """Where somebody came from."""
    return _choose(cell, tuple(Source))


def _choose(cell: Cell, choices: tuple[Choice, ...]) -> Choice | Bad:
    """The one choice that the text is, brackets of either width, or is a part of."""
    text = text_of(cell).replace("(", "（").replace(")", "）")
    near = [choice for choice in choices if choice == text] or [
        choice for choice in choices if text in choice
    ]
    return near[0] if len(near) == 1 else Bad(wording.CHOICE.format(choices="、".join(choices)))
