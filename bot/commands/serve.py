"""No command: run the bot, with the local messenger when there is no token."""

import asyncio
import secrets
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

from pydantic import SecretStr

from bot.application import Conversations, build_application
from bot.clock import MovableClock, real_now
from bot.commands.errors import CommandError
from bot.context import Knowledge, Surroundings
from bot.engine import load_engine
from bot.local.identity import Identity
from bot.local.messenger import LocalMessenger
from bot.logs import set_up_logging
from bot.rendering import texts
from bot.running import StartError, run
from bot.settings import Settings, SettingsError, prepare_data_dir
from knowledge.errors import ContentError
from storage.database import Database, open_database
from storage.errors import StorageError
from storage.schema import upgrade
from storage.tables import Role
from storage.units import add_unit
from storage.users import mark_invited

# The number before the colon of the local bot's token: the same at each start, so that its ledger lasts.
LOCAL_BOT = 7_000_000_001
# How far the clock of a trial run was set forward.
CLOCK_FILE = "clock.json"
# What the people of the local messenger may do; the others are officials.
LOCAL_ROLES = {1002: Role.STAFF, 1004: Role.ADMIN}


@dataclass(frozen=True)
class Place:
    """Where the bot runs: the settings that lead there, what to tell the operator, a clock that may be set forward."""

    settings: Settings
    page_url: str | None = None
    clock: MovableClock | None = None

    def announce(self, username: str) -> None:
        """Print where the bot can be talked to."""
        line = (
            texts.READY_LOCAL.format(url=self.page_url)
            if self.page_url
            else texts.READY.format(username=username)
        )
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


def serve(settings: Settings, conversations: Conversations) -> int:
    """Run until SIGINT or SIGTERM."""
    set_up_logging(settings.secrets)
    try:
        prepare_data_dir(settings)
        with _opened(settings) as database:
            asyncio.run(_serve(settings, conversations, database))
    except (SettingsError, StartError, StorageError) as error:
        raise CommandError(str(error)) from None
    except KeyboardInterrupt:
        # Pressed before the event loop was there to take the signal.
        return 130
    return 0


@contextmanager
def _opened(settings: Settings) -> Iterator[Database]:
    """The database at its newest revision, closed at the end."""
    database = open_database(settings.database)
    try:
        upgrade(database)
        yield database
    finally:
        database.close()


async def _serve(settings: Settings, conversations: Conversations, database: Database) -> None:
    """Run in this event loop, the local messenger beside the bot."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    knowledge = _load(settings)
    async with _place(settings, database) as place:
        surroundings = Surroundings(
            place.settings, knowledge, database, place.clock or real_now, clock=place.clock
        )
        chosen = conversations.on_trial() if place.clock else conversations
        application = build_application(surroundings, chosen)
        await run(application, place.settings, stop=stop, ready=place.announce)


def _load(settings: Settings) -> Knowledge:
    """The shipped content and its engine."""
    try:
        engine = load_engine(settings.data_dir)
    except ContentError as error:
        raise CommandError(f"the content has {len(error.findings)} problems; run: knowledge check") from None
    return Knowledge(engine.base, engine)


@asynccontextmanager
async def _place(settings: Settings, database: Database) -> AsyncIterator[Place]:
    """Telegram or the server that the settings name; without a token, a local messenger of our own."""
    if settings.token:
        yield Place(settings)
        return
    token = f"{LOCAL_BOT}:{secrets.token_urlsafe(24)}"
    messenger = LocalMessenger(
        identities=[Identity(number, name, label) for number, name, label in texts.LOCAL_PEOPLE],
        bot_token=token,
        port=settings.local_port,
        state_path=settings.data_dir / "local-messenger.sqlite3",
    )
    try:
        await messenger.start()
    except OSError as error:
        reason = f"port {settings.local_port} cannot be used ({error.strerror})"
        raise StartError(f"CADREBOT_LOCAL_PORT: {reason}; name another one, or 0 for any") from None
    try:
        invite_local_people(database)
        update = {"token": SecretStr(token), "api_base_url": messenger.base_url}
        clock = MovableClock(settings.data_dir / CLOCK_FILE)
        yield Place(settings.model_copy(update=update), messenger.page_url, clock)
    finally:
        await messenger.stop()


def invite_local_people(database: Database) -> None:
    """Let the people of the local messenger in, as invitations would; who has a unit keeps it."""
    with database.write() as session:
        unit = add_unit(session, name=texts.LOCAL_UNIT)
        for number, name, _ in texts.LOCAL_PEOPLE:
            role = LOCAL_ROLES.get(number, Role.OFFICIAL)
            user = mark_invited(session, telegram_id=number, display_name=name, now=real_now(), role=role)
            if user.role == Role.STAFF and user.unit_id is None:
                user.unit_id = unit.id
                session.add(user)
