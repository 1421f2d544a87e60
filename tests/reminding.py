"""Made-up deadlines and messages for tests of reminders and their delivery."""

from datetime import date
from zoneinfo import ZoneInfo

from sqlmodel import select

from storage.claims import Claim, begin_sending, claim_messages
from storage.deadlines import About, Draft, add_deadline
from storage.reminders import list_reminders
from storage.schedules import WEEKLY, DeadlineFields, Schedule
from storage.settling import Result, settle_messages
from storage.tables import OutboxMessage, Outcome
from storage.ticking import REMINDERS, queue_due

ZONE_NAME = "Asia/Shanghai"
ZONE = ZoneInfo(ZONE_NAME)
DUE = date(2027, 1, 31)
TOKEN = "t" * 32


def make_fields(**changes):
    """A deadline made by hand: a month, a week and a day before, on the day, then four weeks long."""
    return DeadlineFields(**{"title": "试用期满", "due_on": DUE, "zone": ZONE_NAME} | changes)


def make_deadline(session, now, *, user_id=None, person_id=None, **changes):
    """A deadline with its reminders."""
    draft = Draft(About(user_id, person_id), make_fields(**changes))
    return add_deadline(session, draft=draft, now=now)


def states(session, deadline):
    """Where each reminder stands, by stage; of several rows of a stage, that of the present due date."""
    rows = list_reminders(session, deadline_id=deadline.id)
    return {row.stage: str(row.status) for row in rows if row.due_on == deadline.due_on}


def messages(session, *, kind=REMINDERS):
    """The messages of a kind, the oldest first."""
    query = select(OutboxMessage).where(OutboxMessage.kind == kind).order_by(OutboxMessage.id)
    return list(session.exec(query))


def take(session, now, *, token=TOKEN, limit=10, kinds=(REMINDERS,)):
    """Claim what may go."""
    return claim_messages(session, claim=Claim(token, kinds, limit, ZONE), now=now)


def send_all(session, now, outcome=Outcome.SENT, **details):
    """Let everything that is due come to an outcome, as a drain would; the numbers of the messages."""
    queue_due(session, now=now)
    numbers = [one.message.id for one in take(session, now)]
    begin_sending(session, token=TOKEN, message_ids=numbers, now=now)
    results = [Result(number, outcome, **details) for number in numbers]
    settle_messages(session, token=TOKEN, results=results, now=now)
    session.expire_all()
    return numbers


ONLY_THE_DAY = Schedule(stages=("P0D",))
WEEK_AND_DAY = Schedule(stages=("P7D", "P0D"), overdue=WEEKLY)
