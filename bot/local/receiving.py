"""Methods by which the bot gets its updates: long polling or a webhook."""

from typing import Any

from bot.local.errors import Json, bad_request, conflict
from bot.local.parameters import Call
from bot.local.pushing import webhook_info
from bot.local.webhook import Webhook, check_webhook
from bot.local.world import World


async def get_updates(world: World, call: Call) -> list[Json]:
    """Return updates, waiting up to the timeout for the first."""
    if world.webhook.current.url:
        raise conflict(
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
    world.updates.allow(_kinds(call))
    return await world.updates.poll(
        offset=call.get("offset", 0), limit=call.get("limit", 100), timeout=call.get("timeout", 0)
    )


async def set_webhook(world: World, call: Call) -> bool:
    """Set where updates are pushed to; an empty address removes the webhook."""
    webhook = check_webhook(call.values["url"], call.get("secret_token", ""), call.get("max_connections", 40))
    world.updates.allow(_kinds(call))
    _replace(world, call, webhook)
    return True


async def delete_webhook(world: World, call: Call) -> bool:
    """Go back to long polling."""
    _replace(world, call, Webhook())
    return True


async def get_webhook_info(world: World, _: Call) -> Json:
    """Return the webhook and its last trouble."""
    return webhook_info(world)


def _replace(world: World, call: Call, webhook: Webhook) -> None:
    if call.get("drop_pending_updates"):
        world.updates.drop(len(world.updates.pending))
    world.webhook.put(webhook)
    if webhook.url:
        world.updates.end_polls()
    world.updates.bell.ring()
    world.events.publish("bot")


def _kinds(call: Call) -> list[str] | None:
    kinds: list[Any] | None = call.get("allowed_updates")
    if kinds is not None and not all(isinstance(kind, str) for kind in kinds):
        raise bad_request("allowed_updates must be an Array of String")
    return kinds
