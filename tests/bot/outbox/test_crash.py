"""Real processes drain a thousand reminders and are killed at random moments: nothing lost, nothing twice."""

import asyncio
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from bot.local.identity import Identity
from bot.local.messenger import LocalMessenger
from bot.outbox.draining import WINDOW
from storage.deadlines import About, Draft, add_deadlines
from storage.tables import OutboxMessage, Reminder, User
from tests.reminding import ONLY_THE_DAY, make_fields

PROCESS = Path(__file__).with_name("draining_process.py")
TOKEN = "7000000006:CrashTokenCrashTokenCrash"
COUNT, KILLS, AT_ONCE = 1000, 4, 2


@pytest.fixture
async def messenger():
    """A local messenger with a thousand people."""
    people = [Identity(number, f"某{number}", "干部") for number in range(1, COUNT + 1)]
    async with LocalMessenger(identities=people, bot_token=TOKEN, port=0) as place:
        for chat in place.world.chats.list_chats():
            chat.is_started = True
        yield place


@pytest.fixture
def due(database, now):
    """A reminder for each of them; the instant at which all are due."""
    day = now.date() + timedelta(days=30)
    fields = make_fields(due_on=day, schedule=ONLY_THE_DAY)
    with database.write() as session:
        users = [
            User(telegram_id=number, display_name="某", is_invited=True, created_at=now, last_seen_at=now)
            for number in range(1, COUNT + 1)
        ]
        session.add_all(users)
        session.flush()
        add_deadlines(session, drafts=[Draft(About(user.id), fields) for user in users], now=now)
    return now + timedelta(days=30)


def arrived(messenger):
    """How often each text arrived."""
    chats = messenger.world.chats.list_chats()
    return Counter(message.payload["text"] for chat in chats for message in chat.messages.values())


async def calls(messenger, count):
    """Wait until so many messages were sent."""
    done = asyncio.Event()
    while not done.is_set():
        await asyncio.sleep(0.01)
        if len(messenger.world.calls.find("sendMessage")) >= count:
            done.set()


@pytest.fixture(scope="module")
def nursery():
    """What the processes come from."""
    command = [sys.executable, str(PROCESS)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        yield process
        process.stdin.close()


def is_alive(number):
    """Whether a process still runs."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


class Fleet:
    """Processes that drain side by side; each start finds the clock a little later."""

    def __init__(self, nursery, arguments, instant):
        self.nursery, self.arguments, self.instant = nursery, arguments, instant
        self.running = []

    def start(self):
        """Start one more."""
        self.instant += timedelta(minutes=5)
        print(*self.arguments, self.instant.isoformat(), file=self.nursery.stdin, flush=True)
        self.running.append(int(self.nursery.stdout.readline()))

    def kill(self):
        """Kill the one that runs longest; False when it was through already."""
        try:
            os.kill(self.running.pop(0), signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True

    async def end(self):
        """Wait until none is left."""
        while self.running:
            self.running = [number for number in self.running if is_alive(number)]
            await asyncio.sleep(0.02)


async def test_killed_processes_lose_nothing_and_send_nothing_twice(database, messenger, due, nursery):
    """Each reminder arrives once; only what was leaving at a kill is uncertain, and that is not sent again."""
    chance = random.Random()  # noqa: S311
    url = database.engine.url.render_as_string(hide_password=False)
    fleet = Fleet(nursery, (url, messenger.base_url, TOKEN), due)
    for _ in range(AT_ONCE):
        await asyncio.to_thread(fleet.start)
    killed = 0
    for number in range(KILLS):
        await calls(messenger, COUNT * number // KILLS + chance.randrange(1, COUNT // KILLS))
        killed += fleet.kill()
        await asyncio.to_thread(fleet.start)
    await fleet.end()
    await asyncio.to_thread(fleet.start)
    await fleet.end()
    with database.read() as session:
        stands = {f"#{row.id}": row.status for row in session.exec(select(OutboxMessage))}
        reminders = Counter(session.exec(select(Reminder.status)))
    found = arrived(messenger)
    uncertain = {text for text, status in stands.items() if status == "uncertain"}
    assert killed
    assert set(stands.values()) <= {"sent", "uncertain"}
    assert (len(stands), set(found.values())) == (COUNT, {1})
    assert set(stands) - uncertain <= set(found) <= set(stands)
    assert len(uncertain) <= killed * WINDOW
    assert reminders == Counter(stands.values())
