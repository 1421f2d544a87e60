"""What Telegram marks by itself in plain text."""

import pytest

from bot.local.detection import with_detected
from bot.local.entities import FormattedText
from tests.bot.local.covered import utf16_slice


def found(text, *entities):
    """Return kinds and covered texts."""
    entities = with_detected(FormattedText(text, entities)).entities
    return [(e["type"], utf16_slice(text, e["offset"], e["length"])) for e in entities]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/start abc", [("bot_command", "/start")]),
        ("👍 /help@cadre_bot", [("bot_command", "/help@cadre_bot")]),
        ("见 https://example.com/a?b=1。", [("url", "https://example.com/a?b=1")]),
        ("写信给 a.b@example.com", [("email", "a.b@example.com")]),
        ("问 @cadre_policy_bot", [("mention", "@cadre_policy_bot")]),
        ("#试用期 和 #123", [("hashtag", "#试用期")]),
        ("1/2 和 a/b", []),
        ("/我的数据", []),
    ],
)
def test_found(text, expected):
    """Commands, links, addresses, mentions and hashtags are marked, fractions and paths are not."""
    assert found(text) == expected


def test_nothing_inside_code():
    """What is code or a link already is left alone."""
    code = {"type": "code", "offset": 0, "length": 5}
    assert found("/help /start", code) == [("code", "/help"), ("bot_command", "/start")]
