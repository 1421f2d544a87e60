"""A journey of four: two counties' staff, an official and an admin side by side, over HTTP."""

import re

import pytest
from sqlmodel import select

from bot.access import commands_of
from bot.local.client import LocalClient, text_of
from bot.rendering import people_texts, personal_texts, texts
from bot.rendering.access import Barred
from storage.tables import Person, Role, User
from storage.units import add_unit
from storage.users import mark_invited
from tests.builders import MOMENT
from tests.journeys.conftest import LI, STRANGER, WANG
from tests.journeys.talking import press, say

BOSS = 1010


@pytest.fixture
async def town(bot):
    """A city with two counties; one person is admin, the others come by invitation."""
    with bot.database.write() as session:
        city = add_unit(session, name="某市")
        for name in ("北县", "南县"):
            add_unit(session, name=name, parent=city)
        mark_invited(session, telegram_id=BOSS, display_name="陈静", now=MOMENT, role=Role.ADMIN)
    async with LocalClient(bot.messenger.page_url) as client:
        await client.add_identity("陈静", id=BOSS, label="管理员")
        yield client


async def code_for(people, unit):
    """An invitation for a county's staff, made by the admin."""
    menu = await say(people, "/invite", person=BOSS)
    units = await press(people, menu, "组织人事干部", person=BOSS)
    ticket = await press(people, units, unit, person=BOSS)
    return re.findall(r"/start (\S+)", text_of(ticket))[0]


async def test_two_counties_an_official_and_an_admin(bot, town):
    """The admin invites both staffs; one adds and invites an official; the other never sees that person."""
    people = town
    for person, unit in ((LI, "北县"), (WANG, "南县")):
        code = await code_for(people, unit)
        assert "组织人事干部" in text_of(await say(people, f"/start {code}", person=person))
    # North adds a person and invites them.
    listed = await say(people, "/people", person=LI)
    form = await press(people, listed, "添加人员", person=LI)
    assert people_texts.TYPE_PERSON in text_of(form)
    card = await say(people, "欧阳北辰，副科长", person=LI)
    ticket = await press(people, card, "邀请本人", person=LI)
    code = re.findall(r"/start (\S+)", text_of(ticket))[0]
    # The official comes in by the code, sees the own record, and no staff's functions.
    assert "绑定" in text_of(await say(people, f"/start {code}", person=STRANGER))
    profile = text_of(await say(people, "/me", person=STRANGER))
    assert personal_texts.ME_RECORD in profile
    assert "副科长" in profile
    assert text_of(await say(people, "/people", person=STRANGER)) == Barred.NOT_STAFF.value
    menu = [command["command"] for command in (await people.chat(STRANGER))["commands"]]
    assert menu == commands_of(Role.OFFICIAL)
    # South sees nothing of it, even with the number in a forged button.
    with bot.database.read() as session:
        number = session.exec(select(Person)).one().id
        assert {user.role for user in session.exec(select(User))} == {"staff", "official", "admin"}
    south = await say(people, "/people", person=WANG)
    assert text_of(south) == people_texts.NO_PEOPLE
    query = await people.press(WANG, south["message_id"], f"1:ps:{number}", forged=True)
    assert (await people.wait_for_answer(query))["text"] == texts.STALE
    # A used code is as wrong as any other, and the admin finds everything in the log.
    assert "不能使用" in text_of(await say(people, f"/start {code}", person=WANG))
    log = text_of(await say(people, "/audit", person=BOSS))
    for words in ("李强 添加人员", "路人 绑定账号", "陈静 生成邀请"):
        assert words in log
    assert "欧阳" not in log


async def test_a_persons_own_data(town, bot):
    """Export as two files that can be opened, then deletion; afterwards one is a stranger again."""
    people = town
    await say(people, "干部轮岗要满几年？", person=WANG)
    menu = await say(people, "/mydata", person=WANG)
    await people.press(WANG, menu["message_id"], personal_texts.EXPORT)
    last = await people.wait_for_reply(WANG, contains=personal_texts.EXPORTED)
    files = [message["document"] for message in await people.history(WANG) if "document" in message]
    assert [file["file_name"] for file in files] == ["my-data.html", "my-data.json"]
    assert "干部轮岗要满几年".encode() in await people.download(last["document"]["file_id"])
    confirm = await press(people, menu, personal_texts.DELETE, person=WANG)
    assert (
        text_of(await press(people, confirm, personal_texts.CONFIRM, person=WANG)) == personal_texts.DELETED
    )
    assert str(WANG) in text_of(await say(people, "/me", person=WANG))
    with bot.database.read() as session:
        assert session.exec(select(User).where(User.telegram_id == WANG)).all() == []
