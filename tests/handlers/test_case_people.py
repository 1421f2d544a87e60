"""Working a case together: sharing, assigning, links, handing over, and who is told what."""

import re

from sqlmodel import select

from bot.outbox.kinds import KINDS
from bot.rendering import case_page_texts as words
from bot.rendering import case_texts as texts
from bot.rendering.texts import STALE
from storage.tables import Case, CaseMember, OutboxMessage, User
from tests.handlers.desk import ALONE
from tests.population import NORTH_OFFICIAL, NORTH_STAFF, SOUTH_OFFICIAL, SOUTH_STAFF

ME, COLLEAGUE = NORTH_OFFICIAL, NORTH_STAFF


def told(desk, number, *, forget=True):
    """What the outbox would tell somebody now, in plain text."""
    with desk.database.write() as session:
        user = desk.town.population.users[number]
        rows = session.exec(select(OutboxMessage).where(OutboxMessage.user_id == user)).all()
        surroundings = desk.town.application.bot_data
        replies = [KINDS[row.kind](session, surroundings, row) for row in rows]
        for row in rows if forget else ():
            session.delete(row)
        return "\n".join(reply.plain for reply in replies if reply)


def members(desk):
    """Who takes part, with what they may."""
    with desk.database.read() as session:
        return {row.user_id: row.may for row in session.exec(select(CaseMember))}


async def share(desk, label="👥 请同事一起办", name="北县组工"):
    """Share the case with a colleague."""
    await desk.tap("⋯ 更多", "👥 共同办理", label)
    return await desk.tap(name)


async def test_sharing_to_read_and_to_work(desk):
    """A colleague is chosen among those of one's units, is told, sees what they may, and may be shut out again."""
    await desk.begin("民主推荐", ALONE)
    await desk.tap("⋯ 更多", "👥 共同办理")
    assert words.NO_MEMBERS in desk.text
    assert words.CHOOSE_COLLEAGUE["read"] in await desk.tap("👀 给同事看")
    assert [label for label in desk.labels if "南县" in label or "司马" in label] == []
    assert words.NO_COLLEAGUE_NAMED in await desk.say("司马")
    await desk.say("组工")
    assert "已经请北县组工看（不能改）" in await desk.tap("北县组工（北县）")
    assert "欧阳北辰把“2026-11 民主推荐（1）”给您看（不能改）" in told(desk, COLLEAGUE)
    listed = await desk.say("/checklist", who=COLLEAGUE)
    assert texts.EMPTY_LIST["own"] in listed
    await desk.tap("👥 同事的（1）", who=COLLEAGUE)
    assert "欧阳北辰的" in desk.text
    card = await desk.tap("2026-11 民主推荐", who=COLLEAGUE)
    assert "欧阳北辰给您看的，只能看不能改" in card
    assert not [label for label in desk.labels if "完成" in label or "备注" in label]
    assert (await desk.town.press(COLLEAGUE, "1:km:1:3:done:0:0"))[-1].startswith("<i>这件事您只能看")
    # To work on it, then out again.
    await desk.press("1:kv:1:people:0")
    await desk.tap("👥 请同事一起办", "北县组工")
    assert "北县组工：一起办" in desk.text
    assert members(desk) == {desk.town.population.users[COLLEAGUE]: "work"}
    await desk.press("1:kc:1:-1", who=COLLEAGUE)
    assert "这是欧阳北辰的事，请您一起办" in desk.text
    await desk.tap("✅ 完成", who=COLLEAGUE)
    assert "北县组工 办完第1步“确定范围”" in told(desk, ME)
    await desk.press("1:kv:1:people:0")
    assert "北县组工看不到了" in await desk.tap("✖️ 收回")
    assert "您不再参与" in told(desk, COLLEAGUE)
    assert (await desk.town.press(COLLEAGUE, "1:kc:1:-1")) == [STALE]


async def test_two_press_at_once(desk):
    """The second sees what the first did, and nothing of theirs is taken."""
    await desk.begin("民主推荐", ALONE)
    await share(desk)
    await desk.press("1:kc:1:-1")
    mine = desk.key("✅ 完成")
    await desk.press("1:kc:1:-1", who=COLLEAGUE)
    theirs = desk.key("✅ 完成")
    await desk.press(mine)
    late = await desk.press(theirs, who=COLLEAGUE)
    assert "欧阳北辰刚刚先改了：办完第1步“确定范围”" in late
    assert "您按的没有生效" in late
    with desk.database.read() as session:
        assert session.get(Case, 1).version == 4


async def test_assigning_a_step(desk):
    """Whoever gets a step may work on it and on no other; they are told, and it can be taken back."""
    await desk.begin("民主推荐", ALONE)
    await desk.tap("⋯ 更多", "🙋 请同事办")
    assert "已经请北县组工办这一步" in await desk.tap("北县组工")
    assert "负责：北县组工" in desk.text
    assert "欧阳北辰请您办“2026-11 民主推荐（1）”的第1步“确定范围”" in told(desk, COLLEAGUE)
    await desk.press("1:kc:1:-1", who=COLLEAGUE)
    await desk.say("应到90", who=COLLEAGUE)
    await desk.tap("✅ 完成", who=COLLEAGUE)
    assert "✅ 完成" not in desk.labels
    assert (await desk.press("1:km:1:99:done:1:0", who=COLLEAGUE)).startswith("<i>这件事您只能看")
    await desk.press("1:kc:1:1")
    await desk.tap("⋯ 更多", "🙋 请同事办")
    await desk.press(desk.key("北县组工"))
    await desk.tap("⋯ 更多", "🙋 请同事办")
    assert words.UNASSIGNED_NOW in await desk.tap("不指定人")
    await desk.press("1:kv:1:more:1", who=COLLEAGUE)
    assert await desk.tap("🚪 不再参与", who=COLLEAGUE) == words.LEFT_NOW
    assert members(desk) == {}


async def test_a_one_time_link(desk):
    """It lets one colleague in, whatever their unit, and only once."""
    await desk.begin("民主推荐", ALONE)
    await desk.tap("⋯ 更多", "👥 共同办理")
    await desk.tap("🔗 一起办的链接")
    sent = [p["text"] for name, p in desk.town.wire.calls if name == "sendMessage"][-1]
    code = re.findall(r"/start (case_\S+)", sent)[0]
    assert f"https://t.me/some_bot?start={code}" in sent
    assert "您现在可以一起办这件事了" in await desk.say(f"/start {code}", who=SOUTH_OFFICIAL)
    assert await desk.say(f"/start {code}", who=SOUTH_STAFF) == words.LINK_WRONG
    assert set(members(desk).values()) == {"work"}


async def test_unused_links_are_taken_back(desk):
    """The owner sees how many are out and shuts them; whoever came in by one before stays."""
    await desk.begin("民主推荐", ALONE)
    codes = []
    for label in ("🔗 一起办的链接", "🔗 只看的链接", "🔗 只看的链接"):
        await desk.press("1:kv:1:people:0")
        await desk.tap(label)
        codes += re.findall(r"/start (case_\S+)", desk.town.wire.texts()[-1])
    await desk.say(f"/start {codes[0]}", who=SOUTH_OFFICIAL)
    await desk.press("1:kv:1:people:0")
    back = desk.key("收回未用的链接（2）")
    assert words.LINKS_TAKEN_BACK in await desk.press(back)
    assert "司马南风：一起办" in desk.text
    assert not [label for label in desk.labels if "收回未用" in label]
    assert words.NO_LINKS_LEFT in await desk.press(back)
    for code in codes[1:]:
        assert await desk.say(f"/start {code}", who=SOUTH_STAFF) == words.LINK_WRONG
    assert "只能看" in await desk.press("1:km:1:3:unlink:-1:0", who=SOUTH_OFFICIAL)


async def test_handing_over(desk):
    """After a question the case is the colleague's, and the former owner only reads."""
    await desk.begin("民主推荐", ALONE)
    await desk.tap("⋯ 更多", "👥 共同办理", "🤝 移交")
    assert "确定把“2026-11 民主推荐（1）”移交给北县组工吗" in await desk.tap("北县组工")
    assert "已移交给北县组工，您还能看" in await desk.tap("确定移交")
    assert "北县组工给您看的" in desk.text
    assert "移交给您了，以后由您来办" in told(desk, COLLEAGUE)
    with desk.database.read() as session:
        owner = session.get(User, session.get(Case, 1).owner_id)
    assert owner.telegram_id == COLLEAGUE
    assert "2026-11 民主推荐（1）" in await desk.say("/checklist", who=COLLEAGUE)


async def test_changes_are_told_in_one_message(desk):
    """What one does in a go is one message; a case that is gone by then is not told of, its deletion is."""
    await desk.begin("民主推荐", ALONE)
    await share(desk)
    told(desk, COLLEAGUE)
    await desk.press("1:kc:1:-1")
    await desk.say("90人")
    await desk.tap("✅ 完成")
    message = told(desk, COLLEAGUE, forget=False)
    assert "有2处变化" in message
    assert "· 欧阳北辰 填写：应到90人" in message
    await desk.tap("⋯ 更多", "🗑 删除", "确定删除")
    assert told(desk, COLLEAGUE) == words.CASE_DELETED.format(title="民主推荐")
