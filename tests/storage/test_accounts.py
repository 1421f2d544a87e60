"""What is kept about an account is handed out whole, and really deleted."""

import json

import pytest
from sqlmodel import SQLModel

from knowledge.eligibility.durations import Period
from storage.accounts import PARTS, delete_account, export_account
from storage.assessments import Progress, add_assessment
from storage.assessments import Subject as Checked
from storage.audit import AuditAction, Audited, Subject, record_audit
from storage.conversations import claim_chat, mark_chat
from storage.deadlines import About, Draft, add_deadline
from storage.invitations import Terms, add_invitation, record_guess
from storage.outbox import Notice, add_message
from storage.preferences import get_preferences, mark_consent, mark_preferences
from storage.questions import Asked, record_question
from storage.retention import KEPT, PERIODS
from storage.schedules import DeadlineFields, Schedule
from storage.tables import (
    METADATA,
    Attachment,
    Case,
    CaseEvent,
    CaseMember,
    CaseStep,
    ChecklistVersion,
    DeliveryAttempt,
    Outcome,
    Person,
    Role,
    Unit,
)
from tests.population import NAMES, NORTH_OFFICIAL, SOUTH_OFFICIAL, SOUTH_STAFF, populate, row_of, user_of


def live(session, population, now, number=NORTH_OFFICIAL):
    """Leave something in every table that a person's use of the bot writes."""
    user = user_of(session, number)
    name = NAMES[number]
    asked = Asked(
        user_id=user.id,
        text=f"{name}的问题",
        outcome="refusal",
        confidence=0,
        content_version="v",
        asked_at=now,
    )
    record_question(session, asked=asked)
    add_assessment(session, subject=Checked(user.id, "a.b", "v"), progress=Progress(), now=now)
    mark_consent(session, user_id=user.id, is_given=True, now=now)
    mark_preferences(session, preferences=get_preferences(session, user_id=user.id))
    chat = claim_chat(session, chat_id=number)
    mark_chat(session, chat, expects=None, state={"talk": name}, now=now)
    record_guess(session, telegram_id=number, now=now)
    person, unit = row_of(session, Person, population.north_person), row_of(session, Unit, population.north)
    add_invitation(session, terms=Terms(Role.OFFICIAL, unit, person), invited_by=user.id, now=now)
    audited = Audited(
        at=now,
        actor=user.id,
        action=AuditAction.ACCOUNT_EXPORTED,
        subject=Subject.ACCOUNT,
        subject_id=user.id,
    )
    record_audit(session, audited=audited)
    work_on_cases(session, user, user_of(session, SOUTH_STAFF), now)
    be_reminded(session, user, now)
    return user


def be_reminded(session, user, now):
    """Have a deadline with a reminder, and a message that was tried."""
    schedule = Schedule(stages=(Period(),))
    fields = DeadlineFields(
        title=f"{user.display_name}的期限", due_on=now.date(), zone="Asia/Shanghai", schedule=schedule
    )
    add_deadline(session, draft=Draft(About(user_id=user.id), fields, user.id), now=now)
    message = add_message(session, notice=Notice(user_id=user.id, kind="k"), now=now)
    session.add(DeliveryAttempt(message_id=message.id, at=now, outcome=Outcome.SENT))
    session.flush()


def work_on_cases(session, user, colleague, now):
    """Have a case with a step, an event and a file, and part in a colleague's."""
    session.add(ChecklistVersion(template="a.b", version="1", content={}, kept_at=now))
    session.flush()
    common = {"template": "a.b", "template_version": "1", "created_at": now, "updated_at": now}
    own, other = (
        Case(owner_id=owner.id, name=f"{owner.display_name}的事", search="事", **common)
        for owner in (user, colleague)
    )
    session.add_all((own, other))
    session.flush()
    file = {"file_id": "F", "unique_id": "U", "kind": "photo", "name": "照片.jpg", "mime": "image/jpeg"}
    session.add_all(
        (
            CaseStep(case_id=own.id, item="first", changed_at=now),
            CaseEvent(case_id=own.id, number=1, at=now, action="opened", previous="", hash=""),
            CaseMember(case_id=other.id, user_id=user.id, may="read", since=now),
            Attachment(case_id=own.id, item="first", size=1, added_at=now, **file),
        )
    )
    session.flush()


def test_everything_is_handed_out(database, population, now):
    """All parts are there, as plain JSON, without the hashes of codes."""
    with database.write() as session:
        user = live(session, population, now)
        data = json.loads(json.dumps(export_account(session, user=user, now=now)))
    assert data["account"]["telegram_id"] == NORTH_OFFICIAL
    assert (data["person"]["name"], data["person"]["unit"]) == (NAMES[NORTH_OFFICIAL], "北县")
    assert data["person"]["dates"] == {"post_start": "2026-11-22"}
    assert [len(data[part]) for part in PARTS] == [1] * len(PARTS)
    assert data["audit"][0]["action"] == "account.exported"
    assert "code_hash" not in str(data)


def test_an_account_without_a_record(database, population, now):
    """There is nothing to say of a person whom staff do not know."""
    with database.write() as session:
        user = user_of(session, SOUTH_OFFICIAL)
        user.person_id = None
        assert export_account(session, user=user, now=now)["person"] is None
        assert population.users


def rows_naming(session, words):
    """The tables with a row that holds one of these words."""
    found = set()
    for table in METADATA.sorted_tables:
        for row in session.connection().execute(table.select()):
            if any(str(word) in str(value) for value in row for word in words):
                found.add(table.name)
    return found


def test_deletion_leaves_no_row_that_names_the_person(database, population, now):
    """Before, many tables do; after, none does, on either database; the others' rows stay."""
    words = (NAMES[NORTH_OFFICIAL], NORTH_OFFICIAL)
    with database.write() as session:
        live(session, population, now)
        assert {"users", "persons", "questions", "chats", "code_guesses"} <= rows_naming(session, words)
    with database.write() as session:
        delete_account(session, user=user_of(session, NORTH_OFFICIAL), now=now)
    with database.read() as session:
        assert rows_naming(session, words) == set()
        assert rows_naming(session, [NAMES[SOUTH_OFFICIAL]]) == {"users", "persons"}
        assert rows_naming(session, ["account.exported"]) == {"audit_entries"}


def bytes_of(folder):
    """Everything that the database has on disk, its journal included."""
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def traces(number, name):
    """What a person's name and Telegram number look like in a file."""
    return (name.encode(), str(number).encode(), number.to_bytes(6, "big"))


def test_deletion_leaves_no_byte_that_names_the_person(sqlite_database, tmp_path, now):
    """The file and its journal are scanned: what was deleted is overwritten."""
    with sqlite_database.write() as session:
        live(session, populate(session, now), now)
    gone = traces(NORTH_OFFICIAL, NAMES[NORTH_OFFICIAL])
    assert all(trace in bytes_of(tmp_path) for trace in (gone[0], gone[2]))
    with sqlite_database.write() as session:
        delete_account(session, user=user_of(session, NORTH_OFFICIAL), now=now)
    sqlite_database.forget()
    left = bytes_of(tmp_path)
    assert not any(trace in left for trace in gone)
    assert NAMES[SOUTH_OFFICIAL].encode() in left


def test_clearing_the_journal_is_asked_for_on_either_database(database):
    """On a server it is the server's own work."""
    database.forget()


def hangs_on(table, names):
    """Whether a table refers to one of these."""
    return any(key.column.table.name in names for column in table.columns for key in column.foreign_keys)


@pytest.mark.parametrize("table", METADATA.sorted_tables, ids=lambda table: table.name)
def test_no_table_is_forgotten(table):
    """Each table has a retention period or is said to be kept; what hangs on an account is in its export."""
    timed = {period.since.class_.__tablename__ for period in PERIODS}
    assert (table.name in timed) is (table.name not in KEPT)
    exported = {"users", "persons", "person_dates", "preferences", "consents", "questions", "invitations"}
    exported |= {"assessments", "cases", "case_steps", "case_members"}
    exported |= {"deadlines", "reminders", "outbox_messages"}
    if hangs_on(table, {"users", "persons"}):
        assert table.name in exported
    assert SQLModel.metadata is METADATA
