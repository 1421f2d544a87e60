"""Journeys of checking eligibility: through the real application, over HTTP, as people would."""

from datetime import date, timedelta
from io import BytesIO

import docx
import pytest
from sqlmodel import col, select

from bot.local.client import text_of
from bot.rendering import eligibility_texts as texts
from storage.people import PersonFields, add_person, mark_linked
from storage.preferences import mark_consent
from storage.tables import Assessment, DateKind, Role
from storage.units import add_unit
from storage.users import get_user
from tests.checking import make_checking_knowledge
from tests.journeys.conftest import LI, WANG

QUESTION = "我42岁，能不能轮岗到县直机关"


def labels(message):
    """The labels of a message's buttons."""
    return [button["text"] for row in message["reply_markup"]["inline_keyboard"] for button in row]


def data_of(message, label):
    """What the button with a label carries."""
    rows = message["reply_markup"]["inline_keyboard"]
    return next(button["callback_data"] for row in rows for button in row if button["text"] == label)


def user_of(session, number):
    """The account of somebody who is invited."""
    user = get_user(session, telegram_id=number)
    assert user
    return user


def rows(database):
    """All assessments, oldest first."""
    with database.read() as session:
        return session.exec(select(Assessment).order_by(col(Assessment.id))).all()


@pytest.fixture(autouse=True)
async def rules(bot):
    """The bot, started with rules."""
    await bot.stop()
    bot.knowledge = make_checking_knowledge()
    await bot.start()


async def say(people, text, *, person=WANG):
    """Say something and wait for the reply."""
    await people.say(person, text)
    return await people.wait_for_reply(person)


async def press(people, message, label, *, person=WANG):
    """Press a button and wait for the reply."""
    await people.press(person, message["message_id"], data_of(message, label))
    return await people.wait_for_reply(person)


async def begin(people):
    """Choose the check from the menu; the first question."""
    menu = await say(people, "/check")
    found = await press(people, menu, "🔁 调任、转任、聘任、引进（1）")
    return await press(people, found, "轮岗到县直机关")


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


async def finish(people):
    """A finished check: 45 years old, five years in the post."""
    question = await begin(people)
    await press(people, question, "45岁")
    return await say(people, "5年")


async def test_what_if(bot, people):
    """Another value shows what changes and leaves the result alone, until it is taken over."""
    card = await finish(people)
    choice = await press(people, card, texts.WHAT_IF_BUTTON)
    question = await press(people, choice, "年龄：45岁")
    assert "如果“年龄”不一样会怎样？" in text_of(question)
    compared = await say(people, "46")
    for words in (
        "如果年龄是46岁",
        "结论会变：符合 → 有条件符合",
        "✓ → ✗ 年龄一般不超过45周岁",
        "报县委组织部批准",
    ):
        assert words in text_of(compared)
    assert rows(bot.database)[0].facts == {"age": 45, "post_years": 5}
    card = await press(people, compared, texts.BACK_TO_RESULT_BUTTON)
    assert "✅ 符合。" in text_of(card)
    choice = await press(people, card, texts.WHAT_IF_BUTTON)
    question = await press(people, choice, "年龄：45岁")
    compared = await press(people, question, "40岁")
    assert "结论不变：符合" in text_of(compared)
    choice = await press(people, compared, texts.ANOTHER_BUTTON)
    question = await press(people, choice, "拟任职务：没有填")
    compared = await press(people, question, "其他")
    card = await press(people, compared, texts.APPLY_BUTTON)
    assert "您的情况不在这条规则的范围内" in text_of(card)
    assert rows(bot.database)[0].facts["target"] == "其他"


async def test_saving_exporting_and_deleting(bot, people):
    """A saved result is in the menu, goes out as a document, and is gone when deleted."""
    card = await finish(people)
    await press(people, card, texts.SAVE_BUTTON)
    menu = await say(people, "/check")
    saved = next(label for label in labels(menu) if label.startswith("💾 轮岗到县直机关"))
    card = await press(people, menu, saved)
    assert texts.UNSAVE_BUTTON in labels(card)
    assert text_of(await press(people, card, texts.UNSAVE_BUTTON)) == texts.UNSAVED_NOW
    assert rows(bot.database)[0].saved_at is None
    await people.press(WANG, card["message_id"], texts.EXPORT_BUTTON)
    sent = await people.wait_for_reply(WANG, where=lambda message: "document" in message)
    assert sent["document"]["file_name"].startswith("条件检查-轮岗到县直机关-")
    paper = docx.Document(BytesIO(await people.download(sent["document"]["file_id"])))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert "✓ 符合" in cells
    assert "任现职满5年（您的情况：5年）" in cells
    question = await press(people, card, texts.DELETE_BUTTON)
    assert text_of(await press(people, question, texts.DELETE_FOR_SURE_BUTTON)) == texts.DELETED
    assert rows(bot.database) == []


async def test_sharing_with_staff_by_consent(bot, people):
    """Staff of the person's unit see a result from the consent on, and until it is taken back."""
    with bot.database.write() as session:
        unit = add_unit(session, name="北县")
        for number, role in ((WANG, Role.OFFICIAL), (LI, Role.STAFF)):
            user = user_of(session, number)
            user.role, user.unit_id = role, unit.id
            session.add(user)
    card = await finish(people)
    assert texts.SHARED_BUTTON not in labels(await say(people, "/check", person=LI))
    consent = await press(people, card, texts.SHARE_BUTTON)
    assert texts.CONSENT in text_of(consent)
    assert rows(bot.database)[0].shared_at is None
    await press(people, consent, texts.CONSENT_BUTTON)
    listing = await press(people, await say(people, "/check", person=LI), texts.SHARED_BUTTON, person=LI)
    result = await press(people, listing, "王芳（北县）：轮岗到县直机关", person=LI)
    assert "王芳（北县）于" in text_of(result)
    assert "✅ 符合。" in text_of(result)
    menu = await say(people, "/check")
    card = await press(people, menu, next(label for label in labels(menu) if label.startswith("💾")))
    assert text_of(await press(people, card, texts.UNSHARE_BUTTON)) == texts.UNSHARED_NOW
    query = await people.press(LI, listing["message_id"], data_of(listing, "王芳（北县）：轮岗到县直机关"))
    assert (await people.wait_for_answer(query))["show_alert"]


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
    """What is typed below the menu searches; what finds nothing is a question."""
    await say(people, "/check")
    found = await say(people, "轮岗")
    assert "轮岗到县直机关" in labels(found)
    await say(people, "/check")
    assert text_of(await say(people, "你好")) == "您好，请说您的问题。"


async def test_deep_links_and_pages(bot, people):
    """A link begins its check; one to a check that is gone says so; long subjects have pages."""
    assert "办理时多少周岁？" in text_of(await say(people, "/start check_lungang_move"))
    assert text_of(await say(people, "/start check_lungang_gone")) == texts.RULE_GONE
    await bot.stop()
    bot.knowledge = make_checking_knowledge(pages=1)
    await bot.start()
    page = await press(people, await say(people, "/check"), "👥 班子和队伍结构比例（9）")
    assert texts.PREVIOUS not in labels(page)
    page = await press(people, page, texts.NEXT)
    assert "第2页，共2页" in text_of(page)
    page = await press(people, page, texts.PREVIOUS)
    menu = await press(people, page, texts.ALL_SUBJECTS)
    assert texts.MENU in text_of(menu)


async def test_a_rule_that_is_gone_and_a_verdict_that_turned(bot, people):
    """Content may change under a saved result: it is judged anew and says so; without its rule it is stale."""
    card = await finish(people)
    with bot.database.write() as session:
        row = session.get(Assessment, 1)
        row.facts, row.verdict = {"age": 45, "post_years": 3, "unheard_of": 1}, "eligible"
        session.add(row)
    choice = await press(people, card, texts.EDIT_ANSWERS_BUTTON)
    turned = await press(people, choice, texts.SHOW_RESULT_BUTTON)
    assert "您上次检查时的结论是“符合”" in text_of(turned)
    assert "❌ 不符合。" in text_of(turned)
    with bot.database.write() as session:
        row = session.get(Assessment, 1)
        row.rule = "lungang.gone"
        session.add(row)
    query = await people.press(WANG, card["message_id"], data_of(card, texts.EDIT_ANSWERS_BUTTON))
    assert (await people.wait_for_answer(query))["show_alert"]
    await begin(people)
    with bot.database.write() as session:
        session.delete(session.get(Assessment, 2))
    assert text_of(await say(people, "45")) == texts.RULE_GONE
