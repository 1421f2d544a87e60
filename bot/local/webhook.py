"""Webhook: where updates are pushed to, and the task that pushes them."""

import re
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import httpx

from bot.local.errors import Json, bad_request
from bot.local.records import Records

if TYPE_CHECKING:
    from bot.local.world import World

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")
HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
FIRST_PAUSE: Final = 0.2
LONGEST_PAUSE: Final = 30.0
REQUEST_SECONDS: Final = 30.0
IDLE_SECONDS: Final = 60.0


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


def webhook_info(world: "World") -> Json:
    """Return the WebhookInfo object."""
    webhook = world.webhook.current
    info: Json = {
        "url": webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.pending),
    }
    if webhook.url:
        info |= {"max_connections": webhook.max_connections, "ip_address": "127.0.0.1"}
    if webhook.last_error_message:
        info |= {
            "last_error_date": webhook.last_error_date,
            "last_error_message": webhook.last_error_message,
        }
    return info | ({"allowed_updates": world.updates.allowed} if world.updates.allowed else {})


async def push_updates(world: "World") -> None:
    """Push updates in their order as long as the messenger runs, retrying with growing pauses."""
    pause = FIRST_PAUSE
    # The address is loopback and certificates there are self-made.
    async with httpx.AsyncClient(trust_env=False, verify=False, timeout=REQUEST_SECONDS) as client:  # noqa: S501
        while not world.updates.is_closed:
            webhook, pending = world.webhook.current, world.updates.pending
            if not webhook.url or not pending:
                await world.updates.bell.wait(IDLE_SECONDS)
                continue
            key, update = pending[0]
            trouble = await _push(client, webhook, update)
            if trouble is None:
                _settle(world, key)
                pause = FIRST_PAUSE
                continue
            _note_trouble(world, webhook, trouble)
            await world.updates.bell.wait(pause)
            pause = min(2 * pause, LONGEST_PAUSE)


async def _push(client: httpx.AsyncClient, webhook: Webhook, update: Json) -> str | None:
    headers = {HEADER: webhook.secret_token} if webhook.secret_token else {}
    try:
        response = await client.post(webhook.url, json=update, headers=headers)
    except httpx.HTTPError as error:
        return f"Connection failed: {type(error).__name__}"
    if response.is_success:
        return None
    return f"Wrong response from the webhook: {response.status_code} {response.reason_phrase}"


def _settle(world: "World", key: str) -> None:
    # The queue may have been dropped by a call while the push was under way.
    if world.updates.pending and world.updates.pending[0][0] == key:
        world.updates.drop(1)


def _note_trouble(world: "World", webhook: Webhook, trouble: str) -> None:
    if world.webhook.current.url == webhook.url:
        now = int(world.clock())
        changed = replace(world.webhook.current, last_error_date=now, last_error_message=trouble)
        world.webhook.put(changed)
