"""The shape of the tree: sizes of modules, and what stands on the top level."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("bot", "handlers", "knowledge", "storage")
LONGEST = 300
FORBIDDEN = {"utils", "helpers", "manager", "common", "service", "misc"}


def modules():
    """Every module of ours that is not a migration."""
    found = (path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return [path for path in found if "versions" not in path.parts]


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_size_and_name(path):
    """No module is longer than the house allows, and none has a name that says nothing."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST
    assert path.stem not in FORBIDDEN


def test_top_level():
    """The customer's top level, and a few more entries."""
    command = ["git", "ls-tree", "--name-only", "HEAD"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    if listed.returncode:
        pytest.skip("not a git checkout")
    folders = {name for name in listed.stdout.split() if (ROOT / name).is_dir() and not name.startswith(".")}
    assert folders == {*PACKAGES, "tests", "docs", "benchmarks"}
