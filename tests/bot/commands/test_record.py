"""`record verify` and `record export`."""

import json
from argparse import Namespace

import pytest

import run_bot
from bot.commands import record
from bot.commands.errors import CommandError
from bot.settings import Settings
from storage.chain import GENESIS, digest, export_record
from storage.database import open_database
from storage.schema import upgrade


@pytest.fixture
def settings(tmp_path):
    """Settings with a database at the newest revision."""
    made = Settings(data_dir=tmp_path, _env_file=None)
    database = open_database(made.database)
    upgrade(database)
    database.close()
    return made


def run(settings, action, file):
    """Run an action."""
    return record.run(Namespace(action=action, file=file), settings)


def test_the_command_line_knows_both_actions(tmp_path, capsys):
    """A missing file is one line on standard error, with status 2; so is a missing action."""
    assert run_bot.main(["record", "verify", str(tmp_path / "nowhere")]) == 2
    assert run_bot.main(["record"]) == 2
    assert capsys.readouterr().err.count("\n") == 2


def test_an_export_verifies(settings, tmp_path, capsys):
    """The export is an entry itself; the last hash is shown, to be compared with the one in the chat."""
    for count in (1, 2):
        file = tmp_path / f"audit{count}.json"
        assert run(settings, "export", file) == 0
        assert run(settings, "verify", file) == 0
        last = json.loads(file.read_text(encoding="utf-8"))["head"]["hash"]
        assert f"audit, {count} entries, unchanged; last hash {last}" in capsys.readouterr().out


@pytest.mark.parametrize(("field", "value"), [("action", "person.added"), ("at", "2020-01-01"), ("actor", 7)])
def test_tampering_shows(settings, tmp_path, capsys, field, value):
    """One changed value is named by its entry, with status 1."""
    file = tmp_path / "audit.json"
    run(settings, "export", file)
    data = json.loads(file.read_text(encoding="utf-8"))
    data["entries"][0][field] = value
    file.write_text(json.dumps(data), encoding="utf-8")
    assert run(settings, "verify", file) == 1
    assert "entry 1: it was changed" in capsys.readouterr().out


def test_other_kinds_of_record_verify_with_the_same_command(settings, tmp_path, capsys):
    """A case's events may be anything that JSON can say."""
    body = {"number": 1, "event": "完成", "step": {"id": "P01.3", "figures": [58, 90]}}
    entry = body | {"previous": GENESIS, "hash": digest(body, GENESIS)}
    file = tmp_path / "case.json"
    file.write_text(json.dumps(export_record("case", {"matter": "某事"}, [entry])), encoding="utf-8")
    assert run(settings, "verify", file) == 0
    assert "case, 1 entries" in capsys.readouterr().out


def test_a_record_that_is_no_record(settings, tmp_path, capsys):
    """It is said of the file as a whole."""
    file = tmp_path / "x.json"
    file.write_text("{}")
    assert run(settings, "verify", file) == 1
    assert "not an exported record" in capsys.readouterr().out


def test_files_that_cannot_be_read_or_written(settings, tmp_path):
    """One line each; nothing is overwritten."""
    (tmp_path / "precious").write_text("precious")
    for action, name, reason in (
        ("verify", "nowhere", "cannot read"),
        ("verify", "precious", "not a JSON"),
        ("export", "precious", "cannot write"),
    ):
        with pytest.raises(CommandError, match=reason):
            run(settings, action, tmp_path / name)
    assert (tmp_path / "precious").read_text() == "precious"


def test_a_database_of_a_newer_version(settings, tmp_path):
    """The reason is given, and no file is left behind."""
    database = open_database(settings.database)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    with pytest.raises(CommandError, match="9999"):
        run(settings, "export", tmp_path / "audit.json")
    assert not (tmp_path / "audit.json").exists()
