"""The menu of cases: lists and searches, names, what was done, put away and deleted; and the way there from an answer."""

import re

from bot.rendering import case_page_texts as words
from bot.rendering import case_texts as texts
from bot.rendering import searching
from bot.rendering.paging import NEXT, PREVIOUS
from tests.handlers.desk import ALONE, actions, case_of
from tests.population import STRANGER


async def test_several_cases_search_archive_and_delete(desk):
    """The list tells state, next step and age; words find cases and checklists; archived ones are read only."""
    await desk.begin("民主推荐", ALONE)
    await desk.begin("考察")
    listed = await desk.say("/checklist")
    assert "▶️ 2026-11 民主推荐（1）：0/4步，下一步“确定范围”；今天开始" in listed
    assert len([label for label in desk.labels if label.startswith("▶️ 2026-11")]) == 2
    await desk.tap(searching.BUTTON)
    found = await desk.say("推荐")
    assert texts.FOUND_CASES in found
    assert texts.FOUND in found
    await desk.press(desk.keys["▶️ 2026-11 民主推荐（1）（0/4）"])
    assert texts.ARCHIVED_LINE in await desk.tap("⋯ 更多", "🗄 归档")
    assert not [label for label in desk.labels if "完成" in label]
    await desk.say("/checklist")
    assert texts.LISTS["archived"] in await desk.tap("🗄 已归档（1）")
    await desk.tap("2026-11 民主推荐", "⋯ 更多", "📤 恢复")
    assert case_of(desk).archived_at is None
    question = await desk.tap("⋯ 更多", "🗑 删除")
    assert "不能恢复" in question
    assert await desk.tap("确定删除") == words.DELETED
    assert case_of(desk) is None


async def test_an_answer_offers_its_checklist(desk):
    """The checklist that names the entry is below its answer, for whoever may have cases."""
    await desk.say("干部轮岗要满几年？")
    assert "📋 办理清单：民主推荐" in desk.labels
    assert "共7步" in await desk.tap("📋 办理清单")
    await desk.say("干部轮岗要满几年？", who=STRANGER)
    assert "📋 办理清单：民主推荐" not in desk.labels


async def test_a_typed_name_and_a_search_that_finds_nothing(desk):
    """The preview takes a name of one's own; words search after the button only, and a question is answered."""
    await desk.say("/checklist 考察")
    await desk.tap("考察")
    assert "60个字" in await desk.say("很" * 61)
    assert "📋 南街考察" in await desk.say("南街考察")
    assert searching.NONE.format(what=texts.WHAT) in await desk.say("/checklist 天气")
    await desk.say("/checklist")
    assert await desk.say("你好") == "您好，请说您的问题。"
    await desk.say("/checklist")
    await desk.tap("新建", searching.BUTTON)
    assert "南街考察" in await desk.say("南街")
    await desk.tap(searching.AGAIN_BUTTON)
    assert "五年" in await desk.say("干部轮岗要满几年？")


async def test_history_and_pages(desk):
    """All steps with their marks, the subjects by pages, and what was done, the latest first."""
    await desk.begin("民主推荐", ALONE)
    for _ in range(6):
        await desk.tap("📝 备注")
        await desk.say(f"备注{len(actions(desk))}")
        await desk.say("/checklist")
        await desk.tap("2026-11 民主推荐")
    await desk.say("/checklist")
    await desk.tap("新建", "培训、考核")
    assert "第1页，共2页" in desk.text
    assert "培训8" in await desk.tap(NEXT)
    await desk.tap(PREVIOUS)
    await desk.say("/checklist")
    await desk.tap("2026-11 民主推荐", "✅ 完成")
    steps = await desk.tap("☰")
    assert texts.STEPS_LEGEND in steps
    assert {"✅ 1. 确定范围", "▶️ 2. 清点人数", "➖ 3. 邻县的步骤", "❓ 4. 正职另外征求意见"} <= {*desk.labels}
    await desk.tap("▶️ 到现在", "⋯ 更多", "🕘 经过")
    assert re.search(r"11-22 09:30 欧阳北辰 办完第1步“确定范围”", desk.text)
    await desk.press("1:kv:1:history:3")
    assert "欧阳北辰 开始办理" in desk.text
