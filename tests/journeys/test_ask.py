"""Journeys of asking: through the real application, over HTTP, as people would."""

from bot.local.client import text_of
from bot.rendering import texts
from storage.tables import Chat
from tests.journeys.asking import FIRST_WORDS, QUESTION, ask, questions
from tests.journeys.conftest import LI, WANG
from tests.journeys.talking import labels


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
