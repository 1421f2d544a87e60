"""What goes unanswered: passed on by whoever asked, settled by curators, told to those who wait."""

import pytest
from sqlmodel import select

from bot.outbox.answering import write_answered
from bot.payloads.personal import Cancel
from bot.payloads.questions import PassOn, QuestionPage, SettleQuestion, ShowQuestion
from bot.rendering import questions_texts as texts
from bot.rendering import texts as general
from bot.rendering.paging import NEXT, PREVIOUS
from storage.tables import AuditEntry, OutboxMessage, Question
from tests.population import CURATOR, NORTH_OFFICIAL, NORTH_STAFF, SOUTH_OFFICIAL, STRANGER

ASKED = "zzz 我的电话 13800138000"


def rows(town, table):
    """All rows of a table."""
    with town.application.bot_data.database.read() as session:
        return list(session.exec(select(table)))


async def test_a_refusal_offers_to_pass_the_question_on(town):
    """Below a refusal stands the button, below an answer and small talk it does not."""
    await town.say(NORTH_OFFICIAL, ASKED)
    assert texts.HAND_ON in town.keyboard()
    await town.say(NORTH_OFFICIAL, "工资什么时候涨")
    assert texts.HAND_ON in town.keyboard()
    await town.say(NORTH_OFFICIAL, "干部轮岗要满几年？")
    assert texts.HAND_ON not in town.keyboard()
    await town.say(NORTH_OFFICIAL, "你好")
    assert texts.HAND_ON not in town.keyboard()


async def test_only_the_asker_passes_it_on(town):
    """Twice is once; somebody else's question is no longer there."""
    await town.say(NORTH_OFFICIAL, ASKED)
    for number in (NORTH_STAFF, CURATOR):
        await town.say(number, "/help")
        assert await town.press(number, PassOn(1)) == [general.STALE]
    for _ in range(2):
        assert texts.HANDED_ON in await town.press(NORTH_OFFICIAL, PassOn(1))
    assert await town.press(NORTH_OFFICIAL, "1:qp:x") == [general.STALE]
    assert rows(town, Question)[0].passed_on_at is not None


async def test_the_list_groups_what_is_the_same(town):
    """Curators see what was asked, masked, with how often and how many wait, and nobody's name."""
    await town.say(NORTH_OFFICIAL, ASKED)
    await town.press(NORTH_OFFICIAL, PassOn(1))
    await town.say(SOUTH_OFFICIAL, f"{ASKED}！！")
    await town.say(SOUTH_OFFICIAL, "qqq")
    said = (await town.say(CURATOR, "/questions"))[0]
    assert "2个" in said
    assert "问了2次，1人在等答复" in said
    assert "〔电话号码〕" in said
    assert "13800138000" not in town.sent()
    assert "欧阳北辰" not in said
    detail = (await town.press(CURATOR, ShowQuestion(2)))[-1]
    assert "没有找到对应的规定" in detail
    assert detail.count("· zzz") == 2


async def test_pages(town):
    """A long list is paged; pages that are not there are empty or stale."""
    town.application.bot_data.limits.actions = 1000
    for letter in "甲乙丙丁戊己庚辛壬":
        await town.say(NORTH_OFFICIAL, f"zzz {letter}")
    assert NEXT in (await town.say(CURATOR, "/questions"), town.keyboard())[1]
    await town.press(CURATOR, QuestionPage(1))
    assert PREVIOUS in town.keyboard()
    assert await town.press(CURATOR, QuestionPage(-1)) == [general.STALE]
    assert await town.press(CURATOR, "1:ql:x") == [general.STALE]


async def test_an_empty_list(town):
    """Nothing waits: the curator reads so."""
    assert await town.say(CURATOR, "/questions") == [texts.NO_QUESTIONS]


async def test_a_reply_reaches_who_waits(town):
    """The question and all like it are settled, the asker is told, the log says who did it."""
    await town.say(NORTH_OFFICIAL, ASKED)
    await town.press(NORTH_OFFICIAL, PassOn(1))
    await town.say(SOUTH_OFFICIAL, ASKED)
    await town.press(CURATOR, SettleQuestion(2, "reply"))
    said = await town.say(CURATOR, "请看《培训通知》第一部分，联系 13900139000。")
    assert texts.SETTLED_TOLD.format(count=2, told=1) in said
    first, second = rows(town, Question)[:2]
    assert first.settled_at is not None
    assert second.settled_at is not None
    assert "〔电话号码〕" in first.reply
    message = rows(town, OutboxMessage)[0]
    assert (message.user_id, message.kind) == (town.population.users[NORTH_OFFICIAL], "question_answered")
    assert rows(town, AuditEntry)[-1].action == "question.settled"
    assert await town.say(CURATOR, "/questions") == [texts.NO_QUESTIONS]
    with town.application.bot_data.database.read() as session:
        reply = write_answered(session, town.application.bot_data, message)
    assert ASKED[:3] in reply.plain
    assert "培训通知" in reply.plain


async def test_nothing_is_told_of_a_question_that_is_gone(town, now):
    """Who deletes their data hears nothing of them."""
    await town.say(NORTH_OFFICIAL, ASKED)
    message = OutboxMessage(
        user_id=town.population.users[SOUTH_OFFICIAL],
        kind="question_answered",
        payload={"ids": [1]},
        not_before=now,
        created_at=now,
        changed_at=now,
    )
    with town.application.bot_data.database.read() as session:
        assert write_answered(session, town.application.bot_data, message) is None


async def test_closing_without_a_reply_tells_nobody(town):
    """A question may be settled silently."""
    await town.say(NORTH_OFFICIAL, ASKED)
    await town.press(NORTH_OFFICIAL, PassOn(1))
    assert texts.SETTLED.format(count=1) in await town.press(CURATOR, SettleQuestion(1, "close"))
    assert rows(town, OutboxMessage) == []
    for payload in (ShowQuestion(1), SettleQuestion(1, "close"), SettleQuestion(1, "reply")):
        assert await town.press(CURATOR, payload) == [general.STALE]


async def test_an_unhelpful_answer_is_work_too(town):
    """What somebody found of no help waits for curators, with the entry that answered."""
    await town.say(NORTH_OFFICIAL, "干部轮岗要满几年？")
    await town.press(NORTH_OFFICIAL, "1:f:1:-1")
    await town.say(CURATOR, "/questions")
    detail = (await town.press(CURATOR, ShowQuestion(1)))[-1]
    assert "用户说没有用" in detail
    assert "lungang.years" in detail
    await town.press(CURATOR, SettleQuestion(1, "reply"))
    assert texts.SETTLED.format(count=1) in await town.say(CURATOR, "条目已经改好。")


@pytest.mark.parametrize("act", ["none", "x"])
async def test_unknown_acts(town, act):
    """A button of another version does nothing."""
    await town.say(NORTH_OFFICIAL, ASKED)
    assert await town.press(CURATOR, SettleQuestion(1, act)) == [general.STALE]


async def test_the_form(town):
    """A reply that is too long is asked for again; the form can be left, and notices what was settled meanwhile."""
    await town.say(NORTH_OFFICIAL, ASKED)
    await town.press(CURATOR, SettleQuestion(1, "reply"))
    assert await town.say(CURATOR, "长" * 501) == [texts.REPLY_TOO_LONG]
    await town.press(CURATOR, Cancel())
    await town.press(CURATOR, SettleQuestion(1, "reply"))
    with town.application.bot_data.database.write() as session:
        session.get_one(Question, 1).settled_at = town.application.bot_data.now()
    assert await town.say(CURATOR, "晚了一步") == [texts.GONE]


async def test_guests_pass_on_but_see_no_list(town):
    """In open access a guest's question is passed on as well; the list is for curators."""
    await town.say(STRANGER, ASKED)
    assert texts.HANDED_ON in await town.press(STRANGER, PassOn(1))
    assert texts.NO_QUESTIONS not in await town.say(STRANGER, "/questions")


async def test_no_button_in_groups(town):
    """What is told later is told in private, so a group offers nothing."""
    await town.say_in_group(NORTH_OFFICIAL, f"@some_bot {ASKED}")
    assert texts.HAND_ON not in town.keyboard()
