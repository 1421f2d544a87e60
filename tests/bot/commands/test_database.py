"""`db upgrade` and `db backup`."""

import argparse
import sqlite3

import pytest

from bot.commands import database
from bot.commands.errors import CommandError
from bot.settings import Settings
from storage.schema import head_revision


def call(settings, *arguments):
    """Run the command as the command line does."""
    parser = argparse.ArgumentParser()
    database.add_parser(parser.add_subparsers())
    return database.run(parser.parse_args(["db", *arguments]), settings)


@pytest.fixture
def settings(tmp_path):
    """Settings with a data directory that does not exist yet."""
    return Settings(data_dir=tmp_path / "data", _env_file=None)


def test_upgrade_then_backup(settings, tmp_path, capsys):
    """The database is made at the newest revision and copied; the copy has the tables."""
    assert call(settings, "upgrade") == 0
    assert f"revision {head_revision()}" in capsys.readouterr().out
    assert call(settings, "backup", str(tmp_path / "copy")) == 0
    with sqlite3.connect(tmp_path / "copy") as copy:
        assert copy.execute("SELECT count(*) FROM users").fetchone() == (0,)
    copy.close()


def test_backup_of_nothing(settings, tmp_path):
    """A backup without a database is an error, and nothing is written."""
    with pytest.raises(CommandError, match="db backup: there is no database"):
        call(settings, "backup", str(tmp_path / "copy"))
    assert list(tmp_path.iterdir()) == []


def test_a_data_directory_that_cannot_be(tmp_path):
    """The setting is named."""
    (tmp_path / "data").touch()
    with pytest.raises(CommandError, match="CADREBOT_DATA_DIR"):
        call(Settings(data_dir=tmp_path / "data", _env_file=None), "upgrade")
