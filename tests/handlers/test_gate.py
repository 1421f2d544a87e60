"""The gate, for what a journey in private chats does not meet."""

import pytest
from sqlmodel import select
from telegram import Chat, Message, Update, User
from telegram.ext import ApplicationHandlerStop

from bot.context import BotContext
from bot.ledger import act_once, only_note
from bot.rendering import access
from storage.tables import Question
from tests.builders import MOMENT, make_update
from tests.population import NORTH_OFFICIAL, SOUTH_OFFICIAL

WANG = User(1, "王芳", is_bot=False)


async def test_groups_and_channels_are_left_alone(application, wire):
    """Outside private chats the bot says nothing."""
    group = Message(1, MOMENT, Chat(-5, "group"), from_user=WANG, text="干部轮岗要满几年？")
    channel = Message(1, MOMENT, Chat(-6, "channel"), text="干部轮岗要满几年？")
    await application.process_update(Update(1, message=group))
    await application.process_update(Update(2, channel_post=channel))
    assert wire.calls == []


async def test_an_update_counts_once_though_it_passed_the_gate_twice(application, sqlite_database):
    """Two replicas may let the same update in; the transaction decides."""
    update = make_update("干部轮岗要满几年？")
    context = BotContext(application)
    await act_once(update, context, only_note)
    with pytest.raises(ApplicationHandlerStop):
        await act_once(update, context, lambda session, _: session.add("never"))
    with sqlite_database.read() as session:
        assert session.exec(select(Question)).all() == []


async def test_the_same_number_with_another_text_is_another_update(application, wire):
    """A server that counts anew is answered."""
    for text in ("干部轮岗要满几年？", "哪些岗位的干部要轮岗？", "哪些岗位的干部要轮岗？"):
        await application.process_update(make_update(text))
    assert len(wire.texts()) == 2


async def test_nobody_cannot_act(application):
    """An update without a sender changes nothing."""
    with pytest.raises(ApplicationHandlerStop):
        await act_once(Update(1), BotContext(application), only_note)


async def test_who_is_too_fast_is_asked_for_patience_once(town):
    """Further messages are left alone until the minute is over; others are answered."""
    town.application.bot_data.limits.actions = 2
    said = [await town.say(NORTH_OFFICIAL, "/help") for _ in range(4)]
    assert [bool(texts) for texts in said] == [True, True, True, False]
    assert said[2] == [access.TOO_FAST]
    assert (await town.say(SOUTH_OFFICIAL, "/help"))[-1] != access.TOO_FAST
