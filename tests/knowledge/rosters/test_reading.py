"""From tables to rosters: everything or nothing, with each problem at its row and column."""

from datetime import date

import pytest

from knowledge.rosters import wording
from knowledge.rosters.columns import COLUMNS, FIELDS, column_of, columns_for
from knowledge.rosters.members import Category, Education, Member
from knowledge.rosters.reading import MAX_MEMBERS, Problem, Rejected, Roster, read_roster

TODAY = date(2026, 11, 22)
COLUMNS_WANTED = columns_for(["team_women", "team_bachelor", "reserve_heads"])


def read(*rows, columns=COLUMNS_WANTED):
    """The roster of one sheet."""
    return read_roster([rows], columns, TODAY)


def test_a_roster_below_its_title():
    """A title, further columns, empty lines and columns in another order don't matter; names are not read."""
    roster = read(
        ["某镇领导班子"],
        [],
        ["姓 名", "学历（最高）", None, "籍贯", "性别", "类别"],
        ["甲", "大学", None, "本地", "女", None],
        ["", " ", None],
        ["乙", "大专", None, "外地", "男", "正职后备"],
    )
    assert roster == Roster(
        (
            Member(sex="女", education=Education.BACHELOR),
            Member(sex="男", education=Education.COLLEGE, category=Category.RESERVE_HEAD),
        ),
        unused=("籍贯",),
    )


def test_the_first_sheet_with_headings():
    """A sheet of notes before it is passed over."""
    sheets = [[["填写说明"]], [["性别", "学历"], ["男", "本科"]]]
    assert read_roster(sheets, COLUMNS_WANTED, TODAY).members == (
        Member(sex="男", education=Education.BACHELOR),
    )


def test_empty_cells_leave_open():
    """What one line leaves open is told with its row."""
    roster = read(["性别", "学历"], ["女", None], ["男", "本科"], ["男"])
    assert roster.empty == (("学历", (2, 4)),)
    assert roster.members[2] == Member(sex="男")


def test_all_problems_at_once():
    """Missing and repeated columns, unreadable cells, and lines that are nobody."""
    rejected = read(["性别", "姓名", "性别", "姓名"], ["先生", "甲"], ["", "合计"], ["女", "乙"])
    assert rejected == Rejected(
        (
            Problem(1, "学历", wording.NO_COLUMN.format(help=wording.HELP["education"]), is_heading=True),
            Problem(1, "性别", wording.TWICE, is_heading=True),
            Problem(2, "性别", wording.SEX),
            Problem(3, "", wording.NOBODY),
        )
    )


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([["甲", "乙"], ["男", "女"]], wording.NO_HEADING_ROW.format(rows=10)),
        ([["性别", "学历"]], wording.NO_ROWS),
        (
            [["性别", "学历"], *([["男", "本科"]] * (MAX_MEMBERS + 1))],
            wording.TOO_MANY_ROWS.format(limit=MAX_MEMBERS),
        ),
    ],
)
def test_no_roster_at_all(rows, reason):
    """What is no roster says so as a whole."""
    assert read(*rows) == Rejected((Problem(0, "", reason),))


def test_as_many_members_as_there_may_be():
    """The limit itself is fine."""
    assert len(read(["性别", "学历"], *([["男", "本科"]] * MAX_MEMBERS)).members) == MAX_MEMBERS


def test_one_column_is_enough_where_one_is_asked_for():
    """A list of one column needs no further heading to be known as one."""
    columns = columns_for(["staff_trained"])
    roster = read(["三年内是否轮训"], ["是"], ["否"], columns=columns)
    assert [member.is_trained for member in roster.members] == [True, False]


def test_a_repeated_column_that_nobody_reads_is_fine():
    """Two columns of names disturb nobody."""
    assert isinstance(read(["姓名", "姓名", "性别", "学历"], ["甲", "乙", "男", "本科"]), Roster)


def test_columns_have_names_and_help():
    """Every column has a heading, help and an example, no name stands for two, and facts name known columns."""
    for key, column in COLUMNS.items():
        assert column.key == key
        assert wording.HELP[key]
        assert wording.EXAMPLES[key]
        assert column_of(column.heading) is column
    names = [name for column in COLUMNS.values() for name in column.names]
    assert len(names) == len(set(names))
    assert {field for fields in FIELDS.values() for field in fields} <= COLUMNS.keys()


def test_examples_can_be_read():
    """What the notes give as an example is understood."""
    for key, column in COLUMNS.items():
        for cell in (wording.EXAMPLES[key], *column.choices):
            if column.read:
                assert not hasattr(column.read(cell, TODAY), "reason"), (key, cell)
