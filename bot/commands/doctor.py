"""`doctor`: looks at everything the bot needs and says what is wrong, changing nothing."""

import argparse
import asyncio
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot
from telegram.error import InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.running import BAD_TOKEN
from bot.settings import Settings, unknown_variables
from knowledge.errors import ContentError
from knowledge.loader import load_knowledge
from storage.database import Database, open_database
from storage.delivery_ledger import count_messages
from storage.errors import StorageError
from storage.schema import current_revision, head_revision
from storage.tables import MessageStatus

# The clock is wrong if it shows a day before this version was made.
MADE_ON = datetime(2026, 11, 1, tzinfo=UTC)
PATIENCE_SECONDS = 5.0
COUNTED = (MessageStatus.WAITING, MessageStatus.UNCERTAIN, MessageStatus.BLOCKED, MessageStatus.FAILED)


@dataclass(frozen=True)
class Check:
    """What was looked at, whether it is right, and in a few words what was seen."""

    name: str
    is_right: bool
    seen: str

    def __str__(self) -> str:
        """The check on a line."""
        return f"{'✓' if self.is_right else '✗'} {self.name}: {self.seen}"


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare `doctor`."""
    subparsers.add_parser(
        "doctor", help="check clock, zone, data directory, database, knowledge, reachability"
    )


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Print each check on a line; 1 when one is wrong."""
    del args
    results = []
    for check in CHECKS:
        for result in check(settings):
            results.append(result.is_right)
            sys.stdout.write(f"{result}\n")
    return 0 if all(results) else 1


def check_settings(_: Settings) -> Iterator[Check]:
    """The settings were read already; what is left are names that mean nothing."""
    unknown = unknown_variables()
    yield Check("settings", not unknown, f"unknown: {', '.join(unknown)}" if unknown else "all known")


def check_clock(settings: Settings) -> Iterator[Check]:
    """The clock is not in the past, and the zone is known."""
    now = datetime.now(UTC)
    yield Check("clock", now >= MADE_ON, f"{now.astimezone(settings.zone):%Y-%m-%d %H:%M %z}")
    yield Check("zone", is_right=True, seen=settings.timezone)


def check_data_dir(settings: Settings) -> Iterator[Check]:
    """The data directory can be written, or made."""
    folder = settings.data_dir.absolute()
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    seen = f"{folder}" if existing == folder else f"{folder} will be made"
    yield Check("data directory", _is_writable(existing), seen)


def _is_writable(folder: Path) -> bool:
    return folder.is_dir() and bool(folder.stat().st_mode & 0o222)


def check_database(settings: Settings) -> Iterator[Check]:
    """The database can be opened and its tables are at the revision of this version."""
    try:
        database = open_database(settings.database)
    except StorageError as error:
        yield Check("database", is_right=False, seen=str(error))
        return
    if not database.is_server and not Path(database.engine.url.database or "").exists():
        yield Check("database", is_right=True, seen="will be made at the first start")
        return
    try:
        with database.engine.connect() as connection:
            revision = current_revision(connection)
        is_newest = revision == head_revision()
        seen = f"{database.engine.dialect.name}, revision {revision}"
        yield Check("database", is_newest, seen if is_newest else f"{seen}; run: db upgrade")
        if is_newest:
            yield check_outbox(database)
    except SQLAlchemyError as error:
        yield Check("database", is_right=False, seen=f"cannot be opened ({type(error).__name__})")
    finally:
        database.close()


def check_outbox(database: Database) -> Check:
    """How many messages wait, and how many need somebody's eyes."""
    with database.read() as session:
        counts = count_messages(session)
    seen = ", ".join(f"{counts[status]} {status}" for status in COUNTED)
    return Check("outbox", is_right=True, seen=seen)


def check_knowledge(_: Settings) -> Iterator[Check]:
    """The content loads."""
    try:
        base = load_knowledge()
    except ContentError as error:
        yield Check("knowledge", is_right=False, seen=f"{len(error.findings)} problems; run: knowledge check")
        return
    seen = f"{len(base.documents)} documents, {len(base.entries)} entries, version {base.version[:12]}"
    yield Check("knowledge", bool(base.entries), seen)


def check_reachability(settings: Settings) -> Iterator[Check]:
    """The Bot API server answers and takes the token; without one, the local messenger's port is free."""
    if settings.token is None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            is_free = _can_bind(probe, settings.local_port)
        seen = f"port {settings.local_port} is {'free' if is_free else 'in use'}"
        yield Check("local messenger", is_free, seen)
        return
    yield asyncio.run(_ask_server(settings, settings.token.get_secret_value()))


def _can_bind(probe: socket.socket, port: int) -> bool:
    try:
        probe.bind(("127.0.0.1", port))
    except OSError:
        return False
    return True


async def _ask_server(settings: Settings, token: str) -> Check:
    proxy = settings.proxy.get_secret_value() if settings.proxy else None
    root = settings.api_base_url or "https://api.telegram.org"
    request = HTTPXRequest(proxy=proxy, connect_timeout=PATIENCE_SECONDS, read_timeout=PATIENCE_SECONDS)
    try:
        async with Bot(token, base_url=f"{root}/bot", request=request) as bot:
            return Check("Bot API", is_right=True, seen=f"@{bot.username} at {root}")
    except InvalidToken:
        return Check("Bot API", is_right=False, seen=BAD_TOKEN)
    except TelegramError as error:
        return Check("Bot API", is_right=False, seen=f"{root} does not answer ({type(error).__name__})")


CHECKS: tuple[Callable[[Settings], Iterator[Check]], ...] = (
    check_settings,
    check_clock,
    check_data_dir,
    check_database,
    check_knowledge,
    check_reachability,
)
