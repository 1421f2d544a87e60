"""`eligibility list`, `show` and `check`."""

import argparse
import json

import pytest

from bot.commands import eligibility
from bot.commands.errors import CommandError
from knowledge.errors import ContentError

RULE = "diaoren.ningxia-township-age"


def call(*arguments):
    """Run the command as the command line does."""
    parser = argparse.ArgumentParser()
    eligibility.add_parser(parser.add_subparsers())
    return eligibility.run(parser.parse_args(["eligibility", *arguments]), None)


def test_list(capsys):
    """Every rule with its facts, as text and in the form of the contract."""
    assert call("list") == 0
    assert f"{RULE}  宁夏调任县乡科级领导职务的年龄条件  [age" in capsys.readouterr().out
    assert call("list", "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    row = next(row for row in rows if row["id"] == RULE)
    assert row["facts"][0] | {"help": None} == row["facts"][0] | {
        "id": "age",
        "type": "integer",
        "unit": "岁",
        "help": None,
    }
    assert row["citations"][0] == {"document": "NX2016", "locator": "二.4.3"}


def test_show(capsys):
    """One rule as text."""
    assert call("show", RULE) == 0
    assert "达不到时：严格审核" in capsys.readouterr().out


def test_docs(capsys, tmp_path):
    """All rules as pages, one a document, and the table of the rule sets."""
    folder = tmp_path / "reference" / "rules"
    assert call("docs", str(folder)) == 0
    assert capsys.readouterr().out == f"6 pages in {folder}\n"
    pages = [path.read_text(encoding="utf-8") for path in folder.iterdir()]
    assert sum(page.count("```text") for page in pages) == 147
    (tmp_path / "file").touch()
    with pytest.raises(CommandError, match="cannot write into"):
        call("docs", str(tmp_path / "file"))


def test_check(capsys):
    """The verdict as text and as JSON."""
    assert call("check", RULE, "--facts", '{"age": 46}', "--as-of", "2026-11-22") == 0
    text = capsys.readouterr().out
    assert "有条件符合。" in text
    assert "✗ 年龄原则上不超过45周岁（您的情况：46岁）" in text
    assert (
        call("check", RULE, "--facts", '{"birth_date": "1981-03-05"}', "--as-of", "2026-11-22", "--json") == 0
    )
    row = json.loads(capsys.readouterr().out)
    assert (row["verdict"], row["eligible_until"], row["missing"]) == ("eligible", "2027-03-04", [])


def test_check_without_notes_and_steps(capsys):
    """A rule without notes and steps has no empty headings."""
    assert call("check", "guazhi.ningxia-stay") == 0
    text = capsys.readouterr().out
    assert "待核实。还需要知道：表现优秀。" in text
    assert "说明：" not in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "give either a RULE or --batch"),
        ((RULE, "--out", "x"), "--batch and --out go together"),
        (("no.rule",), "no rule 'no.rule'"),
        ((RULE, "--facts", "{"), "--facts is no JSON"),
        ((RULE, "--facts", "[]"), "--facts must be an object"),
        ((RULE, "--facts", '{"ages": 45}'), "ages: .*可以填的是 age、"),
        ((RULE, "--facts", '{"age": "老"}'), "age: “年龄”要填整数（16至80岁）"),
        ((RULE, "--facts", '{"transfer_target": "市长"}'), "transfer_target: .*县（区）科级领导职务、"),
    ],
)
def test_wrong_arguments(arguments, words):
    """One line says what to change."""
    with pytest.raises(CommandError, match=words):
        call("check", *arguments)


def test_wrong_date():
    """A date that is none ends with status 2."""
    with pytest.raises(SystemExit):
        call("check", RULE, "--as-of", "morgen")


def test_batch(tmp_path):
    """Each line is checked on its own day; blank lines don't count."""
    rows = [
        {"id": "1", "rule": RULE, "facts": {"birth_date": "1980-11-22"}, "as_of": "2026-11-21"},
        {"id": "2", "rule": RULE, "facts": {"birth_date": "1980-11-22"}, "as_of": "2026-11-22"},
        {"id": "3", "rule": RULE},
    ]
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert call("check", "--batch", str(source), "--out", str(out)) == 0
    found = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    verdicts = [("1", "eligible"), ("2", "conditional"), ("3", "undetermined")]
    assert [(row["id"], row["verdict"]) for row in found] == verdicts


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "in.jsonl:1: "),
        ("[]", 'in.jsonl:1: expected {"id"'),
        ('{"id": 1, "rule": "x"}', "in.jsonl:1: eligibility: no rule 'x'"),
        (f'{{"id": 1, "rule": "{RULE}", "facts": {{"age": "老"}}}}', "in.jsonl:1: age: "),
        (f'{{"id": 1, "rule": "{RULE}", "as_of": "2026-02-30"}}', "in.jsonl:1: "),
    ],
)
def test_a_wrong_line_is_named(tmp_path, line, words):
    """The line's number and the problem; nothing is written."""
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(line, encoding="utf-8")
    with pytest.raises(CommandError, match=words.replace("{", r"\{")):
        call("check", "--batch", str(source), "--out", str(out))
    assert not out.exists()


def test_files_that_cannot_be_used(tmp_path):
    """A missing file and a folder that is none."""
    with pytest.raises(CommandError, match="cannot read"):
        call("check", "--batch", str(tmp_path / "none"), "--out", str(tmp_path / "out"))
    (tmp_path / "in").write_text("", encoding="utf-8")
    with pytest.raises(CommandError, match="cannot write"):
        call("check", "--batch", str(tmp_path / "in"), "--out", str(tmp_path / "none" / "out"))


def test_broken_content(monkeypatch):
    """Content that does not load is one line."""

    def broken():
        raise ContentError([])

    monkeypatch.setattr(eligibility, "load_rulebook", broken)
    with pytest.raises(CommandError, match="knowledge check"):
        call("list")
