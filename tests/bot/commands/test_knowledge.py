"""`knowledge check` and `knowledge export`."""

import json

import pytest

import run_bot
from tests.knowledge.samples import DOCUMENTS_FILE, ENTRY_FILE, write_content


@pytest.fixture
def content(tmp_path):
    """A small content folder with one finding: too few variants."""
    return write_content(
        tmp_path / "content", {"documents.yaml": DOCUMENTS_FILE, "entries/x.yaml": ENTRY_FILE}
    )


def knowledge(*arguments):
    """The exit status of `knowledge`."""
    return run_bot.main(["knowledge", *map(str, arguments)])


def test_shipped_content_is_sound(capsys):
    """The shipped content has no findings."""
    assert knowledge("check") == 0
    assert "no findings" in capsys.readouterr().out


def test_findings(content, capsys):
    """Each finding stands on a line with file and line; the status is 1."""
    assert knowledge("--content", content, "check") == 1
    out = capsys.readouterr().out
    assert "entries/x.yaml:1: a.b/variants: 0 variants, at least 8 needed" in out
    assert "findings" in out


def test_grounding(content, tmp_path, capsys):
    """With originals at hand every figure is held against them."""
    sources = write_content(tmp_path / "sources", {"CN1.txt": "一、目标\n1、试用期为两年\n"})
    text = ENTRY_FILE.replace("一年", "三年")
    write_content(content, {"entries/x.yaml": text})
    assert knowledge("--content", content, "check", "--sources", sources) == 1
    assert "3 is not in the cited provisions" in capsys.readouterr().out


def test_unloadable_content(content, capsys):
    """Content that can't be loaded is reported the same way."""
    write_content(content, {"entries/y.yaml": "- {id: bad}"})
    assert knowledge("--content", content, "check") == 1
    assert "entries/y.yaml:1" in capsys.readouterr().out


def test_missing_sources(content, capsys):
    """A folder that is not there is a wrong argument."""
    assert knowledge("--content", content, "check", "--sources", content / "nowhere") == 2
    assert "no folder" in capsys.readouterr().err


def test_export(tmp_path):
    """The export is complete JSON."""
    out = tmp_path / "out.json"
    assert knowledge("export", out) == 0
    data = json.loads(out.read_text(encoding="utf-8"))
    assert len(data["documents"]) == 5
    assert len(data["entries"]) > 900


def test_export_of_unusable_content(content, tmp_path, capsys):
    """Nothing is written when the content has problems, or the place can't be written."""
    assert knowledge("--content", content, "export", tmp_path) == 2
    assert "cannot write" in capsys.readouterr().err
    write_content(content, {"entries/y.yaml": "- {id: bad}"})
    assert knowledge("--content", content, "export", tmp_path / "out.json") == 2
    assert not (tmp_path / "out.json").exists()
