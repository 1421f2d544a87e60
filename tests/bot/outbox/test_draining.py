"""Draining into the local messenger: what is sent, tried again, held, uncertain or given up."""

from dataclasses import replace

import pytest
from sqlmodel import select

from bot.delivery import send_part
from bot.local.faults import Fault, FaultKind
from bot.outbox.draining import WINDOW, drain
from storage.settling import recover_messages
from storage.tables import DeliveryAttempt, OutboxMessage, User
from tests.bot.outbox.conftest import PEOPLE
from tests.reminding import take

WANG, LI = PEOPLE[0], PEOPLE[1]


@pytest.fixture
def stands(sqlite_database):
    """How a message stands: status and the tries."""

    def look(number):
        with sqlite_database.read() as session:
            tries = select(DeliveryAttempt).where(DeliveryAttempt.message_id == number)
            found = [(row.outcome, row.detail) for row in session.exec(tries.order_by(DeliveryAttempt.id))]
            return session.get_one(OutboxMessage, number).status, found

    return look


@pytest.fixture
def strike(messenger):
    """Scripts a fault of sendMessage."""

    def add(kind, **details):
        messenger.world.faults.add(Fault(kind=kind, method="sendMessage", **details))

    return add


async def test_everything_arrives_once_and_in_order(drainer, post, arrived, stands):
    """More than a batch, several to each person."""
    numbers = [post(person, f"{turn}") for turn in range(4) for person in PEOPLE]
    assert await drain(drainer) == len(numbers)
    assert await drain(drainer) == 0
    assert {tuple(arrived(person)) for person in PEOPLE} == {("0", "1", "2", "3")}
    assert stands(numbers[0]) == ("sent", [("sent", None)])


async def test_a_message_that_has_nothing_left_to_say(drainer, post, arrived, stands):
    """It is skipped, and the ledger says why."""
    number = post(WANG)
    assert await drain(drainer) == 1
    assert (stands(number), arrived(WANG)) == (("skipped", [("skipped", "nothing left")]), [])


async def test_a_text_that_cannot_be_written_holds_up_nobody(drainer, post, arrived, stands, clock):
    """It is tried a few times and then given up; what was written is not in the log."""
    broken, sound = post(WANG, "甲", is_broken=True), post(LI, "乙")
    for _ in range(6):
        await drain(drainer)
        clock.move(hours=1)
    assert stands(broken) == ("failed", [("retry", "text")] * 4 + [("failed", "text")])
    assert (stands(sound)[0], arrived(LI), arrived(WANG)) == ("sent", ["乙"], [])


async def test_too_many_requests_moves_the_next_try(drainer, post, arrived, stands, strike, clock):
    """Not before the server's pause is over; others go on."""
    strike(FaultKind.TOO_MANY_REQUESTS, chat_id=WANG, retry_after=30)
    waits, goes = post(WANG, "甲"), post(LI, "乙")
    await drain(drainer)
    assert (stands(waits), stands(goes)[0]) == (("waiting", [("retry", "429")]), "sent")
    clock.move(seconds=29)
    assert await drain(drainer) == 0
    clock.move(seconds=1)
    around = replace(drainer.surroundings, pacing=type(drainer.surroundings.pacing)())
    assert await drain(replace(drainer, surroundings=around)) == 1
    assert (stands(waits)[0], arrived(WANG)) == ("sent", ["甲"])


async def test_who_blocked_the_bot_is_held(drainer, post, stands, strike, sqlite_database, users):
    """The second message is not even tried."""
    strike(FaultKind.BLOCKED, chat_id=WANG)
    first, second = post(WANG, "甲"), post(WANG, "乙")
    await drain(drainer)
    assert (stands(first), stands(second)) == (("blocked", [("blocked", "403")]), ("blocked", []))
    with sqlite_database.read() as session:
        assert not session.get_one(User, users[WANG]).is_reachable


async def test_an_answer_that_never_came_leaves_it_uncertain(drainer, post, arrived, stands, strike):
    """It arrived, as it happens; it is not sent again."""
    strike(FaultKind.TIMEOUT_AFTER, chat_id=WANG, seconds=3)
    number = post(WANG, "甲")
    await drain(drainer)
    assert await drain(drainer) == 0
    assert (stands(number), arrived(WANG)) == (("uncertain", [("uncertain", "timeout")]), ["甲"])


async def test_a_wrong_request_is_given_up(drainer, post, stands, strike):
    """Trying again would be refused again."""
    strike(FaultKind.BAD_REQUEST, chat_id=WANG)
    number = post(WANG, "甲")
    await drain(drainer)
    assert stands(number) == ("failed", [("failed", "400")])


async def test_a_server_that_is_down_is_left_alone(drainer, post, stands, strike, clock):
    """After one window the drain rests; what was not begun is given back, and later everything goes."""
    strike(FaultKind.SERVER_ERROR, times=WINDOW)
    numbers = [post(person, "甲") for person in PEOPLE]
    await drain(drainer)
    assert drainer.surroundings.pacing.is_resting
    assert {stands(number)[0] for number in numbers} == {"waiting"}
    assert sum(bool(stands(number)[1]) for number in numbers) == WINDOW
    clock.move(minutes=1)
    around = replace(drainer.surroundings, pacing=type(drainer.surroundings.pacing)())
    await drain(replace(drainer, surroundings=around))
    assert {stands(number)[0] for number in numbers} == {"sent"}


async def test_a_long_text_goes_on_where_it_was_interrupted(
    drainer, post, arrived, stands, strike, clock, monkeypatch
):
    """The part that arrived is not sent again."""
    number = post(WANG, "甲" * 3000, "乙" * 3000)
    send = send_part

    async def interrupt(api, chat, part):
        if part.plain.startswith("乙") and len(arrived(WANG)) == 1 and not stands(number)[1]:
            strike(FaultKind.TOO_MANY_REQUESTS, retry_after=1)
        return await send(api, chat, part)

    monkeypatch.setattr("bot.outbox.delivery.send_part", interrupt)
    await drain(drainer)
    assert ([text[0] for text in arrived(WANG)], stands(number)) == (["甲"], ("waiting", [("retry", "429")]))
    clock.move(seconds=1)
    await drain(drainer)
    assert ([text[0] for text in arrived(WANG)], stands(number)[0]) == (["甲", "乙"], "sent")


async def test_a_fault_of_our_own_is_uncertain(drainer, post, stands, monkeypatch):
    """Nobody knows how far it came."""

    async def fail(*_, **__):
        raise RuntimeError

    number = post(WANG, "甲")
    monkeypatch.setattr("bot.outbox.delivery.send_part", fail)
    await drain(drainer)
    assert stands(number) == ("uncertain", [("uncertain", "fault")])


async def test_asked_to_stop_it_finishes_what_is_leaving(drainer, post, stands):
    """One window goes, the rest is given back at once."""
    looks = iter([True, False, False])
    numbers = [post(person, "甲") for person in PEOPLE]
    await drain(replace(drainer, is_going=lambda: next(looks)))
    assert sorted(stands(number)[0] for number in numbers) == ["sent"] * 8 + ["waiting"] * 4


async def test_a_claim_that_somebody_took_meanwhile_is_not_sent(
    drainer, post, stands, clock, sqlite_database
):
    """Between claim and send the lease ran out: the message goes with its new owner."""
    number = post(WANG, "甲")
    render = drainer.kinds["k"]

    def slow(session, around, message):
        clock.move(minutes=5)
        with sqlite_database.write() as other:
            recover_messages(other, now=clock())
            take(other, clock(), kinds=("k",))
        return render(session, around, message)

    await drain(replace(drainer, kinds={"k": slow}))
    assert stands(number) == ("claimed", [])
