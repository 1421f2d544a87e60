"""Replies that are not answers, and the sentences they are made of."""

import re

import pytest

from bot.callback_data import Example
from bot.rendering import notices, texts
from knowledge.loader import load_knowledge
from knowledge.retrieval.answering import AnswerEngine
from knowledge.retrieval.outcomes import Answered


@pytest.fixture(scope="module")
def engine():
    """The engine with the shipped content."""
    return AnswerEngine(load_knowledge())


@pytest.mark.parametrize("question", texts.EXAMPLES)
def test_examples_are_answered(engine, question):
    """What the welcome offers to try really works."""
    assert isinstance(engine.answer(question), Answered)


def test_the_welcome_is_short():
    """At most three sentences on what the bot can do."""
    assert len(re.findall("。", texts.WELCOME)) <= 3


def test_example_buttons_lead_back_to_their_question():
    """The key on a button finds the question; one from an earlier wording finds none."""
    for row, question in zip(notices.render_welcome().keyboard, texts.EXAMPLES, strict=True):
        assert isinstance(row[0].payload, Example)
        assert notices.find_example(row[0].payload.key) == question
    assert notices.find_example("0123") is None
    assert notices.render_welcome(texts.DEEP_LINK).plain.startswith(texts.DEEP_LINK)


def test_telegram_takes_the_texts():
    """Descriptions and command names keep Telegram's limits."""
    assert len(texts.SHORT_DESCRIPTION) <= 120
    assert len(texts.DESCRIPTION) <= 512
    assert all(re.fullmatch("[a-z0-9_]{1,32}", name) and text for name, text in texts.COMMANDS.items())
    assert len(notices.fault_brief("ABCDEF")) <= 200
    assert len(texts.STALE) <= 200


@pytest.mark.parametrize("kind", [*texts.NOT_TEXT_KINDS, ""])
def test_every_kind_of_message_has_its_word(kind):
    """One sentence on what was sent, one on what to do; for what has no word of its own, too."""
    text = notices.render_not_text(kind).plain
    assert text.startswith("我只能读文字")
    assert text.endswith("请把问题用文字发给我。")
