"""Groups: the bot answers only when it is addressed, and shows nothing personal there."""

import pytest
from telegram import Chat, Message, MessageReactionUpdated, Update, User

from bot.payloads.personal import MyData
from bot.rendering import access
from bot.rendering.access import Barred
from storage.preferences import mark_consent
from tests.builders import MOMENT
from tests.handlers.town import GROUP
from tests.population import NORTH_OFFICIAL, NORTH_STAFF, STRANGER, user_of

QUESTION = "干部轮岗要满几年？"


async def test_only_when_addressed(town):
    """By name, as a command with the name, or as a reply to the bot; otherwise it keeps out of the talk."""
    assert await town.say_in_group(NORTH_OFFICIAL, QUESTION) == []
    assert await town.say_in_group(NORTH_OFFICIAL, f"@some_bot2 {QUESTION}") == []
    assert "五年" in (await town.say_in_group(NORTH_OFFICIAL, f"@some_bot {QUESTION}"))[-1]
    assert await town.say_in_group(NORTH_OFFICIAL, "/help") == []
    assert "怎么提问" in (await town.say_in_group(NORTH_OFFICIAL, "/help@some_bot"))[-1]
    assert "您好" in (await town.say_in_group(NORTH_OFFICIAL, "/start@some_bot"))[-1]
    own = User(town.application.bot.id, "bot", is_bot=True)
    quoted = Message(1, MOMENT, Chat(GROUP, "supergroup"), from_user=own, text="…")
    assert "五年" in (await town.say_in_group(NORTH_OFFICIAL, QUESTION, reply_to_message=quoted))[-1]


@pytest.mark.parametrize("command", ["me", "settings", "mydata", "people", "units", "invite", "audit"])
async def test_nothing_personal_in_a_group(town, command):
    """Every such command asks to be used in private, whatever the role."""
    said = await town.say_in_group(NORTH_STAFF, f"/{command}@some_bot")
    assert said in ([Barred.PRIVATE_ONLY.value], [Barred.NOT_ADMIN.value])
    assert len(said[0]) < 100


async def test_personal_buttons_in_a_group(town):
    """A button that came there by forwarding does nothing."""
    group = Chat(GROUP, "supergroup")
    assert await town.press(NORTH_OFFICIAL, MyData("confirm"), chat=group) == [Barred.PRIVATE_ONLY.value]


async def test_a_form_is_not_filled_in_from_a_group(town):
    """What is typed there is a question, and the region of a profile is not used."""
    with town.application.bot_data.database.write() as session:
        user = user_of(session, NORTH_OFFICIAL)
        user.region = "宁夏"
        mark_consent(session, user_id=user.id, is_given=True, now=MOMENT)
    assert "宁夏" in (await town.say(NORTH_OFFICIAL, QUESTION))[-1]
    assert "宁夏" not in (await town.say_in_group(NORTH_OFFICIAL, f"@some_bot {QUESTION}"))[-1]


async def test_events_of_a_group_are_no_messages(town):
    """Being added to a group, or somebody joining, is answered by nothing."""
    sender = User(NORTH_OFFICIAL, "欧阳北辰", is_bot=False)
    joined = Message(1, MOMENT, Chat(GROUP, "supergroup"), from_user=sender, new_chat_members=[sender])
    await town.application.process_update(Update(901, message=joined))
    await town.application.process_update(
        Update(
            902, message_reaction=MessageReactionUpdated(Chat(GROUP, "supergroup"), 1, MOMENT, [], [], sender)
        )
    )
    assert town.wire.calls == []


async def test_strangers_in_a_group(town):
    """Without an invitation there is one sentence, without their number, and codes are not taken there."""
    town.application.bot_data.settings.__dict__["access"] = "invite"
    for text in (f"@some_bot {QUESTION}", "/start@some_bot ABCD-EFGH-JKLM-NPQR"):
        assert await town.say_in_group(STRANGER, text) == [access.GROUP_STRANGER]
    assert str(STRANGER) not in town.sent()
