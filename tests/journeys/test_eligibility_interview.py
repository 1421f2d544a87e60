"""Journeys through the questions of a check: facts offered and confirmed, corrected, not known, interrupted."""

from datetime import date, timedelta

import pytest

from bot.local.client import text_of
from bot.rendering import eligibility_texts as texts
from storage.people import PersonFields, add_person, mark_linked
from storage.preferences import mark_consent
from storage.tables import Assessment, DateKind
from storage.units import add_unit
from tests.journeys.checks import begin, rows, user_of
from tests.journeys.conftest import LI, WANG
from tests.journeys.talking import press, say

pytestmark = pytest.mark.usefixtures("rules")

QUESTION = "我42岁，能不能轮岗到县直机关"


async def test_a_question_brings_its_facts_for_confirmation(bot, people):
    """The button below the answer begins the check; what the question said counts after a yes only."""
    answer = await say(people, QUESTION)
    offer = await press(people, answer, texts.OFFER_BUTTON.format(title="轮岗到县直机关"))
    assert texts.OFFERED in text_of(offer)
    assert "年龄：42岁" in text_of(offer)
    assert rows(bot.database)[0].facts == {}
    question = await press(people, offer, texts.YES_ALL_BUTTON)
    assert "任现职几年？" in text_of(question)
    assert rows(bot.database)[0].facts == {"age": 42}


async def test_facts_of_a_question_can_be_refused(bot, people):
    """Nothing that was refused is used."""
    answer = await say(people, QUESTION)
    offer = await press(people, answer, texts.OFFER_BUTTON.format(title="轮岗到县直机关"))
    question = await press(people, offer, texts.NO_ALL_BUTTON)
    assert "办理时多少周岁？" in text_of(question)
    assert rows(bot.database)[0].facts == {}


async def test_the_profile_is_offered_where_that_was_agreed(bot, people):
    """Dates of the record come as an offer, item by item; without consent nothing is offered."""
    question = await begin(people)
    assert "办理时多少周岁？" in text_of(question)
    with bot.database.write() as session:
        user = user_of(session, WANG)
        dates = {DateKind.BIRTH: date(1984, 3, 1), DateKind.POST: date(2020, 1, 1)}
        fields = PersonFields(name="王芳", dates=dates)
        now = user.created_at
        person = add_person(session, unit=add_unit(session, name="北县"), fields=fields, now=now)
        mark_linked(session, person=person, user=user)
        mark_consent(session, user_id=user.id, is_given=True, now=now)
        user.region = "某县"
    offer = await begin(people)
    assert "出生日期：1984年3月1日" in text_of(offer)
    assert "地区：某县" in text_of(offer)
    offer = await press(people, offer, texts.DROP_BUTTON.format(fact="任现职日期：2020年1月1日"))
    assert "任现职日期" not in text_of(offer)
    question = await press(people, offer, texts.YES_ALL_BUTTON)
    assert "任现职几年？" in text_of(question)
    assert rows(bot.database)[1].facts == {"birth_date": "1984-03-01", "region": "某县"}


async def test_dates_are_confirmed_and_corrected(bot, people):
    """What was understood is shown with what follows from it; a no asks again."""
    await begin(people)
    confirmation = await say(people, "85年6月")
    assert "我理解为：出生日期：1985年6月1日（没有说哪一天的，先按1日算）（按今天算，年龄是" in text_of(
        confirmation
    )
    question = await press(people, confirmation, texts.NO_BUTTON)
    assert "办理时多少周岁？" in text_of(question)
    confirmation = await say(people, "1986年6月")
    question = await press(people, confirmation, texts.YES_BUTTON)
    assert "任现职几年？" in text_of(question)
    assert rows(bot.database)[0].facts == {"birth_date": "1986-06-01"}
    assert "任现职日期：2019年3月5日" in text_of(await say(people, "2019年3月5日"))
    assert "任现职几年？" in text_of(await say(people, "不对"))
    assert "任现职日期：2020年3月5日" in text_of(await say(people, "2020年3月5日"))
    assert "✅ 符合。" in text_of(await say(people, "对"))


async def test_not_knowing_is_an_answer(bot, people):
    """The check goes on, and the result says what is missing and asks for it again on request."""
    question = await begin(people)
    question = await press(people, question, texts.DONT_KNOW_BUTTON)
    card = await say(people, "不知道")
    assert "❔ 待核实。" in text_of(card)
    assert "还不知道：年龄、任现职年数" in text_of(card)
    assert rows(bot.database)[0].facts == {"age": None, "post_years": None}
    question = await press(people, card, texts.MORE_BUTTON)
    assert "最多还有3个问题" in text_of(question)


async def test_what_makes_no_sense_is_asked_again(bot, people):
    """Nonsense, a value out of range and a contradiction are told; a question is answered and the check waits."""
    question = await begin(people)
    for nonsense in ("很多很多", "300岁"):
        assert texts.NOT_UNDERSTOOD in text_of(await say(people, nonsense))
    assert "对不上" in text_of(await say(people, "2090-01-01"))
    assert "在同一岗位满五年应当轮岗" in text_of(await say(people, "干部轮岗要满几年？"))
    back = await people.wait_for_reply(WANG)
    assert texts.OUT_OF_TURN in text_of(back)
    question = await press(people, back, texts.RESUME_BUTTON.format(title="轮岗到县直机关"))
    assert "办理时多少周岁？" in text_of(question)
    assert len(rows(bot.database)) == 1


async def test_back_restart_and_an_early_result(bot, people):
    """One can go back by one question, begin anew, and see the result before the end."""
    question = await begin(people)
    question = await press(people, question, "50岁")
    question = await press(people, question, texts.BACK_BUTTON)
    assert "办理时多少周岁？" in text_of(question)
    question = await press(people, question, "40岁")
    card = await press(people, question, texts.END_BUTTON)
    assert "待核实" in text_of(card)
    question = await press(people, card, texts.RESTART_BUTTON)
    assert "办理时多少周岁？" in text_of(question)
    assert rows(bot.database)[0].facts == {}


async def test_an_earlier_answer_is_corrected(bot, people):
    """From the summary each answer can be changed, before the end and after it."""
    question = await begin(people)
    question = await press(people, question, "50岁")
    summary = await press(people, question, texts.SUMMARY_BUTTON)
    question = await press(people, summary, texts.EDIT_BUTTON.format(fact="年龄：50岁"))
    assert "修改“年龄”（现在填的是：50岁）" in text_of(question)
    question = await say(people, "44")
    card = await say(people, "3年")
    assert "❌ 不符合。" in text_of(card)
    summary = await press(people, card, texts.EDIT_ANSWERS_BUTTON)
    question = await press(people, summary, texts.EDIT_BUTTON.format(fact="任现职年数：3年"))
    card = await say(people, "5年")
    assert "✅ 符合。" in text_of(card)
    assert rows(bot.database)[0].facts == {"age": 44, "post_years": 5}


async def test_a_restart_in_the_middle_and_a_week_later(bot, people):
    """The process may go at any time: the interview goes on with the next message, and /check offers it."""
    question = await begin(people)
    await press(people, question, "45岁")
    await bot.stop()
    await people.say(WANG, "6年")
    await bot.start()
    assert "✅ 符合。" in text_of(await people.wait_for_reply(WANG))
    question = await begin(people)
    left = await press(people, question, texts.LEAVE_BUTTON)
    assert text_of(left) == texts.LEFT
    await bot.stop()
    with bot.database.write() as session:
        row = session.get(Assessment, 2)
        row.updated_at -= timedelta(days=7)
        session.add(row)
    await bot.start()
    menu = await say(people, "/check")
    assert texts.UNFINISHED in text_of(menu)
    question = await press(people, menu, texts.RESUME_BUTTON.format(title="轮岗到县直机关"))
    assert "办理时多少周岁？" in text_of(question)


async def test_a_button_of_before_shows_where_the_check_is_now(bot, people):
    """An answer counts once; an old button changes nothing and leads on."""
    first = await begin(people)
    await press(people, first, "45岁")
    again = await press(people, first, "50岁")
    assert texts.MOVED_ON in text_of(again)
    assert "任现职几年？" in text_of(again)
    assert rows(bot.database)[0].facts == {"age": 45}


async def test_buttons_of_others_and_damaged_ones_do_nothing(bot, people):
    """Another person's assessment is not found, whatever the button says."""
    question = await begin(people)
    other = await say(people, "/check", person=LI)
    for data in (
        "1:ca:1:1:say:0",
        "1:cu:1:show",
        "1:cu:1:export",
        "1:cs:none:0",
        "1:cr:none:0",
        "1:cu:9:show",
    ):
        query = await people.press(LI, other["message_id"], data, forged=True)
        assert (await people.wait_for_answer(query))["show_alert"]
    for data in (
        "1:ca:1:1:say:77",
        "1:ca:1:1:nonsense:0",
        "1:ca:1:1:edit:5",
        "1:ca:1:1:try:0",
        "1:ca:1:1:back:0",
    ):
        await people.press(WANG, question["message_id"], data, forged=True)
        assert texts.MOVED_ON in text_of(await people.wait_for_reply(WANG))
    for data in ("1:cu:1:nonsense", "1:cu:1:consent", "1:cu:1:export"):
        query = await people.press(WANG, question["message_id"], data, forged=True)
        assert (await people.wait_for_answer(query))["show_alert"]
    assert rows(bot.database)[0].facts == {}
