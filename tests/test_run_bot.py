"""The command line: statuses and single lines."""

import pytest

import run_bot

pytestmark = pytest.mark.usefixtures("no_settings")


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], ["db"], ["db", "nonsense"], ["db", "backup"], ["doctor", "too", "much"], ["--nonsense"]],
)
def test_wrong_arguments_are_one_line(capsys, arguments, tmp_path):
    """Status 2, one line on standard error, nothing on standard output, nothing written."""
    assert run_bot.main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("run_bot.py: ")
    assert captured.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_setting_is_one_line(capsys, monkeypatch, tmp_path):
    """Whatever the command, settings are checked first."""
    monkeypatch.setenv("CADREBOT_TOKEN", "nonsense")
    for arguments in ([], ["db", "upgrade"]):
        assert run_bot.main(arguments) == 2
        assert capsys.readouterr().err.startswith("run_bot.py: CADREBOT_TOKEN: expected")
    assert list(tmp_path.iterdir()) == []


def test_a_misspelled_setting_is_a_warning(capsys, monkeypatch):
    """The command runs all the same."""
    monkeypatch.setenv("CADREBOT_TOKKEN", "1")
    assert run_bot.main(["db", "upgrade"]) == 0
    assert "warning: CADREBOT_TOKKEN is not a setting" in capsys.readouterr().err


def test_help_names_every_command(capsys):
    """The help is on standard output, with status 0."""
    with pytest.raises(SystemExit) as ended:
        run_bot.main(["--help"])
    assert ended.value.code == 0
    written = capsys.readouterr().out
    assert all(name in written for name in run_bot.COMMANDS)


def test_without_arguments_it_serves(monkeypatch):
    """The handlers are joined to the bot here."""
    served = []

    def serve(*given):
        served.append(given)
        return 0

    monkeypatch.setattr("bot.commands.serve.serve", serve)
    assert run_bot.main([]) == 0
    settings, conversations = served[0]
    assert settings.data_dir.name == "data"
    assert conversations.handlers
