"""About oneself: profile, preferences, one's data, the first contact."""

from zoneinfo import ZoneInfo

import pytest

from bot.checks.finding import rule_key
from bot.payloads.checks import StartCheck, UseCheck
from bot.payloads.personal import Agree, EditProfile, EditSetting, MyData, SetProfile, SetSetting
from bot.rendering import access, data_texts, personal_texts, texts
from bot.rendering import eligibility_texts as check_texts
from bot.rendering.data_page import DataPage, titles_in
from knowledge.text.normalization import traditionalize
from storage.accounts import PARTS
from storage.preferences import get_preferences, has_consent
from storage.tables import Person
from tests.checking import make_checking_base, make_checking_knowledge
from tests.handlers.reminded import with_knowledge
from tests.population import NAMES, NORTH_OFFICIAL, STRANGER, row_of, user_of


def read(town):
    """A reading session."""
    return town.application.bot_data.database.read()


async def test_the_profile_is_edited_by_buttons_and_typing(town):
    """Region from the content or typed, workplace typed and masked, level and appointment chosen, all cleared."""
    offered = await town.press(NORTH_OFFICIAL, EditProfile("region"))
    assert personal_texts.TYPE_REGION in offered[-1]
    assert "地区：某县" in (await town.press(NORTH_OFFICIAL, SetProfile("region", 0)))[-1]
    await town.press(NORTH_OFFICIAL, EditProfile("region"))
    assert "16个字" in (await town.say(NORTH_OFFICIAL, "长" * 17))[-1]
    assert "地区：另一县" in (await town.say(NORTH_OFFICIAL, " 另一县 "))[-1]
    await town.press(NORTH_OFFICIAL, EditProfile("workplace"))
    await town.say(NORTH_OFFICIAL, "县委办 13812345678")
    await town.press(NORTH_OFFICIAL, EditProfile("level"))
    await town.press(NORTH_OFFICIAL, SetProfile("level", 2))
    card = (await town.press(NORTH_OFFICIAL, SetProfile("appointment", 0)))[-1]
    for line in ("单位：县委办 〔电话号码〕", "职务级别：乡科级正职", "任用方式：委任制", "职务：副科长"):
        assert line in card
    await town.press(NORTH_OFFICIAL, SetProfile("level", -1))
    with read(town) as session:
        user = user_of(session, NORTH_OFFICIAL)
        assert (user.region, user.level, user.appointment) == ("另一县", None, "appointed")


@pytest.mark.parametrize(
    "payload",
    [
        EditProfile("role"),
        SetProfile("role", 0),
        SetProfile("level", 99),
        SetProfile("level", -2),
        SetProfile("workplace", 0),
        EditSetting("role"),
        SetSetting("role", 1),
        SetSetting("send_hour", 99),
        MyData("everything"),
        "1:ma:x",
        "1:md",
    ],
    ids=str,
)
async def test_buttons_that_nobody_has(town, payload):
    """Whatever a client makes up is stale and changes nothing."""
    await town.say(NORTH_OFFICIAL, "/me")
    before = town.rows()
    assert await town.press(NORTH_OFFICIAL, payload) == [texts.STALE]
    assert town.rows() == before


async def test_an_answer_uses_the_region_only_after_consent(town):
    """Without consent the region is not looked at; with it, an answer says that its document is from elsewhere."""
    question = "干部轮岗要满几年？"
    await town.press(NORTH_OFFICIAL, EditProfile("region"))
    await town.say(NORTH_OFFICIAL, "宁夏")
    plain = (await town.say(NORTH_OFFICIAL, question))[-1]
    assert "已同意" in (await town.press(NORTH_OFFICIAL, Agree(1)))[-1]
    with_region = (await town.say(NORTH_OFFICIAL, question))[-1]
    assert "宁夏" not in plain
    assert "宁夏" in with_region
    await town.press(NORTH_OFFICIAL, Agree(0))
    assert (await town.say(NORTH_OFFICIAL, question))[-1] == plain
    with read(town) as session:
        assert not has_consent(session, user_id=town.population.users[NORTH_OFFICIAL])


async def test_a_question_in_a_form_is_answered(town):
    """What asks something is no region; another command ends the form, so that what comes then is not kept either."""
    await town.press(NORTH_OFFICIAL, EditProfile("region"))
    assert "五年" in (await town.say(NORTH_OFFICIAL, "干部轮岗要满几年？"))[-1]
    await town.press(NORTH_OFFICIAL, EditProfile("region"))
    await town.say(NORTH_OFFICIAL, "/settings")
    await town.say(NORTH_OFFICIAL, "你好")
    assert "地区：未填写" in (await town.say(NORTH_OFFICIAL, "/me"))[-1]


async def test_a_region_without_documents(town):
    """The profile says when the content has nothing of the region."""
    await town.press(NORTH_OFFICIAL, EditProfile("region"))
    card = (await town.say(NORTH_OFFICIAL, "另一县"))[-1]
    assert personal_texts.ME_OTHER_REGION.format(region="另一县") in card
    await town.press(NORTH_OFFICIAL, SetProfile("region", 0))
    assert "库里目前没有" not in (await town.say(NORTH_OFFICIAL, "/me"))[-1]


async def test_a_result_that_nobody_could_see(town):
    """Whoever belongs to no unit is told so, instead of being asked for a consent that leads nowhere."""
    knowledge = make_checking_knowledge()
    with_knowledge(town, knowledge)
    key = rule_key(knowledge.base.rules["lungang.move"])
    for person, said in ((STRANGER, check_texts.NO_UNIT_TO_SHARE), (NORTH_OFFICIAL, check_texts.CONSENT)):
        await town.press(person, StartCheck(key, 0))
        number = 1 if person == STRANGER else 2
        assert said in (await town.press(person, UseCheck(number, "share")))[-1]


async def test_settings_are_chosen(town):
    """Each preference has its choices, and the card shows what was chosen."""
    assert "提醒发送时间：9点" in (await town.say(NORTH_OFFICIAL, "/settings"))[-1]
    for name in personal_texts.SETTING_BUTTONS:
        assert (
            personal_texts.CHOOSE_SETTING[name] in (await town.press(NORTH_OFFICIAL, EditSetting(name)))[-1]
        )
    await town.press(NORTH_OFFICIAL, EditSetting("send_hour"))
    assert personal_texts.CHOSEN.format(label="9点") in town.keyboard()
    assert personal_texts.SETTINGS in (await town.press(NORTH_OFFICIAL, EditSetting("all")))[-1]
    await town.press(NORTH_OFFICIAL, SetSetting("send_hour", 1))
    await town.press(NORTH_OFFICIAL, SetSetting("digest", 0))
    card = (await town.press(NORTH_OFFICIAL, SetSetting("quiet", 3)))[-1]
    assert "8点" in card
    assert personal_texts.NOT_QUIET in card
    with read(town) as session:
        kept = get_preferences(session, user_id=town.population.users[NORTH_OFFICIAL])
        assert (kept.send_hour, kept.has_digest, kept.quiet_from, kept.quiet_until) == (8, False, 0, 0)


async def test_traditional_characters_everywhere(town):
    """Answers, buttons, alerts and the menu follow the preference; what is stored stays as it was."""
    await town.press(NORTH_OFFICIAL, SetSetting("script", 1))
    answer = (await town.say(NORTH_OFFICIAL, "干部轮岗要满几年？"))[-1]
    assert "在同一崗位滿五年應當輪崗" in answer
    assert traditionalize(texts.SOURCES_BUTTON) in town.keyboard()
    assert await town.press(NORTH_OFFICIAL, "0:x") == [traditionalize(texts.STALE)]
    menus = [call[1]["commands"] for call in town.wire.calls if call[0] == "setMyCommands"]
    assert traditionalize(texts.COMMANDS["me"]) in str(menus[-1])
    await town.press(NORTH_OFFICIAL, SetSetting("script", 0))
    assert "在同一岗位满五年应当轮岗" in (await town.say(NORTH_OFFICIAL, "干部轮岗要满几年？"))[-1]


async def test_the_export_is_two_files(town):
    """A page to read and JSON in one group, and an entry in the log."""
    await town.say(NORTH_OFFICIAL, "干部轮岗要满几年？")
    await town.press(NORTH_OFFICIAL, MyData("export"))
    await town.finish()
    (media,) = [parameters["media"] for name, parameters in town.wire.calls if name == "sendMediaGroup"]
    assert [item["type"] for item in media] == ["document", "document"]
    assert "account.exported" in str(town.rows()["audit_entries"])


async def test_one_export_at_a_time(town):
    """While one is running, the next is asked to wait."""
    assert town.application.bot_data.limits.take_place(NORTH_OFFICIAL)
    assert (await town.press(NORTH_OFFICIAL, MyData("export")))[-1] == access.BUSY
    town.application.bot_data.limits.leave_place(NORTH_OFFICIAL)
    assert access.BUSY not in await town.press(NORTH_OFFICIAL, MyData("export"))
    await town.finish()


def test_the_page_is_safe_to_open():
    """What people wrote cannot act as markup, and every part has its heading."""
    data = {
        "exported_at": "2026",
        "account": {"display_name": "<script>x</script>", "level": None},
        "questions": [{"text": "a & b", "offered": ["x", "y"], "state": {"k": {"z": 1}}}],
    }
    page = DataPage(ZoneInfo("Asia/Shanghai"), {}).render(data)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "a &amp; b" in page
    assert "x<br>y" in page
    assert all(f"<h2>{label}</h2>" in page for label in data_texts.PARTS.values())


def test_the_page_shows_every_part_in_plain_words():
    """Whatever the export holds has a heading; fields and values are told as people say them, instants at their place."""
    assert data_texts.PARTS.keys() == {"account", "person", "audit", *PARTS}
    data = {
        "exported_at": "2026-11-22T01:30:00+00:00",
        "account": {"id": 7, "role": "official", "level": "section", "is_invited": True, "region": None},
        "assessments": [{"rule": "lungang.move", "facts": {"age": 45}, "verdict": "eligible"}],
        "deadlines": [{"title": "read", "due_on": "2026-12-01"}],
    }
    page = DataPage(ZoneInfo("Asia/Shanghai"), titles_in(make_checking_base())).render(data)
    for words in (
        "2026年11月22日 09:30",
        "<th>身份</th><td>干部</td>",
        "<th>职务级别</th><td>乡科级正职</td>",
        "<td>轮岗到县直机关</td>",
        "年龄：45",
        "<td>符合</td>",
        "<td>2026-12-01</td>",
    ):
        assert words in page, words
    assert "<td>7</td>" not in page
    assert "地区" not in page


async def test_unlinking_keeps_the_record(town):
    """The person may leave the record with the unit and use the bot without it."""
    assert "1:md:unlink" in await keyboard(town)
    assert (await town.press(NORTH_OFFICIAL, MyData("unlink")))[-1] == personal_texts.UNLINKED
    assert (await town.press(NORTH_OFFICIAL, MyData("unlink")))[-1] == personal_texts.NOT_LINKED
    assert "1:md:unlink" not in await keyboard(town)
    with read(town) as session:
        assert row_of(session, Person, town.population.north_person)


async def keyboard(town):
    """The buttons of /mydata."""
    await town.say(NORTH_OFFICIAL, "/mydata")
    return town.keyboard()


async def test_deletion_through_the_chat_leaves_no_trace(town, tmp_path):
    """After the confirmation neither file nor journal has the name or the Telegram number; the log has an entry."""
    await town.say(NORTH_OFFICIAL, f"{NAMES[NORTH_OFFICIAL]}问干部轮岗要满几年？")
    assert personal_texts.CONFIRM_DELETE in (await town.press(NORTH_OFFICIAL, MyData("delete")))[-1]
    assert (await town.press(NORTH_OFFICIAL, MyData("keep")))[-1] == personal_texts.KEPT
    traces = (NAMES[NORTH_OFFICIAL].encode(), str(NORTH_OFFICIAL).encode(), NORTH_OFFICIAL.to_bytes(6, "big"))
    before = b"".join(path.read_bytes() for path in tmp_path.glob("cadrebot.sqlite3*"))
    assert traces[0] in before
    assert traces[2] in before
    assert (await town.press(NORTH_OFFICIAL, MyData("confirm")))[-1] == personal_texts.DELETED
    after = b"".join(path.read_bytes() for path in tmp_path.glob("cadrebot.sqlite3*"))
    assert not any(trace in after for trace in traces)
    assert "account.deleted" in str(town.rows()["audit_entries"])


async def test_a_start_tells_it_too(town):
    """The welcome has the three sentences once, and the first question after it has none."""
    assert (await town.say(STRANGER, "/start"))[0].count(personal_texts.NOTICE) == 1
    assert personal_texts.NOTICE not in (await town.say(STRANGER, "干部轮岗要满几年？"))[0]


async def test_the_first_contact_is_told_once(town):
    """Who begins with a question finds the three sentences below the answer, and never again."""
    first = await town.say(STRANGER, "干部轮岗要满几年？")
    assert len(first) == 1
    assert first[0].endswith(f"<i>{personal_texts.NOTICE}</i>")
    assert personal_texts.NOTICE not in (await town.say(STRANGER, "干部轮岗要满几年？"))[0]
    assert personal_texts.NOTICE.count("。") == 3
    assert "涉密" in personal_texts.NOTICE
