"""Delivery through the local messenger: what is tried again, and what is not."""

from datetime import timedelta
from typing import cast

import pytest
from httpx import ConnectError
from telegram import Bot, Update
from telegram.error import BadRequest, NetworkError, TelegramError, TimedOut
from telegram.request import HTTPXRequest

from bot.context import BotContext
from bot.delivery import Delivery, deliver, never_left, respond
from bot.local.client import LocalClient, text_of
from bot.local.faults import FaultKind
from bot.local.identity import Identity
from bot.local.messenger import LocalMessenger
from bot.rendering.reply import Reply, block, bold

TOKEN = "7000000002:DeliveryTokenDeliveryToken"
WANG = 1001
REPLY = Reply((block(bold("第一条"), "：五年"),))


@pytest.fixture
async def messenger():
    """A local messenger with one person."""
    async with LocalMessenger(identities=[Identity(WANG, "王芳", "干部")], bot_token=TOKEN, port=0) as place:
        yield place


@pytest.fixture
async def person(messenger):
    """The person's side; a first message opens the chat."""
    async with LocalClient(messenger.page_url) as client:
        await client.say(WANG, "/start")
        yield client


@pytest.fixture
async def api(messenger):
    """The bot's side, with little patience."""
    request = HTTPXRequest(read_timeout=0.5, connection_pool_size=4)
    async with Bot(TOKEN, base_url=f"{messenger.base_url}/bot", request=request) as bot:
        yield bot


@pytest.fixture
def pauses():
    """The pauses that were made, without making them."""
    return []


@pytest.fixture
def sleep(pauses):
    """A sleep that only notes."""

    async def note(seconds):
        pauses.append(seconds)

    return note


async def sent(person):
    """The texts that arrived."""
    return [text_of(message) for message in await person.history(WANG) if message["from"]["is_bot"]]


async def test_parts_arrive_in_order(api, person):
    """A long reply is several messages; only the first quotes."""
    question = await person.say(WANG, "问题")
    long = Reply(tuple(block(f"{number}" * 2000) for number in range(1, 4)))
    assert await deliver(api, WANG, long, reply_to=question["message_id"]) is Delivery.SENT
    assert [text[0] for text in await sent(person)] == ["1", "2", "3"]
    history = [message for message in await person.history(WANG) if message["from"]["is_bot"]]
    assert ["reply_to_message" in message for message in history] == [True, False, False]


async def test_too_many_requests_is_waited_out(api, person, sleep, pauses):
    """The pause is the one the server asks for."""
    await person.add_fault(FaultKind.TOO_MANY_REQUESTS, method="sendMessage", retry_after=7, times=2)
    assert await deliver(api, WANG, REPLY, sleep=sleep) is Delivery.SENT
    assert pauses == [7, 7]
    assert await sent(person) == ["第一条：五年"]


@pytest.mark.parametrize(("retry_after", "times"), [(61, 1), (1, 4)])
async def test_patience_ends(api, person, sleep, retry_after, times):
    """A pause that is too long, or one too many, is a fault that is reported."""
    await person.add_fault(
        FaultKind.TOO_MANY_REQUESTS, method="sendMessage", retry_after=retry_after, times=times
    )
    with pytest.raises(TelegramError):
        await deliver(api, WANG, REPLY, sleep=sleep)


async def test_a_blocked_bot_gives_up_quietly(api, person, sleep):
    """A 403 is an outcome; the remaining parts are not tried."""
    await person.add_fault(FaultKind.BLOCKED, method="sendMessage")
    long = Reply(tuple(block("长" * 3000) for _ in range(2)))
    assert await deliver(api, WANG, long, sleep=sleep) is Delivery.BLOCKED
    assert await sent(person) == []


async def test_what_may_have_arrived_is_not_sent_again(api, person, sleep, pauses):
    """No answer to a request that left: it counts as uncertain, and the next part still goes out."""
    await person.add_fault(FaultKind.TIMEOUT_AFTER, method="sendMessage", seconds=3)
    two = Reply((block("甲" * 3000), block("乙" * 3000)))
    assert await deliver(api, WANG, two, sleep=sleep) is Delivery.UNCERTAIN
    assert pauses == []
    assert [text[0] for text in await sent(person)] == ["甲", "乙"]


async def test_refused_markup_is_sent_plain(api, person, sleep):
    """A part whose markup the server cannot read still arrives."""
    await person.add_fault(
        FaultKind.BAD_REQUEST, method="sendMessage", description="Bad Request: can't parse entities: oops"
    )
    assert await deliver(api, WANG, REPLY, sleep=sleep) is Delivery.SENT
    assert await sent(person) == ["第一条：五年"]


async def test_other_refusals_are_faults(api, person, sleep):
    """A wrong request is not repeated."""
    await person.add_fault(FaultKind.BAD_REQUEST, method="sendMessage")
    with pytest.raises(BadRequest):
        await deliver(api, WANG, REPLY, sleep=sleep)


async def test_no_connection_is_tried_again(sleep, pauses):
    """A server that is not there is tried with growing pauses, then reported."""
    bot = Bot(TOKEN, base_url="http://127.0.0.1:9/bot")
    with pytest.raises(NetworkError):
        await deliver(bot, WANG, REPLY, sleep=sleep)
    assert pauses == [timedelta(seconds=n).total_seconds() for n in (1, 2, 3)]


def test_which_requests_never_left():
    """A pool without a free connection and a refused connection are safe to repeat; a lost answer is not."""
    refused = NetworkError("x")
    refused.__cause__ = ConnectError("refused")
    assert never_left(refused)
    assert never_left(TimedOut("Pool timeout: the request was *not* sent to Telegram."))
    assert not never_left(TimedOut())


async def test_an_update_without_a_chat_cannot_be_answered():
    """That is a fault of the handler."""
    with pytest.raises(ValueError, match="without a chat"):
        await respond(Update(1), cast("BotContext", None), REPLY)
