"""Commands as the command line runs them."""

import pytest

import run_bot


@pytest.fixture
def say(capsys):
    """Run a command that succeeds and return what it printed."""

    def run(*arguments):
        assert run_bot.main(list(arguments)) == 0
        return capsys.readouterr().out

    return run
