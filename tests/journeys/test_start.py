"""Journeys of beginning: the greeting, help, the menu of commands, and who may ask at all."""

import asyncio

from bot.access import commands_of
from bot.local.client import text_of
from bot.rendering import personal_texts, texts
from bot.settings import Access
from storage.tables import Role
from storage.users import get_user
from tests.journeys.asking import FIRST_WORDS, QUESTION, ask, questions
from tests.journeys.conftest import STRANGER, WANG
from tests.journeys.talking import labels


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
