"""Edges of cases: gone while waited for, many of them, the region of a profile, an opener that is no more, a checklist that changed."""

from dataclasses import replace

import pytest

from bot.rendering import case_page_texts as words
from bot.rendering import case_texts as texts
from bot.rendering.paging import NEXT, PREVIOUS
from bot.rendering.texts import STALE
from storage.preferences import mark_consent
from storage.tables import Case, User
from tests.builders import MOMENT
from tests.casework import make_casework_knowledge
from tests.handlers.desk import ALONE, document
from tests.population import NORTH_OFFICIAL as ME
from tests.population import row_of


@pytest.mark.parametrize("opening", ["fill:0:0", "note:0:0", "card", "assign", "files"])
async def test_a_case_that_is_gone_while_the_chat_waits(desk, opening):
    """What is typed or sent then is told that the matter is gone, and nothing waits any more."""
    await desk.begin("民主推荐", ALONE)
    others = {"card": "1:kc:1:0", "assign": "1:kp:1:2:assign:0:0", "files": "1:kv:1:files:0"}
    await desk.press(others.get(opening, f"1:ka:1:{opening}"))
    with desk.database.write() as session:
        session.delete(row_of(session, Case, 1))
    said = await desk.send(document=document()) if opening == "files" else await desk.say("90")
    # Below a mere card the figure is a question again.
    assert (said == texts.CASE_GONE) is (opening != "card")


async def test_many_cases_have_pages(desk):
    """The list is turned by pages; what waits and what is done have marks of their own."""
    for number in range(9):
        await desk.say("/checklist 考察")
        await desk.press(desk.keys["考察"])
        await desk.say(f"考察{number}")
    await desk.tap("⏳ 等待", "等材料")
    await desk.tap("⏳ 等待", "等材料")
    assert "⏳ 考察8" in await desk.say("/checklist")
    assert texts.LIST_PAGE.format(page=2, pages=2) in await desk.tap(NEXT)
    await desk.tap("考察0", "✅ 完成", "✅ 完成")
    assert texts.FINISHED in desk.text
    await desk.say("/checklist")
    assert "✅ 考察0：2/2步，步骤都办完了" in await desk.tap(NEXT)
    await desk.tap(PREVIOUS)
    assert texts.EMPTY_LIST["shared"] in await desk.press("1:kl:shared:0")


async def test_the_region_of_the_profile(desk):
    """Where the person agreed to its use it decides the steps, and the card says so."""
    with desk.database.write() as session:
        user = row_of(session, User, desk.town.population.users[ME])
        user.region = "邻县"
        mark_consent(session, user_id=user.id, is_given=True, now=MOMENT)
    await desk.say("/checklist 民主推荐")
    await desk.press(desk.keys["民主推荐"])
    assert texts.REGION_KEPT.format(region="邻县") in await desk.tap("▶️ 开始")


async def test_what_opened_a_case_is_gone(desk):
    """A further checklist of a step that is no more does not begin, by button or by name."""
    await desk.begin("民主推荐", ALONE)
    await desk.tap("☰", "开会推荐", "➕ 另开：考察")
    begin = desk.key("▶️ 开始")
    with desk.database.write() as session:
        session.delete(row_of(session, Case, 1))
    assert (await desk.town.press(ME, begin)) == [STALE]
    assert await desk.say("南街考察") == texts.TEMPLATE_GONE


async def test_a_newer_checklist(desk):
    """The owner sees that the content changed and what, keeps the version, or moves over."""
    await desk.begin("民主推荐", ALONE)
    await desk.tap("✅ 完成")
    application = desk.town.application
    application.bot_data = replace(application.bot_data, knowledge=make_casework_knowledge(changed=True))
    assert texts.NEWER_TEMPLATE in await desk.press("1:kc:1:-1")
    changes = await desk.tap("🔔 看看变化")
    for said in ("新增的步骤", "· 归档", "· 开会推荐（做什么）", words.CHANGES_CARRIED):
        assert said in changes
    await desk.tap("先不换")
    await desk.tap("🔔 看看变化")
    assert words.CHANGES_TAKEN in await desk.tap("✅ 换用新版")
    assert "1/5步" in desk.text
    assert words.NO_CHANGES in await desk.press("1:kv:1:changes:0")
