"""The control endpoints: identities, waiting, files, live events."""

import asyncio
import json

import httpx
import pytest

from bot.local.client import LocalClient, LocalClientError
from bot.local.people import STICKER

CHEN, LI = 1001, 1002


async def test_state(api, client):
    """The overview shows the bot and everybody with what was said last."""
    await api.ok("setMyDescription", description="介绍")
    await api.send("好")
    state = await client.state()
    assert state["bot"]["name"] == "干部政策助手"
    assert state["bot"]["description"] == "介绍"
    chen, li = state["identities"]
    assert (chen["label"], chen["is_started"], chen["last"]["text"]) == ("干部小陈", True, "好")
    assert len(chen["incoming"]) == 1
    assert (li["is_started"], li["last"]) == (False, None)


async def test_bot_is_there_for_a_while(api, client, clock):
    """A bot that polled lately or has a webhook counts as present."""
    assert (await client.state())["bot"]["is_there"]
    clock.now += 6
    assert not (await client.state())["bot"]["is_there"]
    await api.ok("setWebhook", url="http://127.0.0.1:9/")
    assert (await client.state())["bot"]["is_there"]


async def test_new_identity(api, client):
    """People can be added, with an id of their own or the next free one."""
    assert (await client.add_identity("小王"))["id"] == 7_000_000_001
    person = await client.add_identity("小赵", label="借调干部", id=42)
    assert (person["id"], person["label"]) == (42, "借调干部")
    await client.say(42, "/start")
    await api.ok("sendMessage", chat_id=42, text="欢迎")
    for wrong in ({"id": 42}, {"id": -1}, {"colour": "red"}):
        with pytest.raises(LocalClientError, match="40"):
            await client.add_identity("小孙", **wrong)


async def test_wrong_page_token(messenger):
    """Without the right token nothing is told and nothing is done."""
    async with LocalClient(f"{messenger.base_url}/?token=wrong") as stranger:
        with pytest.raises(LocalClientError, match="403"):
            await stranger.state()
    async with httpx.AsyncClient(base_url=messenger.base_url, trust_env=False) as http:
        assert (await http.post(f"/control/chats/{CHEN}/messages", json={"text": "x"})).status_code == 403


async def test_waiting_for_a_reply(api, client):
    """A reply that comes later is waited for; others are passed over."""
    await client.say(CHEN, "问")
    waiting = asyncio.create_task(client.wait_for_reply(CHEN, contains="二"))
    await api.send("一")
    second = await api.send("二")
    assert await waiting == second
    await api.ok("editMessageText", chat_id=CHEN, message_id=second["message_id"], text="三")
    edited = await client.wait_for_reply(CHEN, where=lambda message: "edit_date" in message)
    assert edited["text"] == "三"


async def test_replies_before_are_no_replies(api, client):
    """What the bot wrote before one spoke is not taken for a reply."""
    await api.send("旧")
    await client.say(CHEN, "问")
    with pytest.raises(LocalClientError, match="no such reply"):
        await client.wait_for_reply(CHEN, seconds=0)


async def test_unanswered_press(api, client):
    """A press that nobody answers, or that never was, is an error."""
    message = await api.send("x", reply_markup={"inline_keyboard": [[{"text": "按", "callback_data": "a"}]]})
    query = await client.press(CHEN, message["message_id"], "按")
    with pytest.raises(LocalClientError, match="not answered"):
        await client.wait_for_answer(query, seconds=0)
    with pytest.raises(LocalClientError, match="404"):
        await client.wait_for_answer("1")


async def test_files_are_shown_or_saved(client):
    """Pictures and sound are shown in the page, everything else is only saved."""
    dispositions = []
    for name, mime_type in (("图.png", "image/png"), ("a.html", "text/html"), ("a.svg", "image/svg+xml")):
        content = STICKER if name == "图.png" else b"<script>"
        said = await client.upload(CHEN, content, name=name, mime_type=mime_type)
        response = await client._http.get(f"/files/{said['document']['file_id']}")
        dispositions.append(response.headers["content-disposition"])
    assert dispositions[0] == "inline; filename*=UTF-8''%E5%9B%BE.png"
    assert all(found.startswith("attachment") for found in dispositions[1:])
    saved = await client._http.get(f"/files/{said['document']['file_id']}", params={"download": 1})
    assert saved.headers["content-disposition"].startswith("attachment")
    with pytest.raises(LocalClientError, match="404"):
        await client.download("none")


async def events_until(stream, kind):
    """Return the events of a live stream up to the first of a kind."""
    found = []
    async for line in stream.aiter_lines():
        if line.startswith("data: "):
            found.append(json.loads(line.removeprefix("data: ")))
            if found[-1]["type"] == kind:
                return found
    return found


async def test_live_events(api, client, messenger, until):
    """Changes come over the live stream in their order, and the stream ends with the messenger."""
    async with client._http.stream("GET", "/events") as stream:
        await until(lambda: messenger.world.events._listeners)
        message = await api.send(
            "x", reply_markup={"inline_keyboard": [[{"text": "按", "callback_data": "a"}]]}
        )
        await api.ok("sendChatAction", chat_id=CHEN, action="typing")
        query = await client.press(CHEN, message["message_id"], "按")
        await api.ok("answerCallbackQuery", callback_query_id=query, text="好")
        await api.ok("deleteMessage", chat_id=CHEN, message_id=message["message_id"])
        await client.block(CHEN)
        found = await events_until(stream, "chat")
    assert [event["type"] for event in found] == ["message", "action", "answer", "deleted", "chat"]
    assert found[2]["query"]["answer"]["text"] == "好"


async def test_live_stream_ends_with_the_messenger(client, messenger, until):
    """Stopping ends the stream instead of waiting for the page."""
    async with client._http.stream("GET", "/events") as stream:
        await until(lambda: messenger.world.events._listeners)
        async with asyncio.timeout(10):
            await messenger.stop()
            assert await events_until(stream, "none") == []
