"""The words behind citations and leads, in the real application."""

from datetime import timedelta

import pytest
from telegram import CallbackQuery, Chat, Message, Update, User

from bot.callback_data import encode
from bot.payloads.answers import Sources
from bot.payloads.originals import ShowLead, ShowOriginal
from bot.rendering import originals as words
from bot.rendering import texts
from storage.originals import NewOriginal, NewProvision, add_original, list_current_provisions
from tests.builders import MOMENT, make_update

TEXT = "1、在同一岗位上<满五年>的，要 & 应当换一个岗位。"
UNKNOWN = "月球种菜的肥料和浇水由谁负责"
FERTILIZER = "种菜的肥料由后勤组负责，浇水由各组轮流负责。"


def imported(database, *pairs, document="DEMO1", at=MOMENT):
    """Import an original with these provisions."""
    new = NewOriginal(
        document=document,
        content_hash="a" * 64,
        file_name="甲.txt",
        format="txt",
        imported_at=at,
        provisions=tuple(NewProvision(locator=locator, text=text) for locator, text in pairs),
    )
    with database.write() as session:
        assert add_original(session, new=new)


@pytest.fixture
def press(application):
    """Press a button that carries this payload, or this data."""
    numbers = iter(range(100, 200))

    async def pressed(payload, *, person=1):
        message = Message(7, MOMENT, Chat(person, "private"), text="…")
        data = payload if isinstance(payload, str) else encode(payload)
        query = CallbackQuery("1", User(person, "王芳", is_bot=False), "x", data=data, message=message)
        for item in (query, message):
            item.set_bot(application.bot)
        await application.process_update(Update(next(numbers), callback_query=query))

    return pressed


def alerts(wire):
    """What pressed buttons were answered with."""
    return [parameters.get("text") for name, parameters in wire.calls if name == "answerCallbackQuery"]


def buttons(wire):
    """The buttons that lead to words, below all messages so far, with what they carry."""
    markups = [parameters.get("reply_markup") for name, parameters in wire.calls if name == "sendMessage"]
    rows = [row for markup in filter(None, markups) for row in markup["inline_keyboard"]]
    return {b["text"]: b["callback_data"] for row in rows for b in row if b["text"].startswith(("📜", "🔎"))}


def leads(wire):
    """The texts with leads."""
    return [text for text in wire.texts() if words.LEADS in text]


async def test_sources_lead_to_the_words(application, wire, press, sqlite_database):
    """A citation whose words are there has a button; it shows them escaped, with origin, day and caveat."""
    imported(sqlite_database, ("前言", "引言。"), ("一.1", TEXT))
    await application.process_update(make_update("干部轮岗要满几年？"))
    await press(Sources(1))
    found = buttons(wire)
    assert list(found) == [words.BUTTON.format(place="第一部分第1条")]
    await press(next(iter(found.values())))
    shown = wire.texts()[-1]
    assert "在同一岗位上&lt;满五年&gt;的，要 &amp; 应当换一个岗位。" in shown
    assert "原文（由管理员导入，2026年11月22日）" in shown
    assert "这是示例文件，不能当作现行规定。" in shown


async def test_without_originals_nothing_changes(application, wire, press):
    """The sources have no further buttons, and a refusal has no leads."""
    await application.process_update(make_update("干部轮岗要满几年？"))
    await press(Sources(1))
    assert buttons(wire) == {}
    await application.process_update(make_update(UNKNOWN, update_id=2))
    assert len(wire.texts()) > 2
    assert leads(wire) == []


async def test_an_original_of_another_person_or_place(application, wire, press, sqlite_database):
    """Only the asker's own question, only its citations, only what is imported."""
    await application.process_update(make_update("干部轮岗要满几年？"))
    imported(sqlite_database, ("一.1", TEXT))
    await press(ShowOriginal(1, 0), person=2)
    await press(ShowOriginal(1, 9))
    await press(ShowOriginal(1, -1))
    await press("1:o:nonsense")
    await press(ShowOriginal(1, 1))
    assert alerts(wire) == [texts.STALE] * 4 + [words.GONE]


async def test_leads_of_a_refusal(application, wire, press, sqlite_database):
    """A question that nothing answers gets places to look at, said not to be an answer, and their words."""
    imported(sqlite_database, ("一.1", TEXT), ("二.2", FERTILIZER), ("九", FERTILIZER))
    await application.process_update(make_update(UNKNOWN))
    refusal = leads(wire)[-1]
    assert "不是答复，仅供查找" in refusal
    assert f"· 轮岗办法第二部分第2条：“{FERTILIZER}”" in refusal
    label = words.LEAD_BUTTON.format(place="轮岗办法第二部分第2条")
    assert list(buttons(wire)) == [label]
    await press(buttons(wire)[label])
    assert FERTILIZER in wire.texts()[-1]
    await application.process_update(make_update(UNKNOWN, update_id=2))
    assert leads(wire) == [refusal, refusal]


async def test_leads_follow_the_present_version(application, wire, press, sqlite_database):
    """After another import the new words are found, and an older button shows the new words, too."""
    imported(sqlite_database, ("二.2", FERTILIZER))
    await application.process_update(make_update(UNKNOWN))
    with sqlite_database.read() as session:
        old = list_current_provisions(session)[0][1].id
    newer = FERTILIZER.replace("后勤组", "行政组")
    imported(sqlite_database, ("二.2", newer), at=MOMENT + timedelta(days=1))
    await application.process_update(make_update(UNKNOWN, update_id=2))
    assert newer in leads(wire)[-1]
    await press(ShowLead(old))
    assert newer in wire.texts()[-1]


async def test_a_lead_that_is_gone(wire, press, sqlite_database):
    """Unknown numbers are stale; a document that the base no longer knows has no words to show."""
    imported(sqlite_database, ("一.1", TEXT), document="GONE1")
    await press(ShowLead(999))
    await press("1:l:nonsense")
    await press(ShowLead(1))
    assert alerts(wire) == [texts.STALE, texts.STALE, words.GONE]


async def test_an_answered_question_has_no_leads(application, wire, sqlite_database):
    """Leads never stand beside an answer."""
    imported(sqlite_database, ("二.2", "干部轮岗要满几年，由主管部门确定。"))
    await application.process_update(make_update("干部轮岗要满几年？"))
    assert wire.texts()
    assert leads(wire) == []
