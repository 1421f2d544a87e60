"""Validation of reply_markup."""

import pytest

from bot.local.errors import ApiError
from bot.local.keyboards import check_markup, is_inline


def inline(*buttons):
    """Return an inline keyboard of one row."""
    return {"inline_keyboard": [list(buttons)]}


def button(**fields):
    """Return a button that is right but for the given fields."""
    return {"text": "按钮", "callback_data": "v1:x"} | fields


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (inline(button(callback_data="")), "BUTTON_DATA_INVALID"),
        (inline(button(callback_data="字" * 22)), "BUTTON_DATA_INVALID"),
        (inline(button(callback_data=5)), "BUTTON_DATA_INVALID"),
        (inline({"text": "按钮"}), "Text buttons are unallowed in the inline keyboard"),
        (inline(button(url="https://example.com")), "exactly one action is allowed"),
        (inline(button(web_app={})), 'field "web_app" is not supported'),
        (inline({"callback_data": "x"}), 'Can\'t find field "text"'),
        (inline(button(text=" ")), "button text must not be empty"),
        (inline(button(style="pink")), "invalid button style"),
        (inline({"text": "x", "url": "ftp://x.y"}), "is invalid: Wrong HTTP URL"),
        (inline({"text": "x", "url": 5}), "is invalid: Wrong HTTP URL"),
        (inline({"text": "x", "copy_text": {"text": ""}}), "BUTTON_COPY_TEXT_INVALID"),
        (inline({"text": "x", "copy_text": "y"}), "BUTTON_COPY_TEXT_INVALID"),
        (inline("按钮"), "inline keyboard button must be an Object"),
        (inline(*[button()] * 101), "REPLY_MARKUP_TOO_LONG"),
        ({"inline_keyboard": {}}, 'field "inline_keyboard" of inline keyboard has a wrong type'),
        ({"inline_keyboard": ["x"]}, "keyboard must be an Array of Arrays"),
        ({"inline_keyboard": [], "selective": True}, 'unknown field "selective"'),
        ({"keyboard": [[]]}, "reply keyboard is empty"),
        ({"keyboard": [[5]]}, "keyboard button must be an Object or a String"),
        (
            {"keyboard": [[{"text": "x", "request_contact": True}]]},
            'field "request_contact" is not supported',
        ),
        ({"keyboard": [["x"]], "resize": True}, 'unknown field "resize"'),
        ({"remove_keyboard": "yes"}, 'field "remove_keyboard" of reply markup has a wrong type'),
        ({"strange": True}, "object expected as reply markup"),
    ],
)
def test_refused(markup, reason):
    """A wrong markup is refused."""
    with pytest.raises(ApiError) as refused:
        check_markup(markup)
    assert reason in refused.value.description


def test_limits_are_inclusive():
    """64 bytes of data and 100 buttons are allowed."""
    full = {"inline_keyboard": [[button(callback_data="x" * 64)] * 50] * 2}
    assert check_markup(full) == full


def test_normal_forms():
    """Empty rows go, texts become keys, addresses get their normal form."""
    assert check_markup({"inline_keyboard": [[], []]}) is None
    assert check_markup({}) is None
    assert check_markup({"keyboard": [["甲"], []]}) == {"keyboard": [[{"text": "甲"}]]}
    given = inline({"text": "x", "url": "https://example.com"}, {"text": "y", "copy_text": {"text": "z"}})
    found = check_markup(given) or {}
    assert found["inline_keyboard"][0][0]["url"] == "https://example.com/"
    assert given["inline_keyboard"][0][0]["url"] == "https://example.com"


def test_other_markups():
    """Removal and forced reply pass, but not under a message that is edited."""
    assert check_markup({"remove_keyboard": True}) == {"remove_keyboard": True}
    assert not is_inline(check_markup({"force_reply": True}))
    with pytest.raises(ApiError, match="object expected as reply markup"):
        check_markup({"force_reply": True}, only_inline=True)
