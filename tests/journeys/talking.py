"""What every journey does: say something, press a button by its words, and wait for the reply."""

from tests.journeys.conftest import WANG


def labels(message):
    """The labels of a message's buttons."""
    return [button["text"] for row in message["reply_markup"]["inline_keyboard"] for button in row]


def data_of(message, label):
    """What the button carries whose label is this one, or else contains it."""
    keys = [button for row in message["reply_markup"]["inline_keyboard"] for button in row]
    found = [key for key in keys if key["text"] == label] or [key for key in keys if label in key["text"]]
    assert found, (label, labels(message))
    return found[0]["callback_data"]


async def say(people, text, *, person=WANG):
    """Say something and wait for the reply."""
    await people.say(person, text)
    return await people.wait_for_reply(person)


async def press(people, message, label, *, person=WANG):
    """Press a button and wait for the reply."""
    await people.press(person, message["message_id"], data_of(message, label))
    return await people.wait_for_reply(person)
