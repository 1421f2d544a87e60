"""Logging to standard error, without secrets and without what people write."""

import logging
import re
from collections.abc import Iterable

# The shape of a token, for those that come from elsewhere than the settings.
TOKEN = re.compile(r"\d{5,19}:[A-Za-z0-9_-]{20,}")
HIDDEN = "<hidden>"
FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
# These log whole addresses, with the token in them, or one line a poll, at INFO.
QUIET = ("httpx", "httpcore", "apscheduler", "alembic", "uvicorn.access", "tornado.access")


class RedactingFormatter(logging.Formatter):
    """Formats a record and then hides every secret in it: message, exception and stack alike."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__(FORMAT)
        # The longest first: one secret may contain another.
        self.secrets = sorted(filter(None, secrets), key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        """The record's text without secrets."""
        text = super().format(record)
        for secret in self.secrets:
            text = text.replace(secret, HIDDEN)
        return TOKEN.sub(HIDDEN, text)


def set_up_logging(secrets: Iterable[str] = (), *, level: int = logging.INFO) -> None:
    """Send all logs to standard error through one handler that hides secrets."""
    handler = logging.StreamHandler()
    handler.setFormatter(RedactingFormatter(secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
