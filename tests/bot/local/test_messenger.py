"""Starting, stopping, and what survives in between."""

import pytest

from bot.local.client import LocalClient
from bot.local.messenger import Identity
from bot.local.people import STICKER
from bot.local.records import LocalStateError
from bot.local.updates import UpdateQueue

CHEN, LI = 1001, 1002
KEYS = {"inline_keyboard": [[{"text": "按", "callback_data": "a"}]]}


async def test_port_taken(messenger, new_messenger):
    """A taken port is an OSError for the owner, and nothing else is touched."""
    port = int(messenger.base_url.rpartition(":")[2])
    with pytest.raises(OSError, match="in use"):
        await new_messenger(port=port).start()


async def test_state_before_start(new_messenger):
    """There is no state before the start, and stopping does nothing then."""
    idle = new_messenger(port=8765, page_token="t")
    assert idle.page_url == "http://127.0.0.1:8765/?token=t"
    await idle.stop()
    with pytest.raises(RuntimeError, match="not started"):
        _ = idle.world


async def test_chat_survives_a_restart(new_messenger, new_api):
    """Messages, files, people, commands, keyboards, presses and the page's address come back."""
    async with new_messenger() as first, LocalClient(first.page_url) as client:
        api = new_api(first.base_url)
        await client.say(CHEN, "/start")
        said = await client.upload(CHEN, STICKER, name="a.png", kind="photo")
        message = await api.send("选", reply_markup=KEYS)
        await api.send("键", reply_markup={"keyboard": [["甲"]]})
        query = await client.press(CHEN, message["message_id"], "按")
        await api.ok("setMyCommands", commands=[{"command": "start", "description": "开始"}])
        person = await client.add_identity("小王")
        before, token = await client.history(CHEN), first.page_url.partition("?")[2]
        await api.http.aclose()
    async with new_messenger() as second, LocalClient(second.page_url) as client:
        api = new_api(second.base_url)
        assert second.page_url.partition("?")[2] == token
        assert await client.history(CHEN) == before
        view = await client.chat(CHEN)
        assert view["keyboard"] == {"keyboard": [[{"text": "甲"}]]}
        assert view["commands"][0]["command"] == "start"
        assert await client.download(said["photo"][0]["file_id"]) == STICKER
        assert person["id"] in [one["id"] for one in (await client.state())["identities"]]
        await api.ok("answerCallbackQuery", callback_query_id=query)
        sent = await client.say(CHEN, "又来了")
        assert sent["message_id"] == before[-1]["message_id"] + 1
        await api.http.aclose()


async def test_updates_survive_a_restart(new_messenger, new_api):
    """Unconfirmed updates are delivered after a restart, and ids go on rising."""
    async with new_messenger() as first, LocalClient(first.page_url) as client:
        api = new_api(first.base_url)
        await api.ok("getUpdates", allowed_updates=["message"])
        await client.say(CHEN, "甲")
        await client.say(CHEN, "乙")
        updates = await api.ok("getUpdates")
        await api.ok("getUpdates", offset=updates[1]["update_id"])
        await api.http.aclose()
    async with new_messenger() as second, LocalClient(second.page_url) as client:
        api = new_api(second.base_url)
        assert await api.ok("getUpdates") == updates[1:]
        said = await client.say(CHEN, "丙")
        await client.edit(CHEN, said["message_id"], "丁")
        found = await api.ok("getUpdates")
        assert [update["message"]["text"] for update in found] == ["乙", "丙"]
        assert found[1]["update_id"] > updates[1]["update_id"]
        await api.http.aclose()


async def test_webhook_survives_a_restart(new_messenger, new_api):
    """A webhook stays set until it is deleted."""
    async with new_messenger() as first:
        api = new_api(first.base_url)
        await api.ok("setWebhook", url="http://127.0.0.1:9/hook")
        await api.http.aclose()
    async with new_messenger() as second:
        assert second.world.webhook.current.url == "http://127.0.0.1:9/hook"


async def test_deleted_messages_stay_deleted(new_messenger, new_api):
    """What was deleted doesn't come back, and people who are gone are passed over."""
    async with new_messenger() as first, LocalClient(first.page_url) as client:
        api = new_api(first.base_url)
        await client.say(CHEN, "/start")
        message = await api.send("x")
        await api.ok("deleteMessage", chat_id=CHEN, message_id=message["message_id"])
        await client.say(LI, "/start")
        await api.http.aclose()
    async with new_messenger(identities=[Identity(CHEN, "陈明", "干部小陈")]) as second:
        assert len(second.world.chats.get(CHEN).messages) == 1
        assert second.world.chats.get(LI) is None


async def test_update_ids_rise_without_state(messenger, clock):
    """A messenger that lost its state starts above the ids it gave out before."""
    first = messenger.world.updates.add("message", {})
    clock.now += 5
    again = UpdateQueue(messenger.world.records, clock)
    assert again.add("message", {}) > first
    messenger.world.records.drop("counter", "update_id")
    assert UpdateQueue(messenger.world.records, clock).add("message", {}) > first


async def test_state_belongs_to_one_messenger(new_messenger):
    """A second messenger on the same folder is refused."""
    async with new_messenger():
        with pytest.raises(LocalStateError, match="locked"):
            await new_messenger().start()


@pytest.mark.parametrize("name", ["", "messenger.sqlite"])
async def test_unusable_state(new_messenger, tmp_path, name):
    """A folder that is none and a file that is no state are refused with their path."""
    place = tmp_path / "state"
    if name:
        place.mkdir()
    (place / name if name else place).write_text("not a state" * 100)
    with pytest.raises(LocalStateError, match="state"):
        await new_messenger(state_path=place).start()


async def test_foreign_token_form(new_messenger):
    """A token without a number still makes a bot."""
    async with new_messenger(bot_token="plain") as running:
        assert running.world.account.id == 1_000_000_001
