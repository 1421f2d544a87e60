"""Sending texts, files and pictures, with Telegram's limits."""

import json

import pytest

from bot.local.people import STICKER

CHEN, LI = 1001, 1002


@pytest.mark.parametrize("text", ["", "  \n", "<b> </b>", "\u3000"])
async def test_empty_text(api, text):
    """A message without visible text is refused."""
    assert await api.refused("sendMessage", chat_id=CHEN, text=text, parse_mode="HTML") == (
        "400 Bad Request: message text is empty"
    )


async def test_limit_counts_after_parsing(api):
    """4096 units after parsing pass, one more does not."""
    message = await api.send("<b>" + "字" * 4096 + "</b>", parse_mode="HTML")
    assert len(message["text"]) == 4096
    for text in ("字" * 4097, "👍" * 2049):
        assert (
            await api.refused("sendMessage", chat_id=CHEN, text=text)
            == "400 Bad Request: message is too long"
        )


async def test_message_comes_back_complete(api):
    """The result is the message with sender, chat, entities and inline keyboard."""
    markup = {"inline_keyboard": [[{"text": "按", "callback_data": "v1:a"}]]}
    options = {"parse_mode": "html", "reply_markup": markup, "protect_content": True}
    message = await api.send("<b>好</b> /help", **options)
    assert message["from"]["is_bot"]
    assert message["chat"] == {"id": CHEN, "first_name": "陈明", "type": "private"}
    assert [e["type"] for e in message["entities"]] == ["bold", "bot_command"]
    assert message["reply_markup"] == markup
    assert message["has_protected_content"] is True
    assert message["date"] == 1_800_000_000


@pytest.mark.parametrize(
    ("mode", "reason"),
    [("MarkdownV2", "parse_mode Markdown is not supported"), ("wiki", "unsupported parse_mode")],
)
async def test_other_parse_modes(api, mode, reason):
    """Only HTML is served."""
    assert reason in await api.refused("sendMessage", chat_id=CHEN, text="x", parse_mode=mode)


async def test_stated_entities(api):
    """Entities may be given instead of a parse mode."""
    message = await api.send("好的", entities=[{"type": "italic", "offset": 1, "length": 1}])
    assert message["entities"] == [{"type": "italic", "offset": 1, "length": 1}]


async def test_mentions_of_people(api):
    """A link to a person the bot knows is a mention, to any other it is plain text."""
    text = f'<a href="tg://user?id={CHEN}">甲</a><a href="tg://user?id={LI}">乙</a><a href="tg://user?id=x">丙</a>'
    entities = (await api.send(text, parse_mode="HTML"))["entities"]
    assert [(e["type"], e["user"]["id"], e["offset"]) for e in entities] == [("text_mention", CHEN, 0)]


@pytest.mark.parametrize("chat_id", [LI, 5, -100, "@nobody"])
async def test_unknown_chat(api, chat_id):
    """Who never wrote to the bot cannot be written to."""
    assert await api.refused("sendMessage", chat_id=chat_id, text="x") == "400 Bad Request: chat not found"


async def test_blocked(api, client):
    """Who blocked the bot is out of reach until it is taken back."""
    await client.block(CHEN)
    refused = "403 Forbidden: bot was blocked by the user"
    assert await api.refused("sendMessage", chat_id=CHEN, text="x") == refused
    assert await api.refused("sendChatAction", chat_id=CHEN, action="typing") == refused
    await client.block(CHEN, blocked=False)
    await api.send("x")


async def test_replies(api, client):
    """A reply holds the message it answers; a missing one is refused unless that is allowed."""
    asked = await client.say(CHEN, "问题")
    message = await api.send("答", reply_parameters={"message_id": asked["message_id"]})
    assert message["reply_to_message"]["text"] == "问题"
    again = await api.send("再答", reply_parameters={"message_id": message["message_id"]})
    assert "reply_to_message" not in again["reply_to_message"]
    missing = {"message_id": 999}
    reason = "400 Bad Request: message to be replied not found"
    assert await api.refused("sendMessage", chat_id=CHEN, text="x", reply_parameters=missing) == reason
    allowed = await api.send("x", reply_parameters=missing | {"allow_sending_without_reply": True})
    assert "reply_to_message" not in allowed
    strange = {"message_id": 1, "quote": "x"}
    assert '"quote" is not supported' in await api.refused(
        "sendMessage", chat_id=CHEN, text="x", reply_parameters=strange
    )


async def test_reply_keyboard_stays_with_the_chat(api, client):
    """A reply keyboard is no part of the message; it stays until removed or used up."""
    message = await api.send("选", reply_markup={"keyboard": [["甲"]]})
    assert "reply_markup" not in message
    await client.say(CHEN, "甲")
    assert (await client.chat(CHEN))["keyboard"] == {"keyboard": [[{"text": "甲"}]]}
    await api.send("好", reply_markup={"remove_keyboard": True})
    assert (await client.chat(CHEN))["keyboard"] is None
    await api.send("选", reply_markup={"keyboard": [["甲"]], "one_time_keyboard": True})
    await client.say(CHEN, "甲")
    assert (await client.chat(CHEN))["keyboard"] is None


async def test_document_by_upload_and_id(api, client):
    """A document goes up once and is sent again by its id; the name and type stay."""
    parts = {"document": ("记 录.docx", b"content", "application/msword")}
    form = {"chat_id": str(CHEN), "caption": "<i>说明</i>", "parse_mode": "HTML"}
    sent = (await api.http.post("/sendDocument", data=form, files=parts)).json()["result"]
    assert sent["document"]["file_name"] == "记 录.docx"
    assert sent["document"]["mime_type"] == "application/msword"
    assert sent["caption_entities"][0]["type"] == "italic"
    again = await api.ok("sendDocument", chat_id=CHEN, document=sent["document"]["file_id"])
    assert again["document"] == sent["document"]
    assert await client.download(again["document"]["file_id"]) == b"content"


async def test_files_as_one_group(api, client):
    """Several files are messages of one group, each with its own caption; the next group is another one."""
    media = [
        {"type": "document", "media": "attach://a"},
        {"type": "document", "media": "attach://b", "caption": "<b>两个</b>", "parse_mode": "HTML"},
    ]
    parts = {"a": ("a.txt", b"A", "text/plain"), "b": ("b.txt", b"B", "text/plain")}
    form = {"chat_id": str(CHEN), "media": json.dumps(media)}
    first, second = (await api.http.post("/sendMediaGroup", data=form, files=parts)).json()["result"]
    assert (first["document"]["file_name"], second["caption"]) == ("a.txt", "两个")
    assert second["caption_entities"][0]["type"] == "bold"
    assert await client.download(second["document"]["file_id"]) == b"B"
    again = [{"type": "document", "media": one["document"]["file_id"]} for one in (first, second)]
    others = await api.ok("sendMediaGroup", chat_id=CHEN, media=again)
    groups = [one["media_group_id"] for one in (first, second, *others)]
    assert (groups[0], groups[2]) == (groups[1], groups[3])
    assert groups[0] != groups[2]


@pytest.mark.parametrize(
    ("media", "reason"),
    [
        ([{"type": "document", "media": "x"}], "from 2 to 10"),
        ([{"type": "document", "media": "x"}, {"type": "photo", "media": "x"}], "can't be mixed"),
        (["x", "y"], "can't be mixed"),
        ([{"type": "audio", "media": "x"}] * 2, "can't be mixed"),
        ([{"type": "document", "media": "x"}] * 2, "wrong file identifier"),
        ([{"type": "document", "media": "x", "thumbnail": "y"}] * 2, "not supported"),
    ],
)
async def test_groups_that_are_refused(api, media, reason):
    """As many and as mixed as Telegram takes them; nothing is sent of a group that is refused."""
    assert reason in await api.refused("sendMediaGroup", chat_id=CHEN, media=media)


async def test_photo(api):
    """A picture comes back with its size."""
    parts = {"pic": ("a.png", STICKER, "image/png")}
    form = {"chat_id": str(CHEN), "photo": "attach://pic", "has_spoiler": "true"}
    sent = (await api.http.post("/sendPhoto", data=form, files=parts)).json()["result"]
    assert (sent["photo"][0]["width"], sent["photo"][0]["height"]) == (1, 1)
    assert sent["has_media_spoiler"] is True
    again = await api.ok("sendPhoto", chat_id=CHEN, photo=sent["photo"][0]["file_id"])
    assert again["photo"] == sent["photo"]
    reason = await api.refused("sendDocument", chat_id=CHEN, document=sent["photo"][0]["file_id"])
    assert reason == "400 Bad Request: can't use file of another type as Document"


@pytest.mark.parametrize(
    ("method", "name", "content", "reason"),
    [
        ("sendPhoto", "photo", b"no picture", "400 Bad Request: IMAGE_PROCESS_FAILED"),
        ("sendDocument", "document", b"", "400 Bad Request: file must be non-empty"),
        ("sendPhoto", "photo", STICKER + bytes(10 * 1024 * 1024), "413 Request Entity Too Large"),
    ],
)
async def test_bad_uploads(api, method, name, content, reason):
    """Empty files, files that are no pictures and too large ones are refused."""
    parts = {name: ("a.bin", content, "application/octet-stream")}
    body = (await api.http.post(f"/{method}", data={"chat_id": str(CHEN)}, files=parts)).json()
    assert f"{body['error_code']} {body['description']}" == reason


async def test_files_that_are_not_there(api):
    """An unknown id and an address are refused."""
    refused = await api.refused("sendPhoto", chat_id=CHEN, photo="abc")
    assert refused == "400 Bad Request: wrong file identifier/HTTP URL specified"
    refused = await api.refused("sendPhoto", chat_id=CHEN, photo="https://example.com/a.png")
    assert "does not fetch files by address" in refused


async def test_caption_limit(api):
    """A caption has 1024 units at most."""
    parts = {"photo": ("a.png", STICKER, "image/png")}
    form = {"chat_id": str(CHEN), "caption": "字" * 1025}
    body = (await api.http.post("/sendPhoto", data=form, files=parts)).json()
    assert body["description"] == "Bad Request: message caption is too long"


async def test_chat_action(api):
    """Known actions are shown, others refused."""
    assert await api.ok("sendChatAction", chat_id=CHEN, action="typing") is True
    refused = await api.refused("sendChatAction", chat_id=CHEN, action="dancing")
    assert refused == "400 Bad Request: wrong parameter action in request"
