"""getUpdates: order, confirmation, waiting, conflicts."""

import asyncio

import pytest

CHEN = 1001


def ids(updates):
    """Return the ids of updates."""
    return [update["update_id"] for update in updates]


async def test_unconfirmed_updates_come_again(api, client):
    """Updates stay until an offset beyond them is asked for."""
    for text in "甲乙丙":
        await client.say(CHEN, text)
    first = await api.ok("getUpdates")
    assert [update["message"]["text"] for update in first] == ["甲", "乙", "丙"]
    assert ids(first) == list(range(first[0]["update_id"], first[0]["update_id"] + 3))
    assert ids(await api.ok("getUpdates")) == ids(first)
    assert ids(await api.ok("getUpdates", offset=ids(first)[1])) == ids(first)[1:]
    assert await api.ok("getUpdates", offset=ids(first)[2] + 1) == []
    assert await api.ok("getUpdates") == []


async def test_limit_and_negative_offset(api, client):
    """A limit cuts the batch, a negative offset keeps the last ones only."""
    for text in "甲乙丙":
        await client.say(CHEN, text)
    assert len(await api.ok("getUpdates", limit=2)) == 2
    assert len(await api.ok("getUpdates", limit=0)) == 1
    last = await api.ok("getUpdates", offset=-1)
    assert [update["message"]["text"] for update in last] == ["丙"]
    assert ids(await api.ok("getUpdates")) == ids(last)
    assert ids(await api.ok("getUpdates", offset=-9)) == ids(last)


async def test_long_poll_wakes(api, client, messenger, until):
    """A poll that waits returns with the first update."""
    poll = asyncio.create_task(api.ok("getUpdates", timeout=20))
    await until(lambda: messenger.world.updates._polling)
    await client.say(CHEN, "醒醒")
    async with asyncio.timeout(5):
        assert (await poll)[0]["message"]["text"] == "醒醒"


async def test_second_poller_ends_the_first(api, messenger, client, until):
    """Of two pollers the earlier gets the conflict, as on Telegram."""
    poll = asyncio.create_task(api.refused("getUpdates", timeout=20))
    await until(lambda: messenger.world.updates._polling)
    assert await api.ok("getUpdates", timeout=0) == []
    assert (await poll).startswith("409 Conflict: terminated by other getUpdates request")
    await client.say(CHEN, "x")
    assert len(await api.ok("getUpdates")) == 1


async def test_webhook_excludes_polling(api, messenger, until):
    """Setting a webhook ends a poll, and there is none while it is set."""
    poll = asyncio.create_task(api.refused("getUpdates", timeout=20))
    await until(lambda: messenger.world.updates._polling)
    await api.ok("setWebhook", url="http://127.0.0.1:9/hook")
    assert await poll == "409 Conflict: terminated by setWebhook request"
    refused = await api.refused("getUpdates")
    assert refused.startswith("409 Conflict: can't use getUpdates method while webhook is active")
    await api.ok("deleteWebhook")
    assert await api.ok("getUpdates") == []


async def test_allowed_updates(api, client):
    """Only the kinds asked for are queued from then on; an empty list means the usual ones."""
    await api.ok("getUpdates", allowed_updates=["edited_message"])
    said = await client.say(CHEN, "甲")
    await client.edit(CHEN, said["message_id"], "乙")
    updates = await api.ok("getUpdates")
    assert [set(update) - {"update_id"} for update in updates] == [{"edited_message"}]
    await api.ok("getUpdates", offset=ids(updates)[0] + 1, allowed_updates=[])
    await client.say(CHEN, "丙")
    assert "message" in (await api.ok("getUpdates"))[0]
    assert "must be an Array of String" in await api.refused("getUpdates", allowed_updates=[1])


@pytest.mark.parametrize("method", ["setWebhook", "deleteWebhook"])
async def test_pending_updates_can_be_dropped(api, client, method):
    """Both webhook methods drop what is pending if asked to."""
    await client.say(CHEN, "甲")
    given = {"url": ""} if method == "setWebhook" else {}
    await api.ok(method, **given)
    assert (await api.ok("getWebhookInfo"))["pending_update_count"] == 1
    await api.ok(method, **given, drop_pending_updates=True)
    assert (await api.ok("getWebhookInfo"))["pending_update_count"] == 0
