"""What people do, as updates that the bot gets."""

import pytest

from bot.local.client import LocalClientError
from bot.local.people import STICKER, split_text

CHEN = 1001
KEYS = {
    "inline_keyboard": [[{"text": "按", "callback_data": "v1:a"}, {"text": "网", "url": "https://e.com"}]]
}


async def last_update(api):
    """Return the newest update."""
    return (await api.ok("getUpdates", offset=-1))[0]


async def test_text(api, client):
    """A text arrives with sender, private chat and marked commands."""
    await client.say(CHEN, "  /help 一下 ")
    message = (await last_update(api))["message"]
    assert message["text"] == "/help 一下"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 5}]
    assert message["from"] == {"id": CHEN, "is_bot": False, "first_name": "陈明", "language_code": "zh-hans"}
    assert message["chat"]["type"] == "private"


async def test_long_texts_are_cut(client, api):
    """A text beyond the limit arrives as several messages."""
    said = await client.say(CHEN, "字" * 5000)
    assert len(said["text"]) == 904
    assert len(await api.ok("getUpdates")) == 2
    assert [len(part) for part in split_text("👍" * 2049)] == [2048, 1]


async def test_replying(api, client):
    """A reply to a message holds it."""
    message = await api.send("问你")
    await client.say(CHEN, "答", reply_to=message["message_id"])
    assert (await last_update(api))["message"]["reply_to_message"]["text"] == "问你"


async def test_editing(api, client):
    """An edited text arrives as an edited message; entities go with the old text."""
    said = await client.say(CHEN, "/help")
    await client.edit(CHEN, said["message_id"], "改了")
    edited = (await last_update(api))["edited_message"]
    assert edited["text"] == "改了"
    assert edited["edit_date"]
    assert "entities" not in edited


async def test_pressing(api, client):
    """A press arrives with the message, by data, by label or forged."""
    message = await api.send("x", reply_markup=KEYS)
    for button, forged in (("v1:a", False), ("按", False), ("v1:old", True)):
        query_id = await client.press(CHEN, message["message_id"], button, forged=forged)
        query = (await last_update(api))["callback_query"]
        assert (query["id"], query["from"]["id"]) == (query_id, CHEN)
        assert query["data"] == ("v1:old" if forged else "v1:a")
        assert query["message"]["message_id"] == message["message_id"]
    with pytest.raises(LocalClientError, match="没有这个按钮"):
        await client.press(CHEN, message["message_id"], "网")


@pytest.mark.parametrize(("kind", "name"), [("photo", "a.png"), ("voice", "a.ogg"), ("document", "a.bin")])
async def test_files(api, client, kind, name):
    """Files of each kind arrive with their caption."""
    mime_type = {"voice": "audio/ogg"}.get(kind, "application/octet-stream")
    await client.upload(CHEN, STICKER, name=name, kind=kind, mime_type=mime_type, caption="说明 #年度")
    message = (await last_update(api))["message"]
    content = message[kind][0] if kind == "photo" else message[kind]
    assert content["file_size"] == len(STICKER)
    assert message["caption"] == "说明 #年度"
    assert message["caption_entities"][0]["type"] == "hashtag"
    if kind == "voice":
        assert (content["duration"], content["mime_type"]) == (1, "audio/ogg")


async def test_albums(api, client):
    """Files that the page sends together arrive as messages of one group."""
    for name in ("一.txt", "二.txt"):
        fields, files = {"kind": "document", "album": "77"}, {"file": (name, b"x", "text/plain")}
        await client._ask("POST", f"/chats/{CHEN}/files", data=fields, files=files)
        assert (await last_update(api))["message"]["media_group_id"] == "77"
    await client.upload(CHEN, b"x")
    assert "media_group_id" not in (await last_update(api))["message"]


async def test_stickers(api, client):
    """A sticker arrives with its emoji."""
    await client.send_sticker(CHEN, "👍")
    sticker = (await last_update(api))["message"]["sticker"]
    assert (sticker["emoji"], sticker["type"], sticker["is_animated"]) == ("👍", "regular", False)


async def test_blocking(api, client):
    """Blocking and taking back are told to the bot, each once."""
    for blocked, status in ((True, "kicked"), (False, "member")):
        await client.block(CHEN, blocked=blocked)
        await client.block(CHEN, blocked=blocked)
        update = await last_update(api)
        assert update["my_chat_member"]["new_chat_member"]["status"] == status
        if blocked:
            with pytest.raises(LocalClientError, match="409"):
                await client.say(CHEN, "x")
    assert len(await api.ok("getUpdates")) == 1


async def test_refusals(api, client):
    """What a person cannot do is refused with a reason."""
    message = await api.send("x")
    refused = [
        client.say(CHEN, " "),
        client.say(5, "x"),
        client.say(CHEN, "x", reply_to=999),
        client.edit(CHEN, message["message_id"], "x"),
        client.edit(CHEN, 1, " "),
        client.edit(CHEN, 1, "字" * 4097),
        client.press(CHEN, 999, "x"),
        client.upload(CHEN, b"", name="a"),
        client.upload(CHEN, b"x", kind="photo"),
        client.upload(CHEN, b"x", kind="film"),
        client._ask("POST", f"/chats/{CHEN}/files", data={"kind": "photo"}),
        client._ask("POST", f"/chats/{CHEN}/messages/1/press", json={"forged": True}),
    ]
    for attempt in refused:
        with pytest.raises(LocalClientError, match="40"):
            await attempt
