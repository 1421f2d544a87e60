"""The nightly purge, on SQLite and PostgreSQL."""

from datetime import timedelta

from sqlmodel import select

from storage.assessments import Progress, Subject, add_assessment
from storage.conversations import claim_chat, mark_chat
from storage.deadlines import About, Draft, add_deadline, mark_closed
from storage.faults import record_error
from storage.invitations import Terms, add_invitation, record_guess
from storage.outbox import Notice, add_message
from storage.questions import Asked, record_question
from storage.retention import PERIODS, purge
from storage.schedules import DeadlineFields
from storage.tables import (
    Case,
    CaseLink,
    ChecklistVersion,
    DeadlineStatus,
    DeliveryAttempt,
    Outcome,
    ProcessedUpdate,
    Role,
    User,
)
from storage.updates import record_update
from storage.users import record_visit

GUEST, MEMBER = 17, 18


def fill(session, at):
    """A row in each table that is purged, as of an instant."""
    user = record_visit(session, telegram_id=GUEST, display_name="过客", now=at)
    asked = Asked(
        user_id=user.id, text="问", outcome="refusal", confidence=0, content_version="v", asked_at=at
    )
    record_question(session, asked=asked)
    add_assessment(session, subject=Subject(user.id, "a.b", "v"), progress=Progress(), now=at)
    record_update(session, row=ProcessedUpdate(bot_id=1, update_id=1, digest="a", processed_at=at))
    record_guess(session, telegram_id=GUEST, now=at)
    terms = Terms(Role.OFFICIAL, lasts=timedelta(0))
    add_invitation(session, terms=terms, invited_by=None, now=at)
    record_error(session, reference="A1", kind="k", place="p", now=at)
    mark_chat(session, claim_chat(session, chat_id=GUEST), expects=None, state={}, now=at)
    fill_cases(session, at)
    fill_deadlines(session, at)


def fill_cases(session, at):
    """A case that its owner put away, whose template nothing else follows, and a way into it that nobody took."""
    owner = record_visit(session, telegram_id=MEMBER, display_name="组工", now=at)
    owner.role = Role.OFFICIAL
    session.add_all(
        ChecklistVersion(template="a.b", version=version, content={}, kept_at=at) for version in "12"
    )
    session.flush()
    case = Case(
        owner_id=owner.id,
        template="a.b",
        template_version="1",
        name="某事",
        search="某事",
        created_at=at,
        updated_at=at,
        archived_at=at,
    )
    session.add(case)
    session.flush()
    session.add(CaseLink(code_hash="a", case_id=case.id, may="read", expires_at=at))


def fill_deadlines(session, at):
    """A deadline that was met, and a message that was tried."""
    owner = record_visit(session, telegram_id=MEMBER, display_name="组工", now=at)
    fields = DeadlineFields(title="某事", due_on=at.date(), zone="Asia/Shanghai")
    deadline = add_deadline(session, draft=Draft(About(user_id=owner.id), fields), now=at)
    mark_closed(session, deadline, status=DeadlineStatus.DONE, now=at)
    message = add_message(session, notice=Notice(user_id=owner.id, kind="k"), now=at)
    session.add(DeliveryAttempt(message_id=message.id, at=at, outcome=Outcome.SENT))


def test_each_period_is_kept_to_the_second(database, now):
    """Nothing goes at its last instant; a second later it does."""
    with database.write() as session:
        fill(session, now)
    for days in sorted({period.days for period in PERIODS}):
        end = now + timedelta(days=days)
        names = [period.name for period in PERIODS if period.days == days]
        with database.write() as session:
            done = purge(session, now=end)
            assert [done[name] for name in names] == [0] * len(names)
        with database.write() as session:
            done = purge(session, now=end + timedelta(seconds=1))
            # The guest's question went with the guest, long before its own year was over.
            assert [done[name] for name in names] == [int(name != "questions") for name in names]


def test_a_question_of_somebody_who_stays_goes_after_its_year(database, now):
    """The account of an invited person is not purged."""
    with database.write() as session:
        fill(session, now)
        session.exec(select(User).where(User.telegram_id == GUEST)).one().role = Role.OFFICIAL
    with database.write() as session:
        done = purge(session, now=now + timedelta(days=366))
        assert (done["questions"], done["guests"]) == (1, 0)
