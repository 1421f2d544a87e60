"""The engine's prepared terms are kept in the data folder."""

import gc

import pytest

from bot.engine import FOLDER, PARSED, build_engine, load_content, load_engine
from knowledge.loader import load_knowledge
from tests.knowledge.samples import DOCUMENTS_FILE, ENTRY_FILE, make_base, write_content


def kept(folder):
    """The files that keep prepared terms."""
    return sorted((folder / FOLDER).glob("*"))


def test_kept_and_used_again(tmp_path):
    """The second start finds what the first one kept, and answers the same."""
    first = build_engine(make_base(), tmp_path)
    (file,) = kept(tmp_path)
    stamp = file.stat().st_mtime_ns
    second = build_engine(make_base(), tmp_path)
    assert file.stat().st_mtime_ns == stamp
    assert second.answer("试岗要试多久").entry.id == first.answer("试岗要试多久").entry.id


def test_other_content_replaces_it(tmp_path):
    """The terms of older content are not kept."""
    build_engine(make_base(), tmp_path)
    (old,) = kept(tmp_path)
    build_engine(make_base(version="other"), tmp_path)
    assert [file.name for file in kept(tmp_path)] != [old.name]
    assert len(kept(tmp_path)) == 1


@pytest.mark.parametrize("damage", [b"", b"not an archive", b"PK\x05\x06" + b"\0" * 18])
def test_damaged_file(tmp_path, damage, caplog):
    """A damaged file is said so and made anew."""
    build_engine(make_base(), tmp_path)
    (file,) = kept(tmp_path)
    file.write_bytes(damage)
    assert build_engine(make_base(), tmp_path).answer("试岗要试多久").entry.id == "shiyongqi.length"
    assert "made anew" in caplog.text
    assert kept(tmp_path)[0].stat().st_size > len(damage)


def test_unwritable_folder(tmp_path, caplog):
    """Where nothing can be kept, the engine works all the same."""
    (tmp_path / FOLDER).write_text("a file in the way")
    assert build_engine(make_base(), tmp_path).answer("试岗要试多久").entry.id == "shiyongqi.length"
    assert "can't be kept" in caplog.text


@pytest.fixture
def small_content(tmp_path, monkeypatch):
    """A content folder of two files instead of the shipped one."""
    files = {"documents.yaml": DOCUMENTS_FILE, "entries/x.yaml": ENTRY_FILE}
    folder = write_content(tmp_path / "content", files)
    monkeypatch.setattr("bot.engine.load_knowledge", lambda parsed: load_knowledge(folder, parsed))
    return folder


def test_parsed_content_is_kept(small_content, tmp_path):
    """The second start parses only what changed."""
    load_content(tmp_path)
    stamp = (tmp_path / FOLDER / PARSED).stat().st_mtime_ns
    load_content(tmp_path)
    assert (tmp_path / FOLDER / PARSED).stat().st_mtime_ns == stamp
    (small_content / "entries/x.yaml").write_text(ENTRY_FILE.replace("一年", "两年"))
    assert "两年" in load_content(tmp_path).entries["a.b"].answer
    assert "两年" in load_content(tmp_path).entries["a.b"].answer


@pytest.mark.usefixtures("small_content")
def test_damaged_parsed_content(tmp_path, caplog):
    """A damaged file is said so and made anew."""
    load_content(tmp_path)
    (tmp_path / FOLDER / PARSED).write_bytes(b"damaged")
    assert "a.b" in load_content(tmp_path).entries
    assert "made anew" in caplog.text
    assert (tmp_path / FOLDER / PARSED).stat().st_size > len(b"damaged")


@pytest.mark.usefixtures("small_content")
def test_the_collector_is_at_work_after_loading(tmp_path):
    """An engine for a process that stays leaves the garbage collector as it was, with less to look through."""
    before = gc.get_freeze_count()
    assert load_engine(tmp_path).answer("试用期多长").entry.id == "a.b"
    assert gc.isenabled()
    assert gc.get_freeze_count() > before
    gc.unfreeze()
