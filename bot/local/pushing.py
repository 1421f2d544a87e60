"""Pushing updates to the webhook: the task that does so, and what the Bot API tells of it."""

from dataclasses import replace
from typing import Final

import httpx

from bot.local.errors import Json
from bot.local.webhook import Webhook
from bot.local.world import World

HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
FIRST_PAUSE: Final = 0.2
LONGEST_PAUSE: Final = 30.0
REQUEST_SECONDS: Final = 30.0
IDLE_SECONDS: Final = 60.0


def webhook_info(world: World) -> Json:
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


async def push_updates(world: World) -> None:
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


def _settle(world: World, key: str) -> None:
    # The queue may have been dropped by a call while the push was under way.
    if world.updates.pending and world.updates.pending[0][0] == key:
        world.updates.drop(1)


def _note_trouble(world: World, webhook: Webhook, trouble: str) -> None:
    if world.webhook.current.url == webhook.url:
        now = int(world.clock())
        changed = replace(world.webhook.current, last_error_date=now, last_error_message=trouble)
        world.webhook.put(changed)
