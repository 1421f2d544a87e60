"""Reports on structure: what is said, drawn and written into cells."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from io import BytesIO

import openpyxl
import pytest

from bot.pictures.structure import render_chart
from bot.rendering import structure_texts as texts
from bot.rendering.reply import split
from bot.rendering.structure import goal, line_of, percent, render_report, source_of
from bot.rendering.structure_menu import render_rejected, roster_blocks
from bot.rendering.structure_workbook import render_csv_template, render_template, render_workbook
from bot.rendering.workbooks import Workbook, lines_of, safe
from bot.structure.report import Report, report_of_survey
from bot.structure.survey import Survey
from knowledge.rosters.members import Member
from knowledge.rosters.reading import Problem, Rejected, Roster, read_roster
from knowledge.rosters.sheets import read_sheets
from knowledge.rosters.teams import columns_of, facts_of
from storage.tables import Script
from tests.rosters import shipped_base

TODAY = date(2026, 11, 22)
BASE = shipped_base()
BOOK = BASE.rulebook
EVERYTHING = {"team_size": 9, "team_bachelor": 9, "team_under_40": 5, "team_under_35": 2, "team_women": 0}


def survey(team="city-town", **fields):
    """A finished survey."""
    return Survey(BOOK, BASE.teams[team], TODAY, is_done=True, **fields)


@pytest.mark.parametrize("team", BASE.teams)
def test_every_team_has_a_report(team):
    """On no counts and on ones everywhere: text, picture and table come out, and nothing is left unfilled."""
    ones = {fact.id: fact.type == "boolean" or 1 for fact in facts_of(BOOK, BASE.teams[team])}
    for counts in ({}, ones):
        item = survey(team, counts=counts)
        text = "".join(part.plain for part in split(render_report(item)))
        assert texts.GUIDANCE in text
        assert "None" not in text
        assert "{" not in text
        report = report_of_survey(item)
        assert render_workbook(report, source="x", version="1", script=Script.SIMPLIFIED)


def test_figures_in_words():
    """Shares as they are asked for, gaps in heads, averages, limits, and what nobody decides."""
    counts = {**EVERYTHING, "average_age_now": Fraction(91, 2), "average_age_before": Fraction(45)}
    text = render_report(survey(counts=counts, rows=9)).plain
    for words in (
        "根据花名册（9行）",
        "现有9人，占100%；目标90%，即9人",
        "现在平均45.5岁；要低于45岁；高0.5岁",
        "现有5人，占55.6%；目标60%左右，即6人；差1人；“左右”“基本”没有给出容差，不判定",
        "✗ 至少有1名女干部（结构目标）：现有0人；目标1人；差1人",
    ):
        assert words in text
    text = render_report(survey("province-posts", counts={"actual_posts": 9, "approved_posts": 7})).plain
    assert "现有9名；上限7名；多2名" in text
    counts = {"recruits_from_below": 1, "recruits_total": 9}
    assert "只是调研建议，不判定" in render_report(survey("zhoushan-recruits", counts=counts)).plain
    assert (percent(Fraction(1, 3)), goal(Fraction(2, 3)), goal(Fraction(1, 2))) == ("33.3%", "2/3", "50%")


def test_where_counts_come_from():
    """From the roster, from answers, or from both."""
    assert source_of(survey()) == texts.FROM_ANSWERS
    assert source_of(survey(rows=2)) == texts.FROM_ROSTER.format(rows=2)
    both = texts.FROM_ROSTER_AND_ANSWERS.format(rows=2)
    assert source_of(survey(rows=2, answered=("team_size",))) == both


def test_the_picture():
    """A PNG where there are figures, nothing where there are none."""
    assert render_chart(report_of_survey(survey())) is None
    content = render_chart(report_of_survey(survey(counts=EVERYTHING)), Script.TRADITIONAL)
    assert content.startswith(b"\x89PNG")


def test_long_labels_are_cut():
    """A label longer than two lines is drawn all the same."""
    report = report_of_survey(survey("zhoushan-teams", counts={"exchange_posts": 0}))
    first = report.findings[0]
    long = replace(first, requirements=(replace(first.requirements[0], text="长" * 40),))
    assert render_chart(replace(report, findings=(long,))).startswith(b"\x89PNG")


def test_cells_are_safe():
    """What looks like a formula is no formula, in any cell of any sheet."""
    assert [safe(text) for text in ("=1+1", "+1", "-1", "@A1", "\t=1", "甲")] == [
        "'=1+1",
        "'+1",
        "'-1",
        "'@A1",
        "'\t=1",
        "甲",
    ]
    book = Workbook()
    table = book.table("表", ("=甲", "乙"), (10, 10))
    table.row(("=cmd()", -5))
    table.line("@x")
    sheet = openpyxl.load_workbook(BytesIO(book.content()))["表"]
    assert [[cell.value for cell in row] for row in sheet] == [["'=甲", "乙"], ["'=cmd()", -5], ["'@x", None]]
    assert (lines_of("", 10), lines_of("十个字十个字十个字十", 11)) == (1, 2)


def test_the_workbook_in_traditional_characters():
    """Sheets and cells follow the preference."""
    report = report_of_survey(survey(counts=EVERYTHING))
    content = render_workbook(report, source="x", version="1", script=Script.TRADITIONAL)
    book = openpyxl.load_workbook(BytesIO(content))
    assert book.sheetnames == ["結果", "人數", "說明"]


@pytest.mark.parametrize("script", Script)
@pytest.mark.parametrize("render", [render_template, render_csv_template])
def test_templates_are_read_as_they_are(render, script):
    """An empty template is a roster without people, in either script, and nothing else is wrong with it."""
    team = BASE.teams["city-town"]
    sheets = read_sheets(render(BOOK, team, script))
    rejected = read_roster(sheets, columns_of(BOOK, team), TODAY)
    assert [problem.row for problem in rejected.problems] == [0]


def test_what_a_roster_leaves_open():
    """Columns that were not used, empty cells with a few of their rows, and the ages that 左右 is about."""
    team = BASE.teams["city-towns"]
    members = (Member(is_head=True, birth_date=date(1990, 1, 1)), Member(is_head=False))
    roster = Roster(members, empty=(("性别", tuple(range(2, 22))),), unused=("籍贯",))
    (said,) = roster_blocks(BOOK, team, roster, TODAY)
    for words in ("没有用到的列：籍贯", "“性别”有20行没有填（第2、3、4、5、6、7、8、9等行）", "36岁"):
        assert words in said.plain
    (said,) = roster_blocks(BOOK, BASE.teams["city-town"], Roster(members), TODAY)
    assert "36岁" not in said.plain


def test_problems_by_row_and_column():
    """At most fifteen, and the number of the rest."""
    problems = [
        Problem(0, "", "整张表"),
        Problem(1, "性别", "缺少", is_heading=True),
        Problem(3, "", "不是人"),
    ]
    problems += [Problem(4, "学历", "看不懂")] * 13
    text = render_rejected(BASE.teams["city-town"], Rejected(tuple(problems))).plain
    for words in (
        "· 整张表",
        "表头（第1行）“性别”：缺少",
        "第3行：不是人",
        "第4行“学历”：看不懂",
        "还有1处问题",
    ):
        assert words in text


def test_places_of_several_documents():
    """With more than one document each line names its own."""
    findings = (*survey("province-posts").findings, *survey("city-staff").findings)
    report = Report(BOOK, "合", TODAY, findings, ())
    assert "某省2005年通知" in line_of(report, report.requirements[0])
