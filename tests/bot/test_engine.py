"""The engine's prepared terms are kept in the data folder."""

import pytest

from bot.engine import FOLDER, build_engine
from tests.knowledge.samples import make_base


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
