"""`ask` on the shipped content."""

import json

import pytest

import run_bot
from knowledge.errors import ContentError, Finding
from knowledge.loader import load_knowledge
from knowledge.retrieval.answering import AnswerEngine


@pytest.fixture(scope="module")
def engine():
    """The shipped content, built once for all tests of this module."""
    return AnswerEngine(load_knowledge())


@pytest.fixture(autouse=True)
def shared(engine, monkeypatch):
    """Commands use the shared engine."""
    monkeypatch.setattr("bot.commands.ask._engine", lambda _: engine)


def ask(*arguments):
    """The exit status of `ask`."""
    return run_bot.main(["ask", *map(str, arguments)])


def test_plain_answer(capsys):
    """An answer comes with numbered sources in words, and the document's caveat."""
    assert ask("民主推荐到会人数至少要占应到人数的几分之几？") == 0
    out = capsys.readouterr().out
    assert "三分之二" in out
    assert "[1] 《选拔任用干部视频会议精神通知》第二部分第2条 · 省（某省）" in out
    assert "提示：这是某省" in out


def test_json_carries_the_trace(capsys):
    """The JSON form says how the answer came about."""
    assert ask("民主推荐到会人数至少要占应到人数的几分之几？", "--json") == 0
    row = json.loads(capsys.readouterr().out)
    assert row["outcome"] == "answer"
    assert {"document": "PROV2005", "locator": "二.2"} in row["citations"]
    assert row["trace"]["candidates"][0]["id"] == row["entry"]
    assert 0 <= row["confidence"] <= 1


def test_refusal_offers_topics(capsys):
    """A refusal is friendly; an uncovered topic is named."""
    assert ask("每年能休几天年休假") == 0
    assert "没有" in capsys.readouterr().out


def test_batch(tmp_path):
    """A batch keeps the order; turns of a list are one conversation; every row has the contract's fields."""
    rows = [
        {"id": "a", "q": "民主推荐到会人数至少要占应到人数的几分之几？"},
        {
            "id": "b",
            "q": ["宁夏往乡镇调科级领导有年龄限制吗？", "那早先从公务员转去事业单位、现在要调回来的人呢？"],
        },
        {"id": "c", "q": "你好", "region": "宁夏"},
        {"id": "d", "q": "干部"},
    ]
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(
        "\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n\n", encoding="utf-8"
    )
    assert ask("--batch", source, "--out", out) == 0
    answers = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [answer["id"] for answer in answers] == ["a", "b", "c", "d"]
    assert "55" in answers[1]["text"]
    assert answers[2]["outcome"] == "refuse"
    for answer in answers:
        assert {"outcome", "text", "citations", "options", "entry", "confidence", "elapsed_ms"} <= set(answer)
        assert answer["outcome"] in {"answer", "clarify", "refuse"}


def test_choice(tmp_path, capsys):
    """A choice lists its options, in plain and in JSON form."""
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    questions = [
        "领导",
        "干部的年龄和学历",
        "考察以后",
        "谁来管",
        "多久",
        "干部 学历",
        "推荐的人",
        "年龄 条件",
        "有什么要求",
    ]
    source.write_text(
        "\n".join(json.dumps({"id": q, "q": q}, ensure_ascii=False) for q in questions), encoding="utf-8"
    )
    assert ask("--batch", source, "--out", out) == 0
    answers = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    choice = next(answer for answer in answers if answer["outcome"] == "clarify")
    assert 2 <= len(choice["options"]) <= 3
    assert all(option["citations"] for option in choice["options"])
    assert ask(choice["id"]) == 0
    assert "1. " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "give either"),
        (["问", "--batch", "x"], "give either"),
        (["--batch", "x.jsonl"], "go together"),
        (["--batch", "missing.jsonl", "--out", "y"], "cannot read missing.jsonl"),
        (["问", "--as-of", "yesterday"], "is no date"),
    ],
)
def test_wrong_arguments(arguments, said, capsys):
    """Wrong arguments end with 2 and one line."""
    assert ask(*arguments) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"id": 1}', '{"id": "a", "q": []}', '{"id": "a", "q": ["x", 5]}']
)
def test_bad_line(tmp_path, capsys, line):
    """A bad line is named by its number, and nothing is written."""
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": "ok", "q": "试用期"}\n' + line, encoding="utf-8")
    assert ask("--batch", source, "--out", out) == 2
    assert "in.jsonl:2" in capsys.readouterr().err
    assert not out.exists()


def test_unwritable_output(tmp_path, capsys):
    """An output that can't be written is one line."""
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": "ok", "q": "试用期"}', encoding="utf-8")
    assert ask("--batch", source, "--out", tmp_path) == 2
    assert "cannot write" in capsys.readouterr().err


def test_unusable_content(monkeypatch, capsys):
    """Content with problems is said so, in one line."""

    def broken(**_):
        raise ContentError([Finding("x.yaml", 1, "a", "b")])

    monkeypatch.undo()
    monkeypatch.setattr("bot.engine.load_knowledge", broken)
    assert ask("试用期") == 2
    assert "knowledge check" in capsys.readouterr().err
