"""`checklist list|show`: the contract's forms, the plain text, and wrong arguments."""

import json

import pytest

import run_bot
from bot.rendering.plain_checklist import plain_checklist
from knowledge.loader import load_checklists

pytestmark = pytest.mark.usefixtures("no_settings")

RECOMMENDATION = "tuijian.democratic"


def test_list_has_the_contracts_form(say):
    """Every checklist with id, title, scope and the number of its steps."""
    rows = json.loads(say("checklist", "list", "--json"))
    assert (len(rows), sum(row["steps"] for row in rows)) == (59, 314)
    assert all({"id", "title", "scope", "steps"} <= row.keys() for row in rows)
    assert rows[3]["id"] == RECOMMENDATION
    assert rows[3]["scope"]["region"] == "某省"


def test_list_is_readable(say):
    """One line a checklist, in the order of the procedures."""
    lines = say("checklist", "list").splitlines()
    assert lines[0] == "xuanren.promotion  提拔任用全流程  [某省 · 通知 · 15步]"
    assert len(lines) == 59


def test_show_has_the_contracts_form(say):
    """The template with items, gates and citations."""
    told = json.loads(say("checklist", "show", RECOMMENDATION, "--json"))
    attendance = next(item for item in told["items"] if item["id"] == "attendance")
    assert attendance["covers"] == "P04.3"
    assert attendance["citations"] == [{"document": "PROV2005", "locator": "二.2"}]
    assert attendance["gate"]["needs"]["at_least"] == {"fact": "expected", "times": "2/3"}


def test_show_is_readable(say):
    """Each step with what, who, when, what to fill in, the gate, and where it stands."""
    lines = say("checklist", "show", RECOMMENDATION).splitlines()
    assert lines[0] == "民主推荐"
    assert "2. 扩大参加范围（某市）【某市的步骤，不在那里可以略过】" in lines
    assert "   须满足：实到不少于应到的三分之二" in lines
    assert "   要填：实际参加人数（整数，人）" in lines
    assert "   谁来做：组织（人事）部门※" in lines
    assert "   留存：★民主推荐汇总表" in lines
    assert "   依据：某省2005年通知第二部分第2条" in lines
    assert lines[-1].startswith("提示：")


def test_show_marks_history_order_and_openings(say):
    """Historic steps, editorial order, notes, sub-checklists with their condition, and reminders by title."""
    whole = say("checklist", "show", "xuanren.promotion")
    assert "1. 核对领导职数【顺序由系统编排】" in whole
    assert "破格、越级提拔报批（属于破格或越级提拔时）" in whole
    assert "说明：" in whole
    assert "【历史】" in say("checklist", "show", "tiaoli.province-study")
    assert "步骤顺序：文件没有写先后" in say("checklist", "show", "jiaoliu.ningxia")
    assert "时限提醒：" in say("checklist", "show", "shiyong.probation")


def test_every_checklist_can_be_shown():
    """As text, without a code word left in it."""
    book = load_checklists()
    for template in book.templates.values():
        text = plain_checklist(book, template)
        assert text.startswith(template.title)
        assert not any(word in text for word in ("None", "True", "False", "{", "}"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "required"),
        (["nonsense"], "invalid choice"),
        (["show"], "required"),
        (["show", "no.such"], "no checklist 'no.such'; see: checklist list"),
    ],
)
def test_wrong_arguments_are_one_line(capsys, arguments, words):
    """Status 2, one line that says what is wrong, nothing on standard output."""
    assert run_bot.main(["checklist", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert words in captured.err


def test_unusable_content_is_one_line(capsys, tmp_path):
    """The user is sent to the check."""
    (tmp_path / "checklists").mkdir()
    (tmp_path / "checklists" / "x.yaml").write_text("- {id: a.b}", encoding="utf-8")
    assert run_bot.main(["checklist", "--content", str(tmp_path), "list"]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "run: knowledge check" in err
