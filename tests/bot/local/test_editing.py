"""Edits, deletions and answers to pressed buttons."""

import pytest

from bot.local.people import STICKER

CHEN = 1001
KEYS = {"inline_keyboard": [[{"text": "按", "callback_data": "v1:a"}]]}


async def send_photo(api, **fields):
    """Send a picture and return the message."""
    parts = {"photo": ("a.png", STICKER, "image/png")}
    answer = await api.http.post("/sendPhoto", data={"chat_id": str(CHEN), **fields}, files=parts)
    return answer.json()["result"]


async def edit(api, message, **fields):
    """Edit the text of a message of Chen's chat."""
    return await api.ok("editMessageText", chat_id=CHEN, message_id=message["message_id"], **fields)


async def refused_edit(api, message_id, method="editMessageText", **fields):
    """Return why an edit was refused."""
    return await api.refused(method, chat_id=CHEN, message_id=message_id, **fields)


async def test_edit_replaces_everything(api):
    """New text without entities and keyboard removes the old ones."""
    message = await api.send("<b>旧</b>", parse_mode="HTML", reply_markup=KEYS)
    edited = await edit(api, message, text="新")
    assert edited["text"] == "新"
    assert edited["edit_date"] == 1_800_000_000
    assert "entities" not in edited
    assert "reply_markup" not in edited


async def test_not_modified(api):
    """An edit that changes nothing is refused; a new keyboard alone is a change."""
    message = await api.send("<b>旧</b>", parse_mode="HTML")
    same = {"text": "<strong>旧</strong> ", "parse_mode": "HTML"}
    assert "400 Bad Request: message is not modified" in await refused_edit(
        api, message["message_id"], **same
    )
    await edit(api, message, **same, reply_markup=KEYS)
    fields = {"method": "editMessageReplyMarkup", "reply_markup": KEYS}
    assert "message is not modified" in await refused_edit(api, message["message_id"], **fields)


async def test_keyboard_alone(api):
    """The keyboard can be changed and removed alone."""
    message = await api.send("x", reply_markup=KEYS)
    place = {"chat_id": CHEN, "message_id": message["message_id"]}
    edited = await api.ok("editMessageReplyMarkup", **place)
    assert "reply_markup" not in edited
    assert edited["text"] == "x"


async def test_captions(api):
    """Pictures have a caption to edit, texts have a text."""
    photo = await send_photo(api, caption="旧")
    edited = await api.ok("editMessageCaption", chat_id=CHEN, message_id=photo["message_id"], caption="新")
    assert edited["caption"] == "新"
    assert edited["photo"] == photo["photo"]
    refused = await refused_edit(api, photo["message_id"], text="x")
    assert refused == "400 Bad Request: there is no text in the message to edit"
    text = await api.send("x")
    refused = await refused_edit(api, text["message_id"], method="editMessageCaption", caption="y")
    assert refused == "400 Bad Request: there is no caption in the message to edit"


async def test_what_cannot_be_edited(api, client):
    """Missing messages and those of people are refused."""
    said = await client.say(CHEN, "我的话")
    assert await refused_edit(api, 999, text="x") == "400 Bad Request: message to edit not found"
    assert await refused_edit(api, said["message_id"], text="x") == "400 Bad Request: message can't be edited"
    assert await api.refused("editMessageText", message_id=1, text="x") == "400 Bad Request: chat_id is empty"
    refused = await api.refused("editMessageText", chat_id=CHEN, text="x")
    assert refused == "400 Bad Request: message identifier is not specified"


async def test_delete(api, client, clock):
    """Own and foreign messages can be deleted within 48 hours, once."""
    said = await client.say(CHEN, "我的话")
    old = await api.send("x")
    assert await api.ok("deleteMessage", chat_id=CHEN, message_id=said["message_id"]) is True
    gone = {"chat_id": CHEN, "message_id": said["message_id"]}
    assert await api.refused("deleteMessage", **gone) == "400 Bad Request: message to delete not found"
    clock.now += 48 * 3600 + 1
    refused = await api.refused("deleteMessage", chat_id=CHEN, message_id=old["message_id"])
    assert refused == "400 Bad Request: message can't be deleted for everyone"
    assert [m["message_id"] for m in await client.history(CHEN)] == [1, old["message_id"]]


async def test_answer_is_shown_once(api, client):
    """The first answer counts; a second is accepted without effect."""
    message = await api.send("x", reply_markup=KEYS)
    query = await client.press(CHEN, message["message_id"], "按")
    assert await api.ok("answerCallbackQuery", callback_query_id=query, text="好", show_alert=True)
    assert await api.ok("answerCallbackQuery", callback_query_id=query, text="不好")
    assert await client.wait_for_answer(query) == {"text": "好", "show_alert": True, "url": ""}


async def test_late_and_wrong_answers(api, client, clock):
    """Unknown queries, late answers, long texts and foreign addresses are refused."""
    too_old = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await api.refused("answerCallbackQuery", callback_query_id="1") == too_old
    message = await api.send("x", reply_markup=KEYS)
    query = await client.press(CHEN, message["message_id"], "v1:a")
    answer = {"callback_query_id": query}
    assert (
        await api.refused("answerCallbackQuery", **answer, text="字" * 201)
        == "400 Bad Request: MESSAGE_TOO_LONG"
    )
    assert (
        await api.refused("answerCallbackQuery", **answer, url="https://x.y")
        == "400 Bad Request: URL_INVALID"
    )
    clock.now += 61
    assert await api.refused("answerCallbackQuery", **answer) == too_old


@pytest.mark.parametrize("age", [3599, 3601])
async def test_old_queries_are_forgotten(api, client, clock, messenger, age):
    """A query is kept for an hour, then the next press clears it away."""
    message = await api.send("x", reply_markup=KEYS)
    first = await client.press(CHEN, message["message_id"], "v1:a")
    clock.now += age
    await client.press(CHEN, message["message_id"], "v1:a")
    assert (messenger.world.queries.get(first) is None) == (age > 3600)
