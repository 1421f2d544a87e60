"""Conversion and refusal of parameters."""

import pytest

from bot.local.errors import ApiError
from bot.local.parameters import Upload, check_call

FILE = Upload("a.txt", "text/plain", b"x")


@pytest.mark.parametrize(
    ("method", "raw", "reason"),
    [
        ("sendMessage", {"chat_id": 1}, "message text is empty"),
        ("sendMessage", {"text": "x"}, "chat_id is empty"),
        ("sendMessage", {"chat_id": "", "text": "x"}, "chat_id is empty"),
        ("sendMessage", {"chat_id": "abc", "text": "x"}, "chat not found"),
        ("sendMessage", {"chat_id": 1, "text": 5}, 'parameter "text" must be of type String'),
        ("sendMessage", {"chat_id": 1, "text": "\ud83d"}, "strings must be encoded in UTF-8"),
        ("sendMessage", {"chat_id": 1, "text": "x", "colour": "red"}, 'unknown parameter "colour"'),
        ("sendMessage", {"chat_id": 1, "message_thread_id": 2}, '"message_thread_id" is not supported'),
        ("sendMessage", {"chat_id": 1, "reply_markup": "{"}, "can't parse reply_markup JSON object"),
        (
            "sendMessage",
            {"chat_id": 1, "reply_markup": "[]"},
            'parameter "reply_markup" must be of type Object',
        ),
        ("sendMessage", {"chat_id": 1, "entities": {}}, 'parameter "entities" must be of type Array'),
        ("sendMessage", {"chat_id": 1, "protect_content": "maybe"}, "must be of type Boolean"),
        ("deleteMessage", {"chat_id": 1}, "message identifier is not specified"),
        ("deleteMessage", {"chat_id": 1, "message_id": True}, "must be of type Integer"),
        ("deleteMessage", {"chat_id": 1, "message_id": "x"}, "must be of type Integer"),
        ("sendDocument", {"chat_id": 1}, "there is no document in the request"),
        ("sendPhoto", {"chat_id": 1}, "there is no photo in the request"),
        ("getFile", {}, "file_id not specified"),
        ("setMyCommands", {}, 'parameter "commands" is required'),
        ("answerCallbackQuery", {"callback_query_id": ""}, "query is too old"),
    ],
)
def test_refused(method, raw, reason):
    """A missing, unknown or wrong parameter is refused as Telegram words it."""
    with pytest.raises(ApiError) as refused:
        check_call(method, raw, {})
    assert reason in refused.value.description


def test_texts_are_converted():
    """Parameters of a form are texts and become what they mean."""
    raw = {"chat_id": "-7", "text": "x", "protect_content": "true", "reply_markup": '{"a": 1}'}
    values = check_call("sendMessage", raw, {}).values
    assert values == {"chat_id": -7, "text": "x", "protect_content": True, "reply_markup": {"a": 1}}


def test_user_names_stay():
    """A chat may be named by a user name."""
    assert check_call("getChat", {"chat_id": "@someone"}, {}).values == {"chat_id": "@someone"}


def test_attached_files():
    """A file may come under its parameter or be attached by name; others are refused."""
    assert check_call("sendDocument", {"chat_id": 1}, {"document": FILE}).uploads
    attached = {"chat_id": 1, "document": "attach://part"}
    assert check_call("sendDocument", attached, {"part": FILE}).get("document") == "attach://part"
    with pytest.raises(ApiError, match='unexpected file "other"'):
        check_call("sendDocument", attached, {"part": FILE, "other": FILE})
