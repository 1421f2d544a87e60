"""Journeys through what goes wrong: restarts, repeated updates, faults of the network, blocked chats."""

import asyncio

from sqlmodel import select

from bot.local.client import text_of
from bot.local.faults import FaultKind
from bot.rendering import texts
from storage.tables import ErrorReport
from storage.users import get_user
from tests.journeys.asking import FIRST_WORDS, QUESTION, ask, questions
from tests.journeys.conftest import LI, WANG


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


async def test_a_retry_without_its_message(people):
    """A retry whose message is gone asks for the question again."""
    card = await ask(people)
    await people.press(WANG, card["message_id"], "1:r", forged=True)
    assert text_of(await people.wait_for_reply(WANG)) == texts.LOST
