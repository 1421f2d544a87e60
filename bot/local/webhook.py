"""The webhook: where updates are pushed to, as it was set and kept."""

import re
from dataclasses import asdict, dataclass
from typing import Final
from urllib.parse import urlsplit

from bot.local.errors import bad_request
from bot.local.records import Records

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")


@dataclass(frozen=True)
class Webhook:
    """The webhook as it was set, and its last trouble."""

    url: str = ""
    secret_token: str = ""
    max_connections: int = 40
    last_error_date: int | None = None
    last_error_message: str | None = None


class WebhookBook:
    """Keeps the webhook through restarts."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self.current = Webhook(**records.load("setting").get("webhook", {}))

    def put(self, webhook: Webhook) -> None:
        """Set the webhook; one without address removes it."""
        self.current = webhook
        self._records.put("setting", "webhook", asdict(webhook))


def check_webhook(url: str, secret_token: str, max_connections: int) -> Webhook:
    """Return the webhook that a call asks for, or refuse it."""
    parts = urlsplit(url)
    if url and (parts.scheme not in {"http", "https"} or parts.hostname not in LOOPBACK):
        raise bad_request("bad webhook: the local messenger delivers to loopback addresses only")
    if secret_token and not SECRET.fullmatch(secret_token):
        raise bad_request("secret token contains unallowed characters")
    return Webhook(url, secret_token, min(max(max_connections, 1), 100))
