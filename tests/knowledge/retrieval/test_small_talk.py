"""Small talk is told from questions."""

import pytest

from knowledge.boundaries import SmallTalk
from knowledge.retrieval.small_talk import SmallTalkMatcher

TALKS = (
    SmallTalk(id="greeting", patterns=("你好", "在吗", "早上好"), reply="您好"),
    SmallTalk(id="who", patterns=("你是谁", "你是哪个做的", "你叫什么名字"), reply="我是助手"),
    SmallTalk(id="thanks", patterns=("谢谢", "帮了大忙", "帮"), reply="不客气"),
)


@pytest.fixture
def matcher():
    """A matcher with two kinds of small talk."""
    return SmallTalkMatcher(TALKS)


@pytest.mark.parametrize(
    ("message", "has_subject", "found"),
    [
        ("你好", True, "greeting"),
        ("早上好呀", True, "greeting"),
        ("谢谢你，今天帮了大忙！", False, "thanks"),
        ("谢谢，那试用期要多久", True, None),
        ("你是哪个做的，叫什么名字？", True, "who"),
        ("您叫啥名字", True, "who"),
        ("你是谁，你叫什么名字", True, "who"),
        ("你们单位，叫什么名字", True, None),
        ("今天天气", False, None),
        ("", False, None),
        ("你好" * 20, False, None),
    ],
)
def test_matching(matcher, message, has_subject, found):
    """A message of the field must be small talk nearly as a whole, others may merely contain it."""
    talk = matcher.match(message, has_subject=lambda: has_subject)
    assert (talk.id if talk else None) == found


def test_no_examples():
    """Without examples nothing is small talk."""
    assert SmallTalkMatcher(()).match("你好", has_subject=bool) is None
