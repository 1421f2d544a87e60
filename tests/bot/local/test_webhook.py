"""Pushing updates to a webhook on loopback."""

import asyncio

import pytest

from bot.local import pushing
from bot.local.webhook import Webhook

CHEN = 1001


class Hook:
    """A receiver of updates that fails as often as told."""

    def __init__(self):
        self.failures = 0
        self.requests = []
        self.url = ""

    async def serve(self, reader, writer):
        """Answer one request."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        size = int(head.split("content-length: ")[1].split("\r\n")[0])
        self.requests.append((head, (await reader.readexactly(size)).decode()))
        status = "500 Oops" if self.failures else "200 OK"
        self.failures = max(self.failures - 1, 0)
        writer.write(f"HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".encode())
        await writer.drain()
        writer.close()


@pytest.fixture
async def hook():
    """A running receiver."""
    receiver = Hook()
    server = await asyncio.start_server(receiver.serve, "127.0.0.1", 0)
    receiver.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook"
    yield receiver
    server.close()
    await server.wait_closed()


async def settled(api):
    """Return the webhook's state once nothing is pending."""
    info = await api.ok("getWebhookInfo")
    return None if info["pending_update_count"] else info


async def troubled(api):
    """Return the webhook's state once there was trouble."""
    info = await api.ok("getWebhookInfo")
    return info if "last_error_message" in info else None


async def test_updates_are_pushed_in_order(api, client, hook, until):
    """Pending and new updates are posted with the secret, and then gone."""
    await client.say(CHEN, "甲")
    await api.ok("setWebhook", url=hook.url, secret_token="secret-1", allowed_updates=["message"])
    await client.say(CHEN, "乙")
    await until(lambda: len(hook.requests) >= 2)
    assert all("x-telegram-bot-api-secret-token: secret-1" in head for head, _ in hook.requests)
    assert ["甲" in hook.requests[0][1], "乙" in hook.requests[1][1]] == [True, True]
    info = await until(lambda: settled(api))
    assert info["url"] == hook.url
    assert info["allowed_updates"] == ["message"]
    assert "last_error_message" not in info


async def test_failed_pushes_are_repeated(api, client, hook, until, monkeypatch):
    """An update is repeated until it is taken, and the trouble is told."""
    monkeypatch.setattr(pushing, "FIRST_PAUSE", 0.01)
    hook.failures = 2
    await api.ok("setWebhook", url=hook.url)
    await client.say(CHEN, "甲")
    await until(lambda: len(hook.requests) >= 3)
    assert len({body for _, body in hook.requests}) == 1
    info = await until(lambda: settled(api))
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Oops"
    assert "x-telegram-bot-api-secret-token" not in hook.requests[0][0]


async def test_unreachable_webhook(api, client, hook, until):
    """A webhook that doesn't answer keeps its updates."""
    closed = hook.url.rpartition(":")[0] + ":9/hook"
    await api.ok("setWebhook", url=closed)
    await client.say(CHEN, "甲")
    info = await until(lambda: troubled(api))
    assert info["last_error_message"].startswith("Connection failed")
    assert info["pending_update_count"] == 1
    await api.ok("setWebhook", url=hook.url)
    await until(lambda: len(hook.requests) >= 1)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"url": "https://example.com/hook"}, "loopback addresses only"),
        ({"url": "ftp://127.0.0.1/hook"}, "loopback addresses only"),
        ({"url": "http://127.0.0.1/hook", "secret_token": "no spaces"}, "secret token contains unallowed"),
    ],
)
async def test_refused_webhooks(api, given, reason):
    """Only loopback addresses and plain secrets are taken."""
    assert reason in await api.refused("setWebhook", **given)


async def test_a_dropped_queue_is_not_settled_twice(messenger, client):
    """A push that ends after the queue was dropped settles nothing else."""
    await client.say(CHEN, "甲")
    pushing._settle(messenger.world, "another")
    assert len(messenger.world.updates.pending) == 1


async def test_trouble_of_a_former_webhook_is_forgotten(messenger):
    """Trouble with an address that is no longer set is not noted."""
    pushing._note_trouble(messenger.world, Webhook("http://127.0.0.1/old"), "late")
    assert messenger.world.webhook.current == Webhook()
