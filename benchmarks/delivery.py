"""How fast reminders are planned, looked for and delivered, against a bare loop of the library in the same run.

The drain sends through the HTTP edge of a local messenger in a process of its own, without pacing; the reference sends the
same texts to the same people one after another, and as many at once as the drain does. The tick looks for what is due
among a million planned reminders when nothing is. Planning adds deadlines with all their reminders.

    python benchmarks/delivery.py [--json] [--messages 1000] [--planned 1000000] [--deadlines 10000]
"""

import argparse
import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pydantic import SecretStr
from sqlalchemy import insert, text
from sqlmodel import Session
from telegram import Bot
from telegram.constants import ParseMode
from telegram.request import HTTPXRequest

from benchmarks.report.rows import Row, row, show
from bot.context import Surroundings
from bot.local.identity import Identity
from bot.local.messenger import LocalMessenger
from bot.outbox.draining import WINDOW, Drainer, drain
from bot.outbox.jobs import tick
from bot.outbox.pacing import unpaced
from bot.rendering.reply import Reply, block
from bot.settings import Settings
from knowledge.eligibility.durations import Period
from storage.database import Database, open_database
from storage.deadlines import About, Draft, add_deadlines
from storage.reminders import list_in_message
from storage.schedules import DeadlineFields, Schedule
from storage.schema import upgrade
from storage.tables import OutboxMessage, Reminder, ReminderStatus, User

TOKEN = "7000000008:BenchmarkTokenBenchmarkToken"  # noqa: S105  # of a messenger on loopback
NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
ZONE = "Asia/Shanghai"
DAYS = 40
CHUNK = 500
ROUNDS = 4
WORDS = "提醒：{titles}。请按时办理；已经办好的，请点“已完成”。"


def make_database(folder: Path, name: str) -> Database:
    """An empty database."""
    database = open_database(f"sqlite:///{folder / name}.sqlite3")
    upgrade(database)
    return database


def add_users(session: Session, count: int) -> list[User]:
    """Accounts with the numbers of the messenger's people."""
    users = [
        User(telegram_id=number, display_name="某", is_invited=True, created_at=NOW, last_seen_at=NOW)
        for number in range(1, count + 1)
    ]
    session.add_all(users)
    session.flush()
    return users


def planning(folder: Path, count: int) -> Iterator[Row]:
    """Adding deadlines with four stages before the day, four repeats after it and word to the staff."""
    database = make_database(folder, "planning")
    fields = DeadlineFields(title="试用期满", due_on=NOW.date() + timedelta(days=DAYS), zone=ZONE)
    with database.write() as session:
        users = add_users(session, min(count, 1000))
        numbers = [user.id for user in users]
    drafts = [Draft(About(numbers[turn % len(numbers)]), fields) for turn in range(count)]
    started = time.perf_counter()
    for start in range(0, count, CHUNK):
        with database.write() as session:
            add_deadlines(session, drafts=drafts[start : start + CHUNK], now=NOW)
    spent = time.perf_counter() - started
    yield row(f"planning/{count} deadlines", spent, "s", reference="bar 20 s", ratio=spent / 20)
    database.close()


def ticking(folder: Path, count: int) -> Iterator[Row]:
    """The tick among many planned reminders of which none is due."""
    database = make_database(folder, "ticking")
    plan(database, count)
    around = surroundings(database, NOW)
    tick(around)
    spent = []
    for _ in range(200):
        started = time.perf_counter()
        tick(around)
        spent.append((time.perf_counter() - started) * 1000)
    spent.sort()
    for name, value in (("median", spent[len(spent) // 2]), ("p95", spent[int(len(spent) * 0.95)])):
        yield row(
            f"tick/{count} planned, none due, {name}", value, "ms", reference="bar 5 ms", ratio=value / 5
        )
    database.close()


def plan(database: Database, count: int) -> None:
    """So many reminders of one deadline, all of them due tomorrow."""
    fields = DeadlineFields(title="试用期满", due_on=NOW.date() + timedelta(days=DAYS), zone=ZONE)
    with database.write() as session:
        (user,) = add_users(session, 1)
        (deadline,) = add_deadlines(session, drafts=[Draft(About(user.id), fields)], now=NOW)
        user_id, deadline_id = user.id, deadline.id
    common = {
        "deadline_id": deadline_id,
        "user_id": user_id,
        "due_on": fields.due_on,
        "send_on": fields.due_on,
        "status": ReminderStatus.PLANNED,
    }
    for start in range(0, count, 50_000):
        rows = [
            {**common, "stage": f"x{number}", "due_at": NOW + timedelta(days=1, seconds=number)}
            for number in range(start, min(start + 50_000, count))
        ]
        with database.write() as session:
            session.connection().execute(insert(Reminder), rows)
    with database.write() as session:
        session.connection().execute(text("ANALYZE"))


def surroundings(database: Database, now: datetime) -> Surroundings:
    """What the jobs work with; no content is needed here."""
    settings = Settings(token=SecretStr(TOKEN), timezone=ZONE, _env_file=None)
    nothing: Any = None
    return Surroundings(settings, nothing, database, lambda: now, pacing=unpaced())


def write_titles(session: Session, _around: Surroundings, message: OutboxMessage) -> Reply | None:
    """The reminders of a message in one line each."""
    titles = "、".join(deadline.title for _, deadline in list_in_message(session, message_id=message.id))
    return Reply((block(WORDS.format(titles=titles)),))


def delivering(folder: Path, count: int) -> Iterator[Row]:
    """The drain against the library alone, in turns, each on the same messenger."""
    command = [sys.executable, __file__, "--serve", str(count)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True) as server:  # noqa: S603
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        try:
            rates = asyncio.run(compare(folder, address, count))
        finally:
            server.communicate("\n")
    drained, one_by_one, at_once = (max(rates[name]) for name in ("drain", "loop", "gather"))
    yield row(
        f"drain/{count} messages, {WINDOW} at once",
        drained,
        "1/s",
        reference=f"bare loop, one after another: {one_by_one:.0f}/s",
        ratio=drained / one_by_one,
    )
    yield row(
        "drain/against the library at once",
        drained,
        "1/s",
        reference=f"bare loop, {WINDOW} at once: {at_once:.0f}/s",
        ratio=drained / at_once,
    )


async def compare(folder: Path, address: str, count: int) -> dict[str, list[float]]:
    """Messages a second of each way, in several rounds: what else runs on the machine meets them alike."""
    database = make_database(folder, "delivering")
    rates: dict[str, list[float]] = {"drain": [], "loop": [], "gather": []}
    with database.write() as session:
        users = [user.id for user in add_users(session, count)]
    request = HTTPXRequest(connection_pool_size=64)
    async with Bot(TOKEN, base_url=f"{address}/bot", request=request) as bot:
        for number in range(ROUNDS):
            around = surroundings(database, NOW + timedelta(days=DAYS * (number + 1)))
            let_come_due(around, users)
            drainer = Drainer(bot, around, kinds={"reminders": write_titles})
            words = WORDS.format(titles="试用期满")
            for name, work in (
                ("drain", partial(drain, drainer)),
                ("loop", partial(loop, bot, count, words)),
                ("gather", partial(gather, bot, count, words)),
            ):
                started = time.perf_counter()
                sent = await work()
                assert sent == count
                rates[name].append(count / (time.perf_counter() - started))
    database.close()
    return rates


def let_come_due(around: Surroundings, users: Iterable[int]) -> None:
    """One deadline each that is due now, with its message in the outbox."""
    due_on, schedule = around.now().date(), Schedule(stages=(Period(),))
    fields = DeadlineFields(title="试用期满", due_on=due_on, zone=ZONE, schedule=schedule)
    with around.database.write() as session:
        drafts = [Draft(About(user_id), fields) for user_id in users]
        add_deadlines(session, drafts=drafts, now=NOW)
    tick(around)


async def loop(bot: Bot, count: int, words: str) -> int:
    """One message after another."""
    for number in range(1, count + 1):
        await bot.send_message(number, words, parse_mode=ParseMode.HTML)
    return count


async def gather(bot: Bot, count: int, words: str) -> int:
    """As many at once as the drain sends."""
    for start in range(1, count + 1, WINDOW):
        numbers = range(start, min(start + WINDOW, count + 1))
        await asyncio.gather(*(bot.send_message(n, words, parse_mode=ParseMode.HTML) for n in numbers))
    return count


async def serve(count: int) -> None:
    """Be the messenger until the parent is done."""
    people = [Identity(number, f"某{number}", "干部") for number in range(1, count + 1)]
    async with LocalMessenger(identities=people, bot_token=TOKEN, port=0) as messenger:
        for chat in messenger.world.chats.list_chats():
            chat.is_started = True
        print(messenger.base_url, flush=True)
        await asyncio.to_thread(sys.stdin.readline)


def main() -> None:
    """Print all rows, as a table or as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--messages", type=int, default=1000)
    parser.add_argument("--planned", type=int, default=1_000_000)
    parser.add_argument("--deadlines", type=int, default=10_000)
    parser.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.serve:
        asyncio.run(serve(args.serve))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = chain(
            planning(folder, args.deadlines), ticking(folder, args.planned), delivering(folder, args.messages)
        )
        show(rows, as_json=args.json)


if __name__ == "__main__":
    main()
