"""`deadline list|preview`: the contract's forms, the plain text, and wrong arguments."""

import json
from datetime import datetime

import pytest

import run_bot

pytestmark = pytest.mark.usefixtures("no_settings")

TRAINING = "peixun.province-after-promotion"
TRIAL = "shiyongqi.national-end"
HISTORY = "lishi.city-young"


def test_list_has_the_contracts_form(say):
    """Every rule with trigger, ISO period or null, hardness, scope and citations."""
    rows = {row["id"]: row for row in json.loads(say("deadline", "list", "--json"))}
    assert len(rows) >= 80
    assert all(
        {"id", "title", "trigger", "period", "hardness", "scope", "citations"} <= row.keys()
        for row in rows.values()
    )
    assert rows[TRAINING]["period"] == "P1Y"
    assert rows[TRAINING]["citations"] == [{"document": "PROV2005", "locator": "二.1"}]
    assert rows[TRIAL]["period"] is None


def test_list_is_readable(say):
    """One line a rule, with how its date comes about."""
    lines = {line.split("  ")[0]: line for line in say("deadline", "list").splitlines()}
    assert lines[TRAINING].endswith("[提任日期 + 1年 · 硬性]")
    assert lines[TRIAL].endswith("[试用开始日期 · 原文没有写期限 · 硬性]")
    assert lines["duanlian.city-end"].endswith("[锻炼开始日期 + 1年至2年 · 有弹性]")
    assert lines["tuixiu.city-men"].endswith("[出生日期 + 55年，并且参加工作日期 + 20年 · 允许]")
    assert lines["peixun.province-before-post"].endswith("[拟提任日期当天 · 硬性]")
    assert lines[HISTORY].endswith("[历史日期 · 到2014年]")


def test_preview_has_the_contracts_form(say):
    """Due date, formula, citations, and every reminder as an aware instant."""
    told = json.loads(
        say("deadline", "preview", TRAINING, "--trigger", "2026-03-01", "--as-of", "2027-02-22", "--json")
    )
    assert (told["rule"], told["trigger"], told["due_on"]) == (TRAINING, "2026-03-01", "2027-03-01")
    assert told["formula"] == "2026-03-01 + 1年 = 2027-03-01"
    past = {one["stage"]: one["past"] for one in told["stages"]}
    assert past == {
        "P3M": True, "P30D": True, "P7D": False, "P1D": False, "P0D": False,
        "+P7D": False, "+P14D": False, "+P21D": False, "+P28D": False,
    }  # fmt: skip
    assert all(datetime.fromisoformat(one["at"]).utcoffset() for one in told["stages"])


def test_preview_follows_the_settings_zone(say, monkeypatch):
    """Hour and quiet hours are the caller's, the zone is that of the settings."""
    monkeypatch.setenv("CADREBOT_TIMEZONE", "Asia/Urumqi")
    options = ("--hour", "7", "--quiet", "22:00-08:00", "--json")
    told = json.loads(say("deadline", "preview", TRAINING, "--trigger", "2026-03-01", *options))
    assert told["stages"][0]["at"] == "2026-12-01T08:00:00+06:00"


def test_preview_is_readable(say):
    """The day first, then formula, duty, consequence, basis, reminders and the document's caveat."""
    lines = say(
        "deadline", "preview", TRAINING, "--trigger", "2026-03-01", "--as-of", "2027-02-22"
    ).splitlines()
    assert lines[1] == "到期日：2027年3月1日（星期一）"
    assert lines[2] == "算法：2026-03-01 + 1年 = 2027-03-01"
    assert "后果：文件没有写" in lines
    assert "依据：某省2005年通知第二部分第1条（某省，通知）" in lines
    assert "提醒（Asia/Shanghai，共9次）：" in lines
    assert "  提前30天  2027-01-30 09:00（已过）" in lines
    assert lines[-1].startswith("提示：这是某省")


def test_preview_shows_further_days(say):
    """Two ends of a range with their formulas; a stated consequence."""
    text = say("deadline", "preview", "duanlian.city-end", "--trigger", "2025-05-01")
    assert "  · 最早：2026年5月1日（星期五）（2025-05-01 + 1年 = 2026-05-01）" in text
    assert "后果：不合格的不予任职、定级、晋职，直至取消录用资格" in text


def test_preview_of_two_counts(say):
    """The later one is due, and nothing follows from a right."""
    text = say("deadline", "preview", "tuixiu.city-men", "--trigger", "1972-03-01", "--also", "2008-07-01")
    assert "到期日：2028年7月1日（星期六）" in text
    assert "后果" not in text


def test_preview_of_a_blank(say):
    """No date, the reason and what to enter, until a date is given."""
    text = say("deadline", "preview", TRIAL, "--trigger", "2026-01-01")
    assert "到期日：不能推算" in text
    assert "要填的：" in text
    assert "提醒：原文没有写期限" in text
    assert (
        json.loads(say("deadline", "preview", TRIAL, "--trigger", "2026-01-01", "--json"))["due_on"] is None
    )
    own = say("deadline", "preview", TRIAL, "--due", "2027-06-30")
    assert "到期日：2027年6月30日（星期三）" in own
    assert "要填的：" not in own


def test_preview_of_history(say):
    """Answered in the document's words, with days where it has them, never scheduled."""
    text = say("deadline", "preview", HISTORY, "--trigger", "2026-01-01")
    assert "日期：没有写到哪一天" in text
    assert "写法：原文写的是“到2014年”" in text
    assert "提醒：这是历史日期" in text
    goals = say("deadline", "preview", "lishi.national-goals")
    assert "日期：2019年1月4日（星期五）" in goals
    assert "  · 起始：2014年1月4日（星期六）\n" in goals


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "required"),
        (["nonsense"], "invalid choice"),
        (["preview"], "required"),
        (["preview", "no.rule", "--trigger", "2026-03-01"], "no rule 'no.rule'"),
        (["preview", TRAINING], "请给出提任日期"),
        (["preview", TRAINING, "--trigger", "tomorrow"], "no date such as"),
        (["preview", TRAINING, "--trigger", "20260301"], "no date such as"),
        (["preview", TRAINING, "--trigger", "2026-02-30"], "no date such as"),
        (["preview", TRAINING, "--trigger", "9999-12-31"], "1900年到2199年"),
        (["preview", TRAINING, "--trigger", "2026-03-01", "--hour", "24"], "no hour"),
        (["preview", TRAINING, "--trigger", "2026-03-01", "--hour", "nine"], "no hour"),
        (["preview", TRAINING, "--trigger", "2026-03-01", "--quiet", "late"], "no span"),
        (["preview", TRAINING, "--trigger", "2026-03-01", "--due", "2026-03-01"], "不用另填"),
        (["preview", TRAINING, "--trigger", "2026-03-01", "--also", "2026-03-01"], "只需要一个日期"),
        (["preview", "diaoren.ningxia-45", "--trigger", "2199-01-01"], "在今天以后"),
    ],
)
def test_wrong_arguments_are_one_line(capsys, arguments, words):
    """Status 2, one line that says what is wrong, nothing on standard output."""
    assert run_bot.main(["deadline", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert words in captured.err


def test_unusable_content_is_one_line(capsys, tmp_path):
    """The user is sent to the check."""
    (tmp_path / "deadlines").mkdir()
    (tmp_path / "deadlines" / "x.yaml").write_text("- {id: a.b}", encoding="utf-8")
    assert run_bot.main(["deadline", "--content", str(tmp_path), "list"]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "run: knowledge check" in err
