"""The order of updates."""

import asyncio

import pytest
from telegram import Update

from bot.ordering import OrderedUpdates, chat_key
from tests.builders import make_update


class Recorder:
    """Remembers what began and ended; work ends when it is let go."""

    def __init__(self):
        self.events = []
        self.gates = {}

    async def work(self, name):
        """One update's work."""
        self.events.append(f"begin {name}")
        await self.gates.setdefault(name, asyncio.Event()).wait()
        self.events.append(f"end {name}")

    def release(self, *names):
        """Let these works end."""
        for name in names:
            self.gates.setdefault(name, asyncio.Event()).set()


async def settle():
    """Let all tasks go as far as they can."""
    for _ in range(20):
        await asyncio.sleep(0)


@pytest.fixture
def recorder():
    """A recorder for one test."""
    return Recorder()


def begin(processor, recorder, chat_id, name):
    """Hand an update over as the application does."""
    update = make_update(chat_id=chat_id)
    return asyncio.create_task(processor.process_update(update, recorder.work(name)))


async def test_one_chat_in_order_and_others_beside(recorder):
    """The second update of a chat waits for the first; another chat does not."""
    processor = OrderedUpdates()
    async with processor:
        tasks = [begin(processor, recorder, *item) for item in ((1, "a1"), (1, "a2"), (2, "b1"))]
        await settle()
        assert recorder.events == ["begin a1", "begin b1"]
        recorder.release("a1", "a2", "b1")
        await asyncio.gather(*tasks)
    assert recorder.events.index("end a1") < recorder.events.index("begin a2")


async def test_a_flood_from_one_chat_starves_nobody(recorder):
    """A chat with many waiting updates takes one of the active places."""
    processor = OrderedUpdates(max_active=2)
    tasks = [begin(processor, recorder, 1, f"a{number}") for number in range(10)]
    tasks.append(begin(processor, recorder, 2, "b"))
    await settle()
    assert recorder.events == ["begin a0", "begin b"]
    recorder.release("b", *(f"a{number}" for number in range(10)))
    await asyncio.gather(*tasks)


async def test_active_updates_are_bounded(recorder):
    """No more than the allowed number is worked on at a time."""
    processor = OrderedUpdates(max_active=2)
    tasks = [begin(processor, recorder, number, f"{number}") for number in range(5)]
    await settle()
    assert len(recorder.events) == 2
    recorder.release(*map(str, range(5)))
    await asyncio.gather(*tasks)


async def test_a_fault_passes_the_turn_on(recorder):
    """After a failed update the next one of the chat is processed, and nothing is remembered."""

    async def fail():
        raise ValueError

    processor = OrderedUpdates()
    failing = asyncio.create_task(processor.process_update(make_update(), fail()))
    following = begin(processor, recorder, 1, "next")
    recorder.release("next")
    with pytest.raises(ValueError):  # noqa: PT011  # the very error of the work
        await failing
    await following
    assert recorder.events == ["begin next", "end next"]
    assert not processor._turns
    assert not processor._waiting


@pytest.mark.parametrize(("update", "key"), [("no update", 0), (Update(1), 0), (make_update(chat_id=5), 5)])
def test_what_updates_are_ordered_by(update, key):
    """The chat; whatever has none shares one order."""
    assert chat_key(update) == key
