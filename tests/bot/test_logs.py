"""Logs hold no secrets."""

import logging

import pytest

from bot.logs import RedactingFormatter, set_up_logging

TOKEN = "123456:ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@pytest.fixture
def restored():
    """Put the root logger back as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(capture=False)


@pytest.mark.usefixtures("restored")
def test_secrets_are_hidden_in_messages_arguments_and_exceptions(capsys):
    """Whatever way a secret takes into a record, it does not come out."""

    def fail():
        raise ValueError(f"no connection to /bot{TOKEN}/getMe")

    set_up_logging(["webhook-secret-1"])
    logger = logging.getLogger("somewhere")
    logger.info("calling https://api.telegram.org/bot%s/getMe with webhook-secret-1", TOKEN)
    try:
        fail()
    except ValueError:
        logger.exception("failed", stack_info=True)
    written = capsys.readouterr().err
    assert "ABCDEF" not in written
    assert "webhook-secret-1" not in written
    assert written.count("<hidden>") == 3


def test_the_longer_secret_goes_first():
    """A secret that contains another leaves no rest."""
    formatter = RedactingFormatter(["pw", "postgresql://u:pw@h/d", ""])
    record = logging.LogRecord("n", logging.INFO, "f", 1, "open postgresql://u:pw@h/d", None, None)
    assert formatter.format(record).endswith("open <hidden>")


@pytest.mark.usefixtures("restored")
def test_libraries_that_log_addresses_are_quiet(capsys):
    """The HTTP client's line a request does not appear at all; its warnings do."""
    set_up_logging()
    logging.getLogger("httpx").info("HTTP Request: POST https://x")
    logging.getLogger("httpcore.connection").info("connect")
    logging.getLogger("httpx").warning("slow")
    written = capsys.readouterr().err
    assert "HTTP Request" not in written
    assert "connect" not in written
    assert "slow" in written
