"""Claims on messages and what becomes of them, on SQLite and PostgreSQL."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from storage.accounts import delete_account
from storage.claims import LEASE, begin_sending, release_claims
from storage.outbox import MOST_NUMBERS, Notice, add_message, add_numbers
from storage.preferences import get_preferences, mark_preferences
from storage.settling import Result, has_stray, recover_messages, settle_messages
from storage.tables import DeliveryAttempt, MessageStatus, OutboxMessage, Outcome, Priority, Script
from storage.users import mark_reachable, record_visit
from tests.population import CURATOR, NORTH_OFFICIAL, NORTH_STAFF, SOUTH_OFFICIAL, user_of
from tests.reminding import ONLY_THE_DAY, TOKEN, make_deadline, messages, send_all, states, take

OTHER = "o" * 32
THE_DAY = datetime(2027, 1, 31, 1, tzinfo=UTC)
KINDS = ("k",)


@pytest.fixture
def users(population):
    """Three accounts."""
    return [population.users[number] for number in (NORTH_OFFICIAL, SOUTH_OFFICIAL, CURATOR)]


def add(session, now, user_id, **changes):
    """A message."""
    return add_message(session, notice=Notice(**{"user_id": user_id, "kind": "k"} | changes), now=now)


def fresh(session, message):
    """A row as the database has it now."""
    return session.get_one(OutboxMessage, message.id, populate_existing=True)


def attempts(session, message):
    """The outcomes in the ledger."""
    query = (
        select(DeliveryAttempt).where(DeliveryAttempt.message_id == message.id).order_by(DeliveryAttempt.id)
    )
    return [(row.outcome, row.detail) for row in session.exec(query)]


def test_a_key_makes_adding_idempotent(database, users, now):
    """The second time nothing is added; without a key it is."""
    with database.write() as session:
        assert add(session, now, users[0], key="a") is not None
        assert add(session, now, users[0], key="a") is None
        assert add(session, now, users[0]) is not None
        assert len(messages(session, kind="k")) == 2


def test_numbers_join_the_message_that_waits(database, users, now):
    """Each once and not too many; a claimed message is given back, a sent one is followed by another."""
    notice = Notice(user_id=users[0], kind="k", key="first")
    with database.write() as session:
        message = add_numbers(session, notice=notice, numbers=[1, 2], now=now)
        take(session, now, kinds=KINDS)
        assert add_numbers(session, notice=notice, numbers=[2, 3], now=now).id == message.id
        found = fresh(session, message)
        assert (found.status, found.payload) == ("waiting", {"ids": [1, 2, 3], "count": 3})
        add_numbers(session, notice=notice, numbers=range(10, 300), now=now)
        found = fresh(session, message)
        assert (len(found.payload["ids"]), found.payload["count"]) == (MOST_NUMBERS, 293)
        found.status = MessageStatus.SENT
        session.flush()
        assert add_numbers(session, notice=notice, numbers=[9], now=now).id == message.id
        other = notice.model_copy(update={"key": None})
        assert add_numbers(session, notice=other, numbers=[9], now=now).id != message.id


def test_the_most_urgent_go_first_and_one_of_each_person(database, users, now):
    """The others of the same person wait until that one is settled; kinds nobody here can write are left alone."""
    with database.write() as session:
        late = add(session, now, users[0], priority=Priority.DIGEST)
        first = add(session, now, users[0], priority=Priority.URGENT)
        other = add(session, now, users[1])
        add(session, now, users[2], kind="unknown")
        add(session, now, users[2], not_before=now + timedelta(seconds=1))
        taken = take(session, now, kinds=KINDS)
        assert [one.message.id for one in taken] == [first.id, other.id]
        assert (taken[0].telegram_id, taken[0].script) == (NORTH_OFFICIAL, Script.SIMPLIFIED)
        assert take(session, now, kinds=KINDS, token=OTHER) == []
        settle_messages(session, token=TOKEN, results=[Result(first.id, Outcome.SENT)], now=now)
        assert [one.message.id for one in take(session, now, kinds=KINDS, token=OTHER)] == [late.id]


def test_a_limit_is_kept(database, users, now):
    """The rest stays for the next time, of whatever priority."""
    with database.write() as session:
        for user_id in users:
            add(session, now, user_id)
            add(session, now, user_id, priority=Priority.REMINDER)
        sizes = [len(take(session, now, kinds=KINDS, limit=2, token=str(n))) for n in range(3)]
        assert sizes == [2, 1, 0]
        for number in "012":
            release_claims(session, token=number)
        add(session, now, users[0], priority=Priority.URGENT)
        taken = take(session, now, kinds=KINDS, limit=2)
        assert [one.message.priority for one in taken] == [Priority.URGENT, Priority.NOTICE]


def test_two_processes_take_different_messages(database, users, now):
    """On PostgreSQL the second passes over what the first has locked; on SQLite it comes after."""
    with database.write() as session:
        for user_id in users:
            add(session, now, user_id)
    if not database.is_server:
        return
    with database.write() as one, database.write() as two:
        first, second = take(one, now, kinds=KINDS, limit=2), take(two, now, kinds=KINDS, token=OTHER)
        assert (len(first), len(second)) == (2, 1)


def test_quiet_hours_put_everything_off_but_what_is_urgent(database, users, now):
    """Until their end, in the person's zone, over midnight."""
    night = datetime(2026, 11, 22, 15, tzinfo=UTC)
    morning = datetime(2026, 11, 23, 0, tzinfo=UTC)
    with database.write() as session:
        calm = [add(session, now, users[0]) for _ in range(2)]
        add(session, now, users[0], priority=Priority.URGENT)
        wishes = get_preferences(session, user_id=users[1])
        wishes.quiet_from = wishes.quiet_until = 0
        mark_preferences(session, preferences=wishes)
        add(session, now, users[1])
        taken = take(session, night, kinds=KINDS)
        assert [(one.message.user_id, one.message.priority) for one in taken] == [
            (users[0], 0),
            (users[1], 3),
        ]
        release_claims(session, token=TOKEN)
        take(session, night, kinds=KINDS)
        settle_messages(
            session, token=TOKEN, results=[Result(one.message.id, Outcome.SENT) for one in taken], now=night
        )
        assert take(session, night, kinds=KINDS) == []
        assert {fresh(session, message).not_before for message in calm} == {morning}
        assert take(session, morning - timedelta(seconds=1), kinds=KINDS) == []
        assert len(take(session, morning, kinds=KINDS)) == 1


def test_whoever_blocked_the_bot_is_held_until_they_write(database, population, users, now):
    """All that waits for them is held, the staff are told once, and writing lets it go."""
    with database.write() as session:
        deadline = make_deadline(session, now, user_id=users[0], schedule=ONLY_THE_DAY)
        send_all(session, THE_DAY, Outcome.BLOCKED, detail="403")
        more = add(session, THE_DAY, users[0], kind="reminders")
        assert not user_of(session, NORTH_OFFICIAL).is_reachable
        assert states(session, deadline) == {"P0D": "blocked"}
        assert take(session, THE_DAY) == []
        assert fresh(session, more).status == "blocked"
        (word,) = messages(session, kind="unreachable")
        assert (word.user_id, word.payload["ids"]) == (population.users[NORTH_STAFF], [users[0]])
        record_visit(session, telegram_id=NORTH_OFFICIAL, display_name="欧阳北辰", now=THE_DAY)
        session.expire_all()
        assert states(session, deadline) == {"P0D": "queued"}
        assert {row.status for row in messages(session)} == {"waiting"}


@pytest.mark.usefixtures("population")
def test_who_let_the_bot_in_again_gets_what_was_held(database, now):
    """The server's own word counts like a message; staff who are out of reach are not told of themselves."""
    with database.write() as session:
        mark_reachable(session, telegram_id=NORTH_STAFF, is_reachable=False)
        staff = user_of(session, NORTH_STAFF)
        session.refresh(staff)
        message = add(session, now, staff.id)
        assert take(session, now, kinds=KINDS) == []
        assert fresh(session, message).status == "blocked"
        assert messages(session, kind="unreachable") == []
        mark_reachable(session, telegram_id=NORTH_STAFF, is_reachable=True)
        assert fresh(session, message).status == "waiting"
        assert not mark_reachable(session, telegram_id=5, is_reachable=True)


def test_what_is_begun_is_only_ours(database, users, now):
    """Another token begins nothing; what was given back is no longer ours."""
    with database.write() as session:
        numbers = [add(session, now, user_id).id for user_id in users]
        take(session, now, kinds=KINDS)
        assert begin_sending(session, token=OTHER, message_ids=numbers, now=now) == set()
        assert begin_sending(session, token=TOKEN, message_ids=numbers[:1], now=now) == {numbers[0]}
        release_claims(session, token=TOKEN)
        assert begin_sending(session, token=TOKEN, message_ids=numbers, now=now) == set()
        found = [session.get_one(OutboxMessage, number, populate_existing=True) for number in numbers]
        assert [(row.status, row.attempts) for row in found] == [
            ("sending", 1),
            ("waiting", 0),
            ("waiting", 0),
        ]


def test_a_retry_waits_and_the_persons_other_messages_with_it(database, users, now):
    """The ledger has each try."""
    later = now + timedelta(minutes=1)
    with database.write() as session:
        message, other = (add(session, now, users[0]) for _ in range(2))
        take(session, now, kinds=KINDS)
        result = Result(message.id, Outcome.RETRY, "429", retry_at=later, parts_sent=1)
        assert settle_messages(session, token=TOKEN, results=[result], now=now) == 0
        assert (fresh(session, message).parts_sent, fresh(session, message).token) == (1, None)
        assert [fresh(session, one).not_before for one in (message, other)] == [later, later]
        assert take(session, now, kinds=KINDS) == []
        assert [one.message.attempts for one in take(session, later, kinds=KINDS)] == [2]
        settle_messages(session, token=TOKEN, results=[Result(message.id, Outcome.SENT)], now=later)
        assert attempts(session, message) == [("retry", "429"), ("sent", None)]


@pytest.mark.parametrize("outcome", [Outcome.UNCERTAIN, Outcome.FAILED, Outcome.SKIPPED, Outcome.SENT])
def test_reminders_follow_their_message(database, users, now, outcome):
    """Whatever became of it."""
    with database.write() as session:
        deadline = make_deadline(session, now, user_id=users[0], schedule=ONLY_THE_DAY)
        send_all(session, THE_DAY, outcome)
        assert states(session, deadline) == {"P0D": str(outcome)}
        assert send_all(session, THE_DAY + timedelta(days=9)) == []


def test_a_claim_that_ran_out(database, users, now):
    """Not begun: it waits again. Begun: uncertain for good, unless its owner is alive and tells."""
    late = now + LEASE
    with database.write() as session:
        waiting, sending = (add(session, now, user_id) for user_id in users[:2])
        take(session, now, kinds=KINDS)
        begin_sending(session, token=TOKEN, message_ids=[sending.id], now=now)
        assert not has_stray(session, now=late - timedelta(seconds=1))
        assert has_stray(session, now=late)
        recover_messages(session, now=late)
        assert not has_stray(session, now=late)
        assert [fresh(session, one).status for one in (waiting, sending)] == ["waiting", "uncertain"]
        assert [one.message.id for one in take(session, late, kinds=KINDS, token=OTHER)] == [waiting.id]
        results = [Result(waiting.id, Outcome.SENT), Result(sending.id, Outcome.SENT)]
        assert settle_messages(session, token=TOKEN, results=results, now=late) == 1
        assert [fresh(session, one).status for one in (waiting, sending)] == ["claimed", "sent"]
        assert attempts(session, sending) == [("uncertain", "lease"), ("sent", None)]


def test_a_clock_that_was_set_back_keeps_nothing_waiting(database, users, now):
    """A claim that seems to hold for a month has run out; a pause stays as long as it was."""
    back = now - timedelta(days=30)
    with database.write() as session:
        claimed = add(session, now, users[0])
        take(session, now, kinds=KINDS)
        paused = add(session, now, users[1], not_before=now + timedelta(minutes=3))
        assert has_stray(session, now=back)
        recover_messages(session, now=back)
        assert fresh(session, claimed).status == "waiting"
        assert fresh(session, paused).not_before == back + timedelta(minutes=3)
        assert {
            one.message.user_id for one in take(session, back + timedelta(minutes=3), kinds=KINDS)
        } == set(users[:2])


def test_an_account_that_is_gone_by_then_is_passed_over(database, population, users, now):
    """The others of the same batch are settled."""
    with database.write() as session:
        gone, there = (add(session, now, user_id) for user_id in users[:2])
        results = [Result(gone.id, Outcome.SENT), Result(there.id, Outcome.SENT)]
        take(session, now, kinds=KINDS)
        delete_account(session, user=user_of(session, NORTH_OFFICIAL), now=now)
        assert settle_messages(session, token=TOKEN, results=results, now=now) == 0
        assert fresh(session, there).status == "sent"
        assert settle_messages(session, token=TOKEN, results=[], now=now) == 0
    assert population.north
