"""Journeys of checking eligibility: the ways to a check, and one walked from the menu to its result."""

import pytest

from bot.local.client import text_of
from bot.rendering import eligibility_texts as texts
from bot.rendering import searching
from bot.rendering.paging import NEXT, PREVIOUS
from tests.checking import make_checking_knowledge
from tests.journeys.checks import begin, rows
from tests.journeys.talking import labels, press, say

pytestmark = pytest.mark.usefixtures("rules")


async def test_from_the_menu_to_the_result(bot, people):
    """Subject, rule, two questions with help and progress, and the card with everything on it."""
    question = await begin(people)
    assert "最多还有3个问题" in text_of(question)
    assert "办理时多少周岁？" in text_of(question)
    assert "按足岁算。" in text_of(question)
    question = await press(people, question, "45岁")
    assert texts.LAST_ONE in text_of(question)
    card = text_of(await say(people, "6年"))
    for words in (
        "✅ 符合。",
        "可以轮岗。",
        "✓ 任现职满5年",
        "〔轮岗办法第一部分第2条〕",
        "? 拟任的是科级领导职务",
        "向县委组织部提出",
        "《关于干部轮岗的办法》",
        texts.GUIDANCE,
        "这是示例文件，不能当作现行规定。",
    ):
        assert words in card
    (row,) = rows(bot.database)
    assert (row.facts, row.verdict, row.status) == ({"age": 45, "post_years": 6}, "eligible", "finished")


async def test_structure_checks_take_counts(bot, people):
    """Counts are typed; the card has the ratio's target and the gap in heads."""
    found = await say(people, "/check 女干部比例")
    question = await press(people, found, "班子女干部比例")
    while "多少人" in text_of(question):
        question = await say(people, "8人" if "一共" in text_of(question) else "1")
    assert "未达到目标" in text_of(question)
    assert "差1人" in text_of(question)
    assert rows(bot.database)[0].verdict == "not_eligible"


async def test_searching_by_words_and_asking_instead(people):
    """Words search after the button only, once; a question is answered all the same; nothing found says so."""
    menu = await say(people, "/check")
    assert text_of(await say(people, "你好")) == "您好，请说您的问题。"
    await press(people, menu, searching.BUTTON)
    found = await say(people, "轮岗")
    assert "轮岗到县直机关" in labels(found)
    assert text_of(await say(people, "你好")) == "您好，请说您的问题。"
    await press(people, found, searching.AGAIN_BUTTON)
    assert "五年" in text_of(await say(people, "干部轮岗要满几年？"))
    none = await say(people, "/check 天气")
    assert text_of(none) == searching.NONE.format(what=texts.WHAT)
    assert labels(none) == [searching.AGAIN_BUTTON, texts.ALL_SUBJECTS]


async def test_deep_links_and_pages(bot, people):
    """A link begins its check; one to a check that is gone says so; long subjects have pages."""
    assert "办理时多少周岁？" in text_of(await say(people, "/start check_lungang_move"))
    assert text_of(await say(people, "/start check_lungang_gone")) == texts.RULE_GONE
    await bot.restart(make_checking_knowledge(pages=1))
    page = await press(people, await say(people, "/check"), "👥 班子和队伍结构比例（9）")
    assert PREVIOUS not in labels(page)
    page = await press(people, page, NEXT)
    assert "第2页，共2页" in text_of(page)
    page = await press(people, page, PREVIOUS)
    menu = await press(people, page, texts.ALL_SUBJECTS)
    assert texts.MENU in text_of(menu)
