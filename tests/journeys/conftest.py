"""A running world for journeys: local messenger, database and the real application, talking over HTTP."""

import asyncio
from datetime import UTC, datetime

import pytest
from pydantic import SecretStr

from bot.application import build_application
from bot.context import Surroundings
from bot.local.client import LocalClient
from bot.local.identity import Identity
from bot.local.messenger import LocalMessenger
from bot.outbox.pacing import unpaced
from bot.running import run
from bot.settings import Access, Settings
from handlers import CONVERSATIONS
from storage.tables import Role
from storage.units import add_unit
from storage.users import get_user, mark_informed, mark_invited
from tests.builders import make_knowledge
from tests.checking import make_checking_knowledge

TOKEN = "7000000001:JourneyTokenJourneyTokenJourney"
WANG, LI, STRANGER = 1001, 1002, 1009
PEOPLE = (
    Identity(WANG, "王芳", "干部"),
    Identity(LI, "李强", "组织人事"),
    Identity(STRANGER, "路人", "未受邀"),
)


class RunningBot:
    """The application in a task of its own, to be stopped and started again like a process."""

    def __init__(self, messenger, database):
        self.messenger = messenger
        self.database = database
        self.knowledge = make_knowledge()
        self.task = None
        self.clock = None

    async def start(self, *, access=Access.INVITE):
        """Run a fresh application and wait until it receives updates."""
        settings = Settings(
            token=SecretStr(TOKEN), api_base_url=self.messenger.base_url, access=access, _env_file=None
        )
        now = self.clock or (lambda: datetime.now(UTC))
        surroundings = Surroundings(
            settings, self.knowledge, self.database, now, clock=self.clock, pacing=unpaced()
        )
        conversations = CONVERSATIONS.on_trial() if self.clock else CONVERSATIONS
        application = build_application(surroundings, conversations)
        self.stopping, ready = asyncio.Event(), asyncio.Event()
        self.task = asyncio.create_task(
            run(application, settings, stop=self.stopping, ready=lambda _: ready.set())
        )
        waiting = asyncio.create_task(ready.wait())
        await asyncio.wait([self.task, waiting], return_when=asyncio.FIRST_COMPLETED)
        if self.task.done():
            waiting.cancel()
            await self.task

    async def stop(self):
        """Stop as a signal would."""
        if self.task:
            self.stopping.set()
            await self.task
            self.task = None

    async def restart(self, knowledge=None):
        """Stop and start again, perhaps with other content."""
        await self.stop()
        self.knowledge = knowledge or self.knowledge
        await self.start()


@pytest.fixture
async def messenger(tmp_path):
    """A local messenger on a free port."""
    place = LocalMessenger(
        identities=PEOPLE, bot_token=TOKEN, port=0, state_path=tmp_path / "messenger.sqlite3"
    )
    await place.start()
    yield place
    await place.stop()


@pytest.fixture
async def bot(messenger, sqlite_database):
    """The bot, running, with two invited people."""
    with sqlite_database.write() as session:
        for person in PEOPLE[:2]:
            now = datetime.now(UTC)
            user = mark_invited(session, telegram_id=person.id, display_name=person.first_name, now=now)
            mark_informed(session, user=user, now=now)
    running = RunningBot(messenger, sqlite_database)
    await running.start()
    yield running
    await running.stop()


@pytest.fixture
async def rules(bot):
    """The bot, started with rules of eligibility."""
    await bot.restart(make_checking_knowledge())


@pytest.fixture
async def colleagues(bot):
    """Wang, an official, and Li of the staff belong to one unit."""
    with bot.database.write() as session:
        unit = add_unit(session, name="北县")
        for number, role in ((WANG, Role.OFFICIAL), (LI, Role.STAFF)):
            user = get_user(session, telegram_id=number)
            user.role, user.unit_id = role, unit.id
            session.add(user)


@pytest.fixture
async def people(bot):
    """What people do in their chats, with the bot running."""
    async with LocalClient(bot.messenger.page_url) as client:
        yield client
