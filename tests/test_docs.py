"""Every command and every setting is documented."""

from pathlib import Path

import pytest

import run_bot
from bot.settings import Settings

ROOT = Path(__file__).resolve().parent.parent


def words_of(*patterns):
    """The text of README and docs."""
    files = [ROOT / "README.md", *(file for pattern in patterns for file in (ROOT / "docs").glob(pattern))]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


@pytest.mark.parametrize("command", run_bot.COMMANDS)
def test_command(command):
    """A command is mentioned where users look."""
    assert f"run_bot.py {command}" in words_of("**/*.md")


@pytest.mark.parametrize("name", Settings.model_fields)
def test_setting(name):
    """A setting has its line in the reference."""
    assert f"CADREBOT_{name.upper()}" in words_of("reference/settings.md")
