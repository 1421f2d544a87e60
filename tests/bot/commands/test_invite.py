"""`invite` on the command line."""

import json
import re
from argparse import ArgumentParser
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import col, select

import run_bot
from bot.commands import invite
from bot.commands.errors import CommandError
from bot.settings import Settings
from storage.audit import list_entries
from storage.database import open_database
from storage.invitations import claim_invitation, read_code
from storage.tables import Person, Unit


@pytest.fixture
def settings(tmp_path):
    """Settings with a data folder that is not there yet."""
    return Settings(data_dir=tmp_path / "data", _env_file=None)


def call(settings, *arguments):
    """Run the command as the command line would."""
    parser = ArgumentParser(exit_on_error=False)
    invite.add_parser(parser.add_subparsers())
    return invite.run(parser.parse_args(["invite", *arguments]), settings)


def made(settings, capsys, *arguments):
    """The invitation that the command prints as JSON."""
    assert call(settings, "--json", *arguments) == 0
    return json.loads(capsys.readouterr().out)


def session_of(settings):
    """A reading session of the command's database."""
    return open_database(settings.database).read()


def test_the_first_admin(settings, capsys):
    """On an empty folder the database is made, and the printed code can be redeemed."""
    assert call(settings, "--role", "admin") == 0
    written = capsys.readouterr().out
    code = read_code(re.findall(r"/start (\S+)", written)[0])
    assert code
    assert "https" not in written
    with session_of(settings) as session:
        invitation = claim_invitation(session, code=code, now=datetime.now(UTC))
        assert invitation
        assert (invitation.role, invitation.unit_id) == ("admin", None)
        assert [entry.action for entry in list_entries(session)] == ["invitation.made"]


def test_units_and_persons_are_added_on_the_way(settings, capsys):
    """Names from the top make the units that are missing; numbers name what is there."""
    first = made(settings, capsys, "--role", "staff", "--unit", "某省/某市/某县", "--bot", "@some_bot")
    assert first["link"] == f"https://t.me/some_bot?start={first['code']}"
    again = made(settings, capsys, "--role", "official", "--unit", "某省/某市/某县", "--person", "张三")
    assert (again["unit"], again["person"], again["link"]) == ("某县", "张三", None)
    with session_of(settings) as session:
        units = session.exec(select(Unit).order_by(col(Unit.id))).all()
        person = session.exec(select(Person)).one()
    assert [unit.name for unit in units] == ["某省", "某市", "某县"]
    by_number = made(
        settings, capsys, "--role", "official", "--person", str(person.id), "--unit", str(units[2].id)
    )
    assert by_number["person"] == "张三"
    assert made(settings, capsys, "--role", "official", "--person", str(person.id))["unit"] == "某县"


def test_it_holds_for_as_many_days_as_said(settings, capsys):
    """Until then and no longer."""
    row = made(settings, capsys, "--role", "curator", "--days", "3")
    left = datetime.fromisoformat(row["expires_at"]) - datetime.now(UTC)
    assert timedelta(days=2, hours=23) < left <= timedelta(days=3)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--role", "staff"], "need --unit"),
        (["--role", "official", "--unit", "99"], "no unit 99"),
        (["--role", "official", "--unit", "某省//某县"], "1 to 64"),
        (["--role", "official", "--person", "99"], "no person 99"),
        (["--role", "official", "--person", "张三"], "needs --unit"),
        (["--role", "official", "--unit", "某省", "--person", "长" * 33], "1 to 32"),
    ],
)
def test_what_cannot_be_is_one_line(settings, arguments, reason):
    """Nothing is kept of a command that was wrong."""
    with pytest.raises(CommandError, match=reason):
        call(settings, *arguments)
    with session_of(settings) as session:
        assert session.exec(select(Unit)).all() == []


@pytest.mark.parametrize("days", ["0", "91", "x", "-1"])
def test_days_have_limits(capsys, days):
    """An invitation that holds for ever is none; the refusal is one line."""
    assert run_bot.main(["invite", "--role", "curator", f"--days={days}"]) == 2
    assert "is no number of days between 1 and 90" in capsys.readouterr().err


def test_a_folder_that_cannot_be_made(tmp_path):
    """The setting is named."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(CommandError, match="CADREBOT_DATA_DIR"):
        call(Settings(data_dir=tmp_path / "file" / "data", _env_file=None), "--role", "admin")
