"""The Bot API's HTTP edge: tokens, methods, forms of requests, scripted faults, the log."""

import asyncio
import logging

import httpx
import pytest

from bot.local.client import LocalClientError
from bot.local.faults import Fault, FaultKind

CHEN = 1001


async def test_wrong_token(messenger):
    """A wrong token is unauthorized."""
    async with httpx.AsyncClient(base_url=messenger.base_url, trust_env=False) as http:
        response = await http.get("/bot123456:wrong/getMe")
    assert response.status_code == 401
    assert response.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}


async def test_unknown_method(api, caplog):
    """A method that isn't served is not found, loudly."""
    assert await api.refused("copyMessage") == "404 Not Found"
    assert "copyMessage" in caplog.text


async def test_logs_hold_no_text(api, caplog):
    """What was sent is in no log line, even when refused."""
    caplog.set_level(logging.DEBUG, logger="bot.local")
    assert "<秘密>" not in await api.refused("sendMessage", chat_id=CHEN, text="<秘密>x", parse_mode="HTML")
    assert "sendMessage: 400" in caplog.text
    assert "秘密" not in caplog.text


async def test_forms_of_requests(api):
    """Query, form, JSON and multipart mean the same; method names have no case."""
    fields = {"chat_id": str(CHEN), "text": "你好"}
    answers = [
        await api.http.get("/sendmessage", params=fields),
        await api.http.post("/sendMessage", params=fields),
        await api.http.post("/SENDMESSAGE", data=fields),
        await api.http.post("/sendMessage", json=fields),
        await api.http.post("/sendMessage", files={name: (None, value) for name, value in fields.items()}),
    ]
    assert [answer.json()["result"]["text"] for answer in answers] == ["你好"] * 5


@pytest.mark.parametrize(
    ("request_", "reason"),
    [
        ({"content": b"{", "headers": {"content-type": "application/json"}}, "can't parse JSON"),
        ({"json": [1]}, "can't parse JSON: object expected"),
        ({"content": b"x", "headers": {"content-type": "text/plain"}}, "unsupported content type text/plain"),
        ({"content": b"x", "headers": {"content-type": "multipart/form-data"}}, "can't parse the form"),
        ({"content": bytes(52 * 1024 * 1024)}, "request entity too large"),
    ],
)
async def test_unreadable_requests(api, request_, reason):
    """A body that can't be read is refused."""
    response = await api.http.post("/sendMessage", **request_)
    assert response.json()["description"] == f"Bad Request: {reason}"


@pytest.mark.parametrize(
    ("kind", "refusal"),
    [
        (FaultKind.TOO_MANY_REQUESTS, "429 Too Many Requests: retry after 3"),
        (FaultKind.BLOCKED, "403 Forbidden: bot was blocked by the user"),
        (FaultKind.BAD_REQUEST, "400 Bad Request: scripted fault"),
        (FaultKind.SERVER_ERROR, "500 Internal Server Error"),
    ],
)
async def test_scripted_refusals(api, client, kind, refusal):
    """A fault strikes its method as often as told, and nothing is recorded."""
    await client.add_fault(kind, method="sendmessage", times=2, retry_after=3)
    for left in (1, 0):
        assert await api.refused("sendMessage", chat_id=CHEN, text="x") == refusal
        assert [fault["times"] for fault in await client.faults()] == [left] * left
    assert len(await client.history(CHEN)) == 1
    await api.send("x")


async def test_retry_after_is_told(api, messenger):
    """429 carries the seconds to wait."""
    messenger.world.faults.add(Fault(kind=FaultKind.TOO_MANY_REQUESTS, retry_after=7))
    body = (await api.http.post("/sendMessage", json={})).json()
    assert body["parameters"] == {"retry_after": 7}


async def test_faults_for_a_chat(api, client):
    """A fault for one chat spares others and polling; buttons belong to their chat."""
    await client.add_fault(FaultKind.SERVER_ERROR, chat_id=1002)
    await api.send("x")
    await client.clear_faults()
    assert await client.faults() == []
    message = await api.send("x", reply_markup={"inline_keyboard": [[{"text": "按", "callback_data": "a"}]]})
    query = await client.press(CHEN, message["message_id"], "按")
    await client.add_fault(FaultKind.BAD_REQUEST, chat_id=CHEN, description="Bad Request: no")
    await api.ok("getUpdates")
    assert await api.refused("answerCallbackQuery", callback_query_id=query) == "400 Bad Request: no"


@pytest.mark.parametrize(
    ("kind", "arrived"), [(FaultKind.TIMEOUT_BEFORE, False), (FaultKind.TIMEOUT_AFTER, True)]
)
async def test_timeouts(api, client, kind, arrived):
    """A timeout leaves the caller without answer, before or after the message is there."""
    await client.add_fault(kind, method="sendMessage")
    with pytest.raises(httpx.ReadTimeout):
        await api.http.post("/sendMessage", json={"chat_id": CHEN, "text": "x"}, timeout=0.3)
    assert (await client.history(CHEN))[-1]["from"]["is_bot"] is arrived
    assert (await client.calls("sendMessage"))[-1]["status"] == (200 if arrived else 0)


async def test_timeout_that_ends(api, client):
    """A caller who is patient gets a gateway timeout."""
    await client.add_fault(FaultKind.TIMEOUT_BEFORE, seconds=0.01)
    assert await api.refused("getMe") == "504 Gateway Timeout"


async def test_timeouts_end_with_the_messenger(new_messenger, new_api, until):
    """A held call doesn't keep the messenger from stopping."""
    messenger = new_messenger()
    await messenger.start()
    api = new_api(messenger.base_url)
    messenger.world.faults.add(Fault(kind=FaultKind.TIMEOUT_BEFORE))
    held = asyncio.create_task(api.refused("getMe"))
    await until(lambda: messenger.world.calls.find("getMe"))
    async with asyncio.timeout(10):
        await messenger.stop()
        assert await held == "504 Gateway Timeout"
    await api.http.aclose()


async def test_duplicate_update(api, client):
    """A scripted duplicate delivers one update twice."""
    await client.add_fault(FaultKind.DUPLICATE_UPDATE, chat_id=CHEN)
    await client.say(CHEN, "甲")
    await client.say(CHEN, "乙")
    updates = await api.ok("getUpdates")
    assert [update["message"]["text"] for update in updates] == ["甲", "甲", "乙"]
    assert updates[0] == updates[1]
    assert await api.ok("getUpdates", offset=updates[1]["update_id"] + 1) == updates[2:]


async def test_calls_are_logged(api, client, messenger):
    """Each call is kept with parameters, answer and time; files by name only."""
    await api.http.post(
        "/sendDocument", data={"chat_id": str(CHEN)}, files={"document": ("a.txt", b"content", "text/plain")}
    )
    await api.refused("sendMessage", chat_id=CHEN)
    (call,) = await client.calls("senddocument", chat_id=CHEN)
    assert call["parameters"] == {"chat_id": str(CHEN), "document": {"file": "a.txt", "size": 7}}
    assert call["response"]["ok"] is True
    assert call["at"] == 1_800_000_000
    assert [c["status"] for c in await client.calls(chat_id=CHEN)] == [200, 400]
    messenger.world.calls.clear()
    assert await client.calls() == []


async def test_bad_faults_are_refused(client):
    """A fault that cannot be is refused by the control endpoint."""
    with pytest.raises(LocalClientError, match="400"):
        await client._ask("POST", "/faults", json={"kind": "earthquake"})
