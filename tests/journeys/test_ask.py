"""Journeys of asking: through the real application, over HTTP, as people would."""

import asyncio

from sqlmodel import col, select

from bot.access import commands_of
from bot.local.client import text_of
from bot.local.faults import FaultKind
from bot.rendering import personal_texts, texts
from bot.settings import Access
from storage.tables import Chat, ErrorReport, Question, Role
from storage.users import get_user
from tests.journeys.conftest import LI, STRANGER, WANG

QUESTION = "干部轮岗要满几年？"
FIRST_WORDS = "在同一岗位满五年应当轮岗"


def labels(message):
    """The labels of a message's buttons."""
    return [button["text"] for row in message["reply_markup"]["inline_keyboard"] for button in row]


def questions(database):
    """The question log, oldest first."""
    with database.read() as session:
        return session.exec(select(Question).order_by(col(Question.id))).all()


async def ask(people, text=QUESTION, *, person=WANG):
    """Ask and wait for the answer card or choice."""
    await people.say(person, text)
    return await people.wait_for_reply(person)


async def test_start_offers_examples_and_an_example_is_answered(bot, people):
    """/start says what the bot does and keeps; each example button asks its question."""
    await people.say(WANG, "/start")
    greeting = await people.wait_for_reply(WANG)
    assert personal_texts.NOTICE in text_of(greeting)
    assert labels(greeting) == list(texts.EXAMPLES)
    query = await people.press(WANG, greeting["message_id"], texts.EXAMPLES[0])
    await people.wait_for_answer(query)
    assert texts.EXAMPLES[0] in text_of(await people.wait_for_reply(WANG))
    assert questions(bot.database)[0].text == texts.EXAMPLES[0]


async def test_a_deep_link_is_accepted(people):
    """/start with an argument that means nothing yet says so kindly."""
    await people.say(WANG, "/start something")
    assert text_of(await people.wait_for_reply(WANG)).startswith(texts.DEEP_LINK)


async def test_help_and_unknown_commands(people):
    """Both name the commands that there are."""
    for command in ("/help", "/nonsense"):
        await people.say(WANG, command)
        assert "/help 使用说明" in text_of(await people.wait_for_reply(WANG))


async def test_the_command_menu_is_that_of_the_role(people):
    """The chat offers what anybody may do, and after the first message the person's own commands."""

    async def names():
        return [command["command"] for command in (await people.chat(WANG))["commands"]]

    assert await names() == commands_of(Role.GUEST)
    await ask(people)
    for _ in range(100):
        if await names() == commands_of(Role.OFFICIAL):
            break
        await asyncio.sleep(0.05)
    assert await names() == commands_of(Role.OFFICIAL)


async def test_an_answer_shows_its_sources(people):
    """The card begins with the answer; number, place, level, region, date, standing and caveat follow."""
    card = await ask(people)
    text = text_of(card)
    assert text.startswith(FIRST_WORDS)
    assert "[1] 《关于干部轮岗的办法》（某组发〔2020〕3号）第一部分第1条、第二部分第2条" in text
    assert " · 县级 某县 · 2020-05-06 · 政策文件" in text
    assert "这是示例文件，不能当作现行规定。" in text
    assert labels(card)[:3] == [texts.SOURCES_BUTTON, texts.HELPFUL_BUTTON, texts.UNHELPFUL_BUTTON]


async def test_the_log_masks_personal_numbers(bot, people):
    """What is stored of a question has no ID-card and telephone numbers in it."""
    await ask(people, "我的电话13812345678，身份证110101199003071234，干部轮岗要满几年？")
    text = questions(bot.database)[0].text
    assert "13812345678" not in text
    assert "110101199003071234" not in text
    with bot.database.read() as session:
        assert "13812345678" not in str(session.get(Chat, WANG))


async def test_sources_in_full(people):
    """The button shows the document with issuer, period and revisions."""
    card = await ask(people)
    await people.press(WANG, card["message_id"], texts.SOURCES_BUTTON)
    sources = await people.wait_for_reply(WANG)
    for words in (
        "某县委组织部",
        "长期有效",
        "2023年修订过第二条。",
        "第一部分第1条；第二部分第2条",
        "2020-06-01",
    ):
        assert words in text_of(sources)
    assert sources["reply_to_message"]["message_id"] == card["message_id"]


async def test_a_related_question_is_answered(bot, people):
    """Pressing a related question answers that entry and logs it as a question of its own."""
    card = await ask(people)
    related = next(label for label in labels(card) if "哪些岗位" in label)
    await people.press(WANG, card["message_id"], related)
    assert "管人管钱管物的岗位都要轮岗" in text_of(await people.wait_for_reply(WANG))
    assert [item.entry for item in questions(bot.database)] == ["lungang.years", "lungang.scope"]


async def test_feedback_is_kept_and_can_be_taken_back(bot, people):
    """The chosen button is marked; pressing it again takes the judgement back."""
    card = await ask(people)
    feedback = []
    for button in ("👍", "👎", "✅ 👎"):
        query = await people.press(WANG, card["message_id"], button)
        await people.wait_for_answer(query)
        card = await people.wait_for_reply(WANG)
        feedback.append((questions(bot.database)[0].feedback, labels(card)[1:3]))
    assert feedback == [(1, ["✅ 👍", "👎"]), (-1, ["👍", "✅ 👎"]), (0, ["👍", "👎"])]
    assert len(labels(card)) > 3


async def test_a_choice_leads_to_the_answer(bot, people):
    """A vague question offers options; the pressed one is answered."""
    choice = await ask(people, "轮岗")
    assert 2 <= len(labels(choice)) <= 3
    await people.press(WANG, choice["message_id"], "什么情况可以暂缓轮岗？")
    assert "正在接受调查的暂缓轮岗。" in text_of(await people.wait_for_reply(WANG))
    assert [item.outcome for item in questions(bot.database)] == ["clarification", "answered"]


async def test_a_refusal_says_what_to_do(bot, people):
    """What is not in the base is refused in words, with the nearest topics, and kept as a gap."""
    refusal = await ask(people, "今年涨不涨工资")
    assert "库里的文件没有规定工资" in text_of(refusal)
    await ask(people, "月球上的干部怎么轮岗和种菜呢")
    assert texts.NEAREST in text_of((await people.history(WANG))[-1])
    assert questions(bot.database)[0].reason == "out_of_scope"


async def test_small_talk_is_answered_in_kind(people):
    """A greeting gets a greeting and nothing else."""
    assert text_of(await ask(people, "你好")) == "您好，请说您的问题。"


async def test_html_and_long_texts_do_no_harm(people):
    """Markup in a question is never echoed as markup, and a novel is refused kindly."""
    refusal = await ask(people, "<b>月球</b><script>怎么种菜")
    assert "<b>" not in text_of(refusal)
    assert text_of(await ask(people, "很长" * 1500))


async def test_state_outlives_a_restart(bot, people):
    """After a restart buttons work, and the conversation is remembered."""
    card = await ask(people)
    await bot.stop()
    await people.say(WANG, "原文在哪")
    await bot.start()
    assert "关于干部轮岗的办法" in text_of(await people.wait_for_reply(WANG))
    await people.press(WANG, card["message_id"], texts.SOURCES_BUTTON)
    assert "某县委组织部" in text_of(await people.wait_for_reply(WANG))


async def test_a_redelivered_update_is_not_acted_on_twice(bot, people):
    """The same update twice is one question and one answer."""
    await people.add_fault(FaultKind.DUPLICATE_UPDATE)
    await ask(people)
    await ask(people, "哪些岗位的干部要轮岗？")
    assert [item.entry for item in questions(bot.database)] == ["lungang.years", "lungang.scope"]
    calls = await people.calls("sendMessage", chat_id=WANG)
    assert len(calls) == 2


async def test_too_many_requests_delays_and_loses_nothing(bot, people):
    """A 429 is waited out, and the answer comes once."""
    await people.add_fault(FaultKind.TOO_MANY_REQUESTS, method="sendMessage", retry_after=1)
    assert text_of(await ask(people)).startswith(FIRST_WORDS)
    assert len(questions(bot.database)) == 1


async def test_a_fault_gets_a_reference_and_a_retry(bot, people):
    """When sending fails, the person gets a number and a button that answers the same message."""
    await people.add_fault(FaultKind.SERVER_ERROR, method="sendMessage")
    apology = await ask(people)
    with bot.database.read() as session:
        report = session.exec(select(ErrorReport)).one()
    assert report.reference in text_of(apology)
    assert "轮岗" not in f"{report.kind} {report.place}"
    await people.press(WANG, apology["message_id"], texts.RETRY_BUTTON)
    assert text_of(await people.wait_for_reply(WANG)).startswith(FIRST_WORDS)


async def test_a_fault_behind_a_button_is_told(bot, people):
    """A button whose effect could not be shown says so, with the reference."""
    card = await ask(people)
    await people.add_fault(FaultKind.SERVER_ERROR, method="sendMessage")
    await people.press(WANG, card["message_id"], texts.SOURCES_BUTTON)
    with_reference = await people.wait_for_reply(WANG)
    with bot.database.read() as session:
        assert session.exec(select(ErrorReport)).one().reference in text_of(with_reference)


async def test_blocking_is_noticed(bot, people):
    """Who blocks the bot is out of reach, until they unblock it."""
    await ask(people)

    async def reachable(*, expected):
        for _ in range(100):
            with bot.database.read() as session:
                user = get_user(session, telegram_id=WANG)
                if user and user.is_reachable is expected:
                    return True
            await asyncio.sleep(0.05)
        return False

    await people.block(WANG)
    assert await reachable(expected=False)
    await people.block(WANG, blocked=False)
    assert await reachable(expected=True)


async def test_a_refused_message_is_no_fault(bot, people):
    """A person who blocked the bot just before the answer is noted, and nobody gets an error."""
    await people.add_fault(FaultKind.BLOCKED, method="sendMessage")
    await people.say(WANG, QUESTION)
    await ask(people, person=LI)
    with bot.database.read() as session:
        user = get_user(session, telegram_id=WANG)
        assert user
        assert not user.is_reachable
        assert session.exec(select(ErrorReport)).all() == []


async def test_two_chats_side_by_side(bot, people):
    """Each person gets their own answers, in the order of their questions."""
    for _ in range(3):
        await people.say(WANG, QUESTION)
        await people.say(LI, "哪些岗位的干部要轮岗？")
    for _ in range(100):
        histories = [await people.history(person) for person in (WANG, LI)]
        answers = [[text_of(m) for m in history if m["from"]["is_bot"]] for history in histories]
        if all(len(texts_) == 3 for texts_ in answers):
            break
        await asyncio.sleep(0.05)
    assert all(text.startswith(FIRST_WORDS) for text in answers[0])
    assert all(text.startswith("管人管钱管物") for text in answers[1])
    assert len(questions(bot.database)) == 6


async def test_stale_and_foreign_buttons(bot, people):
    """Damaged data, another person's question and a position that was not offered: told politely."""
    card = await ask(people)
    mine = questions(bot.database)[0].id
    other = await ask(people, person=LI)
    for data in ("0:s:1", "garbage", f"1:s:{mine + 1}", f"1:p:{mine}:9", f"1:f:{mine}:5", "1:e:none"):
        query = await people.press(WANG, card["message_id"], data, forged=True)
        answer = await people.wait_for_answer(query)
        assert answer["text"] == texts.STALE
        assert answer["show_alert"]
    query = await people.press(LI, other["message_id"], f"1:f:{mine}:1", forged=True)
    assert (await people.wait_for_answer(query))["text"] == texts.STALE
    assert questions(bot.database)[0].feedback == 0


async def test_an_edited_question_is_answered_again(people):
    """Changing the message asks anew."""
    sent = await people.say(WANG, "轮岗")
    await people.wait_for_reply(WANG)
    await people.edit(WANG, sent["message_id"], QUESTION)
    text = text_of(await people.wait_for_reply(WANG))
    assert text.startswith(texts.EDITED)
    assert FIRST_WORDS in text


async def test_other_kinds_of_messages_are_explained(people):
    """Stickers, files and voice get a word on what can be read."""
    await people.send_sticker(WANG, "👍")
    assert "表情贴纸" in text_of(await people.wait_for_reply(WANG))
    for kind, words in (("document", "没有打开，也没有保存"), ("voice", "听不了语音")):
        await people.upload(WANG, b"content", kind=kind)
        assert words in text_of(await people.wait_for_reply(WANG))


async def test_strangers_are_told_whom_to_ask(bot, people):
    """Without an invitation there is one sentence, and nothing is kept."""
    for text in ("/start", QUESTION):
        await people.say(STRANGER, text)
        assert str(STRANGER) in text_of(await people.wait_for_reply(STRANGER))
    query = await people.press(STRANGER, 2, "1:s:1", forged=True)
    await people.wait_for_answer(query)
    assert questions(bot.database) == []
    with bot.database.read() as session:
        assert get_user(session, telegram_id=STRANGER) is None


async def test_open_access_lets_strangers_ask(bot, people):
    """With open access anybody is answered."""
    await bot.stop()
    await bot.start(access=Access.OPEN)
    assert text_of(await ask(people, person=STRANGER)).startswith(FIRST_WORDS)


async def test_a_retry_without_its_message(people):
    """A retry whose message is gone asks for the question again."""
    card = await ask(people)
    await people.press(WANG, card["message_id"], "1:r", forged=True)
    assert text_of(await people.wait_for_reply(WANG)) == texts.LOST
