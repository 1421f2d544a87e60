"""Cells of a roster: what people write, and what they are told instead."""

from datetime import date, datetime
from fractions import Fraction

import pytest

from knowledge.rosters import cells, wording
from knowledge.rosters.cells import Bad
from knowledge.rosters.members import Category, Education, Source

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        (cells.read_text, " 甲 镇 ", "甲镇"),
        (cells.read_sex, "女 ", "女"),
        (cells.read_sex, "男性", "男"),
        (cells.read_birth, datetime(1985, 6, 3), date(1985, 6, 3)),  # noqa: DTZ001  # as spreadsheets have it
        (cells.read_birth, date(1985, 6, 3), date(1985, 6, 3)),
        (cells.read_birth, "1985.06", date(1985, 6, 1)),
        (cells.read_birth, "1985年6月3日", date(1985, 6, 3)),
        (cells.read_birth, 198506, date(1985, 6, 1)),
        (cells.read_birth, 19850603.0, date(1985, 6, 3)),
        (cells.read_birth, 1985.12, date(1985, 12, 1)),
        (cells.read_birth, "１９８５－０６", date(1985, 6, 1)),
        (cells.read_minority, "汉", False),
        (cells.read_minority, "漢族", False),
        (cells.read_minority, "維吾爾族", True),
        (cells.read_minority, "回", True),
        (cells.read_nonparty, "中共党员", False),
        (cells.read_nonparty, "党员", False),
        (cells.read_nonparty, "预备党员", False),
        (cells.read_nonparty, "非中共党员", True),
        (cells.read_nonparty, "中国民主同盟盟员", True),
        (cells.read_nonparty, "群众", True),
        (cells.read_nonparty, "九三学社社员", True),
        (cells.read_education, "省委党校研究生", Education.GRADUATE),
        (cells.read_education, "大学", Education.BACHELOR),
        (cells.read_education, "大学专科", Education.COLLEGE),
        (cells.read_education, "中专", Education.SECONDARY),
        (cells.read_yes, "√", True),
        (cells.read_yes, "是", True),
        (cells.read_yes, "否", False),
        (cells.read_yes, 0, False),
        (cells.read_years, 3, Fraction(3)),
        (cells.read_years, "1.5年", Fraction(3, 2)),
        (cells.read_category, "正职后备", Category.RESERVE_HEAD),
        (cells.read_source, "社区(村)招考", Source.VILLAGE),
        (cells.read_source, "后备", Source.RESERVE),
    ],
)
def test_what_people_write(read, cell, value):
    """The usual ways of writing are read, in either script and width."""
    assert read(cell, TODAY) == value


@pytest.mark.parametrize(
    ("read", "cell", "reason"),
    [
        (cells.read_text, "长" * 61, wording.TOO_LONG.format(limit=60)),
        (cells.read_sex, "不详", wording.SEX),
        (cells.read_birth, "198x", wording.DATE),
        (cells.read_birth, 31213, wording.DATE),
        (cells.read_birth, "1985年", wording.DATE_NO_MONTH.format(year=1985)),
        (cells.read_birth, 1985.1, wording.DATE_AMBIGUOUS.format(year=1985)),
        (cells.read_birth, "1985-13", wording.DATE),
        (cells.read_birth, "2026-12", wording.DATE_FUTURE),
        (cells.read_birth, "2015-01", wording.DATE_AGE.format(age=11, low=16, high=80)),
        (cells.read_minority, "火星族", wording.ETHNICITY),
        (cells.read_nonparty, "先进", wording.PARTY),
        (cells.read_education, "自学", wording.EDUCATION),
        (cells.read_yes, "也许", wording.YES_NO),
        (cells.read_years, "1e99999999", wording.YEARS),
        (cells.read_years, "-1", wording.YEARS),
        (cells.read_years, "61", wording.YEARS_RANGE.format(high=60)),
        (cells.read_category, "后备", wording.CHOICE.format(choices="、".join(Category))),
        (cells.read_source, "天上", wording.CHOICE.format(choices="、".join(Source))),
    ],
)
def test_what_cannot_be_read(read, cell, reason):
    """The reason says what to write instead."""
    assert read(cell, TODAY) == Bad(reason)


def test_birthdays_at_the_bounds():
    """Sixteen years are complete on the birthday, and eighty are the last."""
    assert cells.read_birth("2010-11-22", TODAY) == date(2010, 11, 22)
    assert isinstance(cells.read_birth("2010-11-23", TODAY), Bad)
    assert cells.read_birth("1945-11-23", TODAY) == date(1945, 11, 23)
    assert isinstance(cells.read_birth("1945-11-22", TODAY), Bad)


def test_empty_cells_are_empty():
    """Nothing and blanks of any width are nothing."""
    assert [cells.text_of(cell) for cell in (None, "", " \u3000\n")] == [""] * 3
