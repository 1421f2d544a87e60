"""The pace of sending, by a clock that the test moves."""

import pytest

from bot.outbox.pacing import MANY, Pacing, unpaced


@pytest.fixture
def slept():
    """The pauses that were made."""
    return []


@pytest.fixture
def clock():
    """The time, to be moved."""
    return [100.0]


@pytest.fixture
def pacing(slept, clock):
    """Four a second, one a second to a chat; waiting only notes."""

    async def sleep(seconds):
        slept.append(round(seconds, 3))

    return Pacing(overall=4, per_chat=1, clock=lambda: clock[0], sleep=sleep)


async def test_messages_are_spread_overall_and_by_chat(pacing, slept):
    """A chat that was just written to waits longer, and keeps nobody else waiting."""
    for chat in (1, 2, 1, 3):
        await pacing.turn(chat)
    assert slept == [0.25, 1, 0.75]


async def test_time_that_passes_counts(pacing, slept, clock):
    """Who comes later need not wait."""
    await pacing.turn(1)
    clock[0] += 5
    await pacing.turn(1)
    assert slept == []


async def test_one_chat_refused_is_its_own_affair_two_are_everybodys(pacing, slept):
    """The second chat that is refused within the pause of the first stops all."""
    pacing.refused(1, 30)
    await pacing.turn(2)
    assert (slept, pacing.is_resting) == ([], False)
    pacing.refused(2, 10)
    assert pacing.is_resting
    await pacing.turn(3)
    assert slept == [10]


async def test_a_rest_ends(pacing, clock):
    """A server that is away is left alone for a while."""
    pacing.rest(30)
    assert pacing.is_resting
    clock[0] += 30
    assert not pacing.is_resting


async def test_chats_whose_turn_is_over_are_forgotten(pacing, clock):
    """The memory does not grow with the number of people."""
    for chat in range(MANY):
        pacing.refused(chat, 1)
    clock[0] += 60
    await pacing.turn(-1)
    assert len(pacing._chats) == 1


async def test_without_a_pace_nothing_waits(slept):
    """For measurements."""
    pacing = unpaced()
    for _ in range(100):
        await pacing.turn(1)
    assert not pacing.is_resting
    assert slept == []
