"""Replies: escaping, splitting, buttons."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.callback_data import Retry, Sources
from bot.rendering.reply import (
    MAX_UNITS,
    Button,
    Reply,
    block,
    bold,
    cut,
    italic,
    keyboard_markup,
    shorten,
    split,
    utf16_units,
)


class Balance(HTMLParser):
    """Reads a message as Telegram does: every tag closed in the message that opened it."""

    def __init__(self):
        super().__init__()
        self.open = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        """A tag opens."""
        assert not attrs
        self.open.append(tag)

    def handle_endtag(self, tag):
        """A tag closes, the innermost one."""
        assert self.open.pop() == tag

    def handle_data(self, data):
        """Text between tags."""
        self.text += data


def read(html):
    """The text of a message whose markup is sound."""
    parser = Balance()
    parser.feed(html)
    parser.close()
    assert parser.open == []
    return parser.text


def test_text_is_escaped_once():
    """Markup in a text is text."""
    part = split(Reply((block(bold("<b>&"), " 1 < 2"),)))[0]
    assert part.html == "<b>&lt;b&gt;&amp;</b> 1 &lt; 2"
    assert part.plain == "<b>& 1 < 2"


def test_the_keyboard_is_on_the_last_part():
    """Buttons stand below the end of the answer."""
    keyboard = ((Button("再试", Retry()),),)
    parts = split(Reply((block("长" * 3000), block("长" * 3000)), keyboard))
    assert [part.keyboard for part in parts] == [(), keyboard]


def test_blocks_are_kept_whole_when_there_is_room():
    """A part ends between blocks, not within one."""
    parts = split(Reply(tuple(block(f"{number}" * 1500) for number in range(3))))
    assert [part.plain for part in parts] == ["0" * 1500 + "\n\n" + "1" * 1500, "2" * 1500]


def test_a_long_block_is_cut_after_a_sentence():
    """The cut is where a reader would pause, and the style goes on behind it."""
    text = "甲" * 3000 + "。" + "乙" * 3000
    parts = split(Reply((block(italic(text)),)))
    assert [part.html[:4] for part in parts] == ["<i>甲", "<i>乙"]
    assert parts[0].plain.endswith("。")


@pytest.mark.parametrize(("text", "units"), [("干部", 2), ("干部👍", 4), ("", 0)])
def test_length_is_counted_as_telegram_does(text, units):
    """A character beyond the basic plane counts twice."""
    assert utf16_units(text) == units


@given(st.lists(st.text(alphabet="干部<&>。，\n👍𠮷a", min_size=1, max_size=40), min_size=1, max_size=6))
def test_no_part_is_too_long_or_broken(texts):
    """Whatever the text, each part fits, its markup is sound, and nothing but line breaks is lost."""
    blocks = tuple(block(bold(text * 120), text * 40) for text in texts)
    reply = Reply(blocks)
    parts = split(reply)
    assert all(utf16_units(part.plain) <= MAX_UNITS for part in parts)
    assert [read(part.html) for part in parts] == [part.plain for part in parts]
    assert "".join(part.plain for part in parts).replace("\n", "") == reply.plain.replace("\n", "")


@given(st.text(alphabet="👍𠮷。a\n", max_size=60), st.integers(min_value=2, max_value=7))
def test_cutting_ends_and_keeps_characters_whole(text, limit):
    """A surrogate pair is never cut in two."""
    pieces = list(cut(text, limit))
    assert all(utf16_units(piece) <= limit for piece in pieces)
    assert "".join(pieces).replace("\n", "") == text.replace("\n", "")


def test_an_empty_reply_is_one_empty_part():
    """Nothing to say is not a fault of splitting."""
    assert [part.plain for part in split(Reply(()))] == [""]


def test_buttons():
    """Labels are shortened, data is what the payload says; no buttons are no keyboard."""
    markup = keyboard_markup(((Button("长" * 80, Sources(7)),),))
    assert markup
    button = markup.inline_keyboard[0][0]
    assert button.text == "长" * 59 + "…"
    assert button.callback_data == "1:s:7"
    assert keyboard_markup(()) is None
    assert shorten("短") == "短"
