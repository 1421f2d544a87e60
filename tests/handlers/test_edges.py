"""Updates that the local messenger's people cannot make."""

from telegram import CallbackQuery, Chat, InaccessibleMessage, Location, Message, Update, User

from bot.rendering import texts
from tests.builders import MOMENT, make_update

WANG = User(1, "王芳", is_bot=False)
PRIVATE = Chat(1, "private")


async def test_an_edited_caption_is_explained(application, wire):
    """What was changed cannot be read as a question."""
    edited = Message(1, MOMENT, PRIVATE, from_user=WANG, caption="看图")
    await application.process_update(Update(1, edited_message=edited))
    assert wire.texts() == [texts.EDITED_OTHER]


async def test_a_location_and_something_unknown(application, wire):
    """Each kind has its word, and a kind without one is answered, too."""
    place = Message(1, MOMENT, PRIVATE, from_user=WANG, location=Location(120.0, 30.0))
    await application.process_update(Update(1, message=place))
    await application.process_update(Update(2, message=Message(2, MOMENT, PRIVATE, from_user=WANG)))
    assert "位置" in wire.texts()[0]
    assert wire.texts()[-1].startswith("我只能读文字。")


async def test_judging_a_message_that_is_out_of_reach(application, wire):
    """An old message cannot be edited any more; the judgement counts all the same."""
    await application.process_update(make_update("干部轮岗要满几年？"))
    query = CallbackQuery("1", WANG, "x", data="1:f:1:1", message=InaccessibleMessage(PRIVATE, 5))
    query.set_bot(application.bot)
    await application.process_update(Update(2, callback_query=query))
    assert wire.calls[-1] == ("answerCallbackQuery", wire.calls[-1][1])
    assert wire.calls[-1][1]["text"] == texts.FEEDBACK_TAKEN[1]


async def test_retrying_a_message_that_is_out_of_reach(application, wire):
    """What to try again cannot be read; the person is asked to send it again."""
    query = CallbackQuery("1", WANG, "x", data="1:r", message=InaccessibleMessage(PRIVATE, 5))
    query.set_bot(application.bot)
    await application.process_update(Update(2, callback_query=query))
    assert wire.texts() == [texts.LOST]
