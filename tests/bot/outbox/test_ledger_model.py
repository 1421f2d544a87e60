"""The ledger of reminders against a model: whatever happens, nothing due is lost and nothing is sent twice.

People make, change, put off and close deadlines; accounts are linked and unlinked; the server refuses, is away or does
not answer; the program ends at any step of a drain; the clock jumps ahead and back.
"""

import asyncio
import shutil
import tempfile
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from pydantic import SecretStr
from sqlmodel import func, select
from telegram import Bot

from bot.context import Surroundings
from bot.outbox.draining import Drainer, drain
from bot.outbox.jobs import tick
from bot.outbox.pacing import unpaced
from bot.rendering.reply import Reply, block
from bot.settings import Settings
from knowledge.eligibility.durations import Period
from storage.claims import LEASE
from storage.database import open_database
from storage.deadlines import (
    Dates,
    mark_closed,
    mark_due,
    mark_extended,
    mark_reopened,
    mark_snoozed,
    mark_stages,
)
from storage.people import mark_linked, mark_unlinked
from storage.preferences import get_preferences, mark_preferences
from storage.reminders import list_in_message, mark_times
from storage.schema import upgrade
from storage.tables import (
    Deadline,
    DeadlineStatus,
    MessageStatus,
    OutboxMessage,
    Person,
    Reminder,
    ReminderStatus,
    User,
)
from storage.users import record_visit
from tests.bot.outbox.faulty_edge import FAULTS, Crash, FaultyEdge, Steps
from tests.population import NORTH_OFFICIAL, SOUTH_OFFICIAL, populate, user_of
from tests.reminding import make_deadline

START = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
TOKEN = "7000000007:ModelTokenModelTokenModel"
PEOPLE = (NORTH_OFFICIAL, SOUTH_OFFICIAL)
CHOICES = st.integers(0, 99)
DAYS = st.integers(1, 90)
WAITING = {ReminderStatus.PLANNED, ReminderStatus.HELD, ReminderStatus.QUEUED, ReminderStatus.BLOCKED}
NOT_LEFT = {MessageStatus.WAITING, MessageStatus.CLAIMED, MessageStatus.BLOCKED}


def write_numbers(session, _around, message):
    """The numbers of the reminders in a message."""
    rows = list_in_message(session, message_id=message.id)
    return Reply((block(" ".join(f"#{row.id}" for row, _ in rows)),)) if rows else None


def write_word(_session, _around, message):
    """Word to staff."""
    return Reply((block(f"!{message.id}"),))


KINDS = {"reminders": write_numbers, **dict.fromkeys(("overdue", "unlinked", "unreachable"), write_word)}


class Template:
    """A migrated database, made once and copied for each run."""

    path = None

    @classmethod
    def copy(cls, folder):
        """A database of its own."""
        if cls.path is None:
            cls.path = Path(tempfile.mkdtemp()) / "template.sqlite3"
            made = open_database(f"sqlite:///{cls.path}")
            upgrade(made)
            with made.write() as session:
                populate(session, START)
            made.close()
        return shutil.copy(cls.path, folder / "run.sqlite3")


class Ledger(RuleBasedStateMachine):
    """What may happen to reminders, and what must hold all the time."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.database = open_database(f"sqlite:///{Template.copy(self.folder)}")
        self.now = START
        self.steps = Steps()
        self.edge = FaultyEdge(self.steps)
        self.bot = Bot(TOKEN, request=self.edge, get_updates_request=self.edge)
        self.settings = Settings(token=SecretStr(TOKEN), _env_file=None)

    def teardown(self):
        """In the end everything that was due has come to an outcome."""
        self.come_to_rest()
        self.database.close()
        shutil.rmtree(self.folder)

    def around(self):
        """What a process begins with."""
        return Surroundings(self.settings, None, self.database, lambda: self.now, pacing=unpaced())

    def one(self, session, table, choice):
        """Some row of a table."""
        rows = session.exec(select(table).order_by(table.id)).all()
        return rows[choice % len(rows)] if rows else None

    @initialize()
    def begin(self):
        """There is a deadline to begin with."""
        self.make(choice=0, days=40, is_record=False)

    @rule(choice=CHOICES, days=DAYS, is_record=st.booleans())
    def make(self, choice, days, is_record):
        """Somebody has a deadline."""
        with self.database.write() as session:
            person = self.one(session, Person, choice)
            user = user_of(session, PEOPLE[choice % len(PEOPLE)])
            about = {"person_id": person.id} if is_record else {"user_id": user.id}
            make_deadline(session, self.now, due_on=self.now.date() + timedelta(days=days), **about)

    @rule(
        choice=CHOICES,
        days=DAYS,
        way=st.sampled_from(("due", "extend", "stages", "snooze", "done", "stop", "reopen")),
    )
    def change(self, choice, days, way):
        """A deadline is changed in one of the ways there are."""
        with self.database.write() as session:
            deadline = self.one(session, Deadline, choice)
            day = self.now.date() + timedelta(days=days)
            if way == "due":
                mark_due(session, deadline, dates=Dates(day), now=self.now)
            elif way == "extend":
                mark_extended(
                    session,
                    deadline,
                    due_on=deadline.due_on + timedelta(days=7),
                    reason="组织批准",
                    now=self.now,
                )
            elif way == "stages":
                mark_stages(session, deadline, stages=[Period(days=days), Period()], now=self.now)
            elif way == "snooze":
                mark_snoozed(session, deadline, until=day, now=self.now)
            elif way == "reopen":
                mark_reopened(session, deadline, now=self.now)
            else:
                status = DeadlineStatus.DONE if way == "done" else DeadlineStatus.STOPPED
                mark_closed(session, deadline, status=status, now=self.now)

    @rule(choice=CHOICES, is_linked=st.booleans())
    def link(self, choice, is_linked):
        """A record gets an account, or loses it."""
        with self.database.write() as session:
            person = self.one(session, Person, choice)
            if is_linked:
                mark_linked(session, person=person, user=user_of(session, PEOPLE[choice // 2 % len(PEOPLE)]))
            else:
                mark_unlinked(session, person_id=person.id)

    @rule(choice=CHOICES, hour=st.integers(0, 23))
    def choose_hours(self, choice, hour):
        """Somebody wants to be written to at another hour."""
        with self.database.write() as session:
            user = user_of(session, PEOPLE[choice % len(PEOPLE)])
            preferences = get_preferences(session, user_id=user.id)
            preferences.send_hour = hour
            mark_preferences(session, preferences=preferences)
            mark_times(session, user_id=user.id, now=self.now)

    @rule(choice=CHOICES)
    def write_to_the_bot(self, choice):
        """Who writes can be reached."""
        with self.database.write() as session:
            record_visit(session, telegram_id=PEOPLE[choice % len(PEOPLE)], display_name="某", now=self.now)

    @rule(hours=st.sampled_from((1, 5, 24, 24 * 7, 24 * 40, -2, -24 * 9)))
    def move_clock(self, hours):
        """Time passes, or the clock is set back."""
        self.now += timedelta(hours=hours)

    @rule(faults=st.lists(st.sampled_from((*FAULTS, None)), max_size=4), crash=st.none() | st.integers(0, 24))
    def run(self, faults, crash):
        """A process looks what is due and drains, and may end at any step."""
        self.edge.script, self.steps.left = faults, crash
        with suppress(Crash):
            self.steps.pass_by()
            tick(self.around())
            self.steps.pass_by()
            asyncio.run(drain(Drainer(self.bot, self.around(), kinds=KINDS, beside=self.steps.beside)))
        self.edge.script, self.steps.left = [], None

    @rule(faults=st.lists(st.sampled_from((*FAULTS, None)), max_size=2), crash=st.none() | st.integers(4, 16))
    def come_to_the_next(self, faults, crash):
        """Time passes until something is due, and a process runs."""
        with self.database.read() as session:
            planned = select(func.min(Reminder.due_at)).where(Reminder.status == ReminderStatus.PLANNED)
            due = session.exec(planned).one()
        self.now = max(self.now, due or self.now) + timedelta(minutes=3)
        self.run(faults, crash)

    @invariant()
    def nothing_arrives_twice(self):
        """No reminder, no word to staff."""
        assert set(self.edge.arrived.values()) <= {1}

    @invariant()
    def the_ledger_says_what_arrived(self):
        """What is said to be sent arrived; what waits did not."""
        with self.database.read() as session:
            for row, message in self.reminders(session):
                count = self.edge.arrived[f"#{row.id}"]
                has_not_left = row.status != ReminderStatus.QUEUED or message.status in NOT_LEFT
                if row.status == ReminderStatus.SENT and row.stage != "staff":
                    assert count == 1
                elif row.status != ReminderStatus.UNCERTAIN and has_not_left:
                    assert count == 0

    def reminders(self, session):
        """All reminders with their messages."""
        query = select(Reminder, OutboxMessage).join(OutboxMessage, isouter=True)
        return list(session.exec(query))

    def come_to_rest(self):
        """Everybody can be reached and is linked, the server is well, and time passes."""
        with self.database.write() as session:
            for number in PEOPLE:
                record_visit(session, telegram_id=number, display_name="某", now=self.now)
            for person, number in zip(session.exec(select(Person)).all(), PEOPLE, strict=True):
                mark_linked(session, person=person, user=user_of(session, number))
            for user in session.exec(select(User)):
                user.is_reachable = True
        for pause in (timedelta(days=400), LEASE, timedelta(hours=13), *[timedelta(minutes=20)] * 3):
            self.now += pause
            self.run([], None)
        self.nothing_arrives_twice()
        self.the_ledger_says_what_arrived()
        with self.database.read() as session:
            for row, _ in self.reminders(session):
                self.came_to_an_end(row, session.get_one(Deadline, row.deadline_id))

    def came_to_an_end(self, row, deadline):
        """Nothing waits for ever; what was skipped has a reason; what was cancelled no longer fits its deadline."""
        assert row.status not in WAITING, row
        assert row.status != ReminderStatus.SKIPPED or row.reason
        if row.status == ReminderStatus.CANCELLED:
            fits = row.due_on == deadline.due_on and row.stage in deadline.stages
            assert not fits or deadline.status != DeadlineStatus.OPEN


TestLedger = Ledger.TestCase
TestLedger.settings = settings(
    max_examples=12, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)


@pytest.mark.parametrize("step", range(17))
def test_a_crash_at_each_step_of_a_drain(step):
    """Two messages leave; wherever the program ends, they arrive at most once and come to an outcome."""
    ledger = Ledger()
    for choice in range(len(PEOPLE)):
        ledger.make(choice, 30, is_record=False)
    ledger.now += timedelta(days=30)
    ledger.run([], step)
    ledger.the_ledger_says_what_arrived()
    ledger.teardown()
