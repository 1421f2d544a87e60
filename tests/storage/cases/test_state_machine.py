"""Whatever several people do to a case, in any order: its rows are valid, are what its events say, and the chain holds."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlmodel import Session

from knowledge.checklists.moves import Refused, fill, finish, leave_out, reopen, wait
from knowledge.checklists.progress import Situation, State
from knowledge.checklists.versions import carry_over
from storage.cases.attachments import add_attachment, delete_attachment
from storage.cases.matters import mark_archived, mark_followed, mark_moved, mark_name
from storage.cases.moves import (
    mark_done,
    mark_expected,
    mark_left_out,
    mark_note,
    mark_reopened,
    mark_values,
    mark_waiting,
)
from storage.cases.reading import get_case, list_attachments
from storage.cases.record import check_case
from storage.cases.sharing import (
    delete_member,
    mark_assigned,
    mark_handed_over,
    mark_shared,
    mark_unit_shared,
)
from storage.cases.values import Hindrance, Moved, Tap
from storage.chain import Verified
from storage.database import Database, open_database
from storage.schema import upgrade
from storage.tables import May, Role
from storage.users import mark_invited
from tests.population import NORTH_OFFICIAL, NORTH_STAFF, STRANGER, populate
from tests.storage.cases.samples import NEW, NEWER, OLD, actor_of, begin, made, tap_on, upload

NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
# The third is not let in at first, and presses less.
PEOPLE = st.sampled_from([NORTH_STAFF, NORTH_OFFICIAL, NORTH_STAFF, NORTH_OFFICIAL, STRANGER])
ITEMS = st.sampled_from([*(item.id for item in OLD.items), "vote", "nowhere"])
PURE = {"done": finish, "waiting": wait, "left_out": leave_out, "reopened": reopen}
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "expected": st.none() | st.integers(0, 12),
        "attended": st.none() | st.integers(0, 12),
        "member": st.none() | st.booleans(),
        "rate": st.none() | st.sampled_from(["1.5", "2/3", "0", "很多"]),
        "speaker": st.none() | st.text(min_size=1, max_size=8),
        "met_on": st.none() | st.dates(date(2020, 1, 1), date(2027, 1, 1)),
        "kind": st.none() | st.sampled_from(["大会", "小会", "晚会"]),
    },
)


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    """One database for all examples, with a county's staff and two colleagues; each example is rolled back."""
    opened = open_database(f"sqlite:///{tmp_path_factory.mktemp('cases')}/test.sqlite3")
    upgrade(opened)
    with opened.write() as session:
        north = populate(session, NOW).north
        third = mark_invited(
            session, telegram_id=STRANGER, display_name="第三人", now=NOW, role=Role.OFFICIAL
        )
        third.unit_id = north
    yield opened
    opened.close()


class People(RuleBasedStateMachine):
    """Three people with buttons of different ages, and a situation that is moved by the pure moves alone."""

    tables: Database

    def __init__(self):
        super().__init__()
        self.session = Session(self.tables.engine.execution_options(begin="IMMEDIATE"))
        self.now = NOW
        self.is_newer = False

    def teardown(self):
        """Leave nothing of the example."""
        self.session.rollback()
        self.session.close()

    def actor(self, number):
        """Somebody who acts a minute later than whoever acted last."""
        self.now += timedelta(minutes=1)
        books = {"book": NEWER} if self.is_newer else {}
        return actor_of(self.session, number, self.now, **books)

    @initialize()
    def start(self):
        """The staff begin a case and let a colleague work on it."""
        owner, whom = self.actor(NORTH_STAFF), self.actor(NORTH_OFFICIAL).user_id
        view = begin(self.session, owner)
        made(mark_shared(self.session, owner, tap=tap_on(view), user_id=whom, may=May.WORK))
        self.case, self.model, self.template = view.case.id, view.situation, view.template
        self.version = 2

    def tap(self, *, item="", age=0):
        """A button of a version that may be past."""
        return Tap(self.case, max(self.version - age, 0), item)

    def note(self, outcome, tap, model=None):
        """See that a button of a past version never counts, and move the model where the case moved."""
        if isinstance(outcome, Moved):
            assert tap.version == self.version
            self.version += 1
            assert outcome.event.number == outcome.view.case.version == self.version
            self.model = self.model if model is None else model
        elif tap.version != self.version:
            assert outcome.why in {Hindrance.STALE, Hindrance.GONE, Hindrance.FORBIDDEN}
        return outcome

    @rule(
        who=PEOPLE,
        item=ITEMS,
        verb=st.sampled_from(sorted(PURE)),
        age=st.integers(0, 1),
        reason=st.sampled_from(["", "有变"]),
    )
    def move(self, who, item, verb, age, reason):
        """Finish, wait, leave out or reopen a step."""
        tap, actor = self.tap(item=item, age=age), self.actor(who)
        functions = {
            "done": lambda: mark_done(self.session, actor, tap=tap),
            "waiting": lambda: mark_waiting(self.session, actor, tap=tap, until=actor.today, reason=reason),
            "left_out": lambda: mark_left_out(self.session, actor, tap=tap, reason=reason),
            "reopened": lambda: mark_reopened(self.session, actor, tap=tap, reason=reason),
        }
        expected = PURE[verb](self.template, self.model, item)
        outcome = self.note(functions[verb](), tap, expected)
        if isinstance(expected, Refused):
            assert not isinstance(outcome, Moved)
            assert outcome.why is not Hindrance.REFUSED or outcome.refused == expected
        elif not isinstance(outcome, Moved):
            assert outcome.why is not Hindrance.REFUSED

    @rule(who=PEOPLE, item=ITEMS, values=VALUES, age=st.integers(0, 1))
    def fill(self, who, item, values, age):
        """Put values in, or take them out."""
        tap, actor = self.tap(item=item, age=age), self.actor(who)
        outcome = mark_values(self.session, actor, tap=tap, values=values)
        model = self.model
        if isinstance(outcome, Moved):
            read = {
                name: self.template.inputs[name].read(str(raw), actor.today) if raw is not None else None
                for name, raw in values.items()
            }
            model = fill(self.template, self.model, read)
        self.note(outcome, tap, model)

    @rule(
        who=PEOPLE,
        item=ITEMS,
        words=st.sampled_from(["", "先问清", "长" * 600]),
        days=st.none() | st.integers(-9, 9),
    )
    def annotate(self, who, item, words, days):
        """Write a note, and set a day by hand."""
        tap, actor = self.tap(item=item), self.actor(who)
        self.note(mark_note(self.session, actor, tap=tap, note=words), tap)
        tap = self.tap(item=item)
        on = None if days is None else actor.today + timedelta(days=days)
        self.note(mark_expected(self.session, actor, tap=tap, on=on), tap)

    @rule(
        who=PEOPLE,
        other=PEOPLE,
        item=ITEMS,
        may=st.sampled_from(May),
        verb=st.sampled_from(["share", "remove", "assign", "free", "unit"]),
    )
    def share(self, who, other, item, may, verb):
        """Let people in or out."""
        tap, actor, whom = self.tap(item=item), self.actor(who), self.actor(other).user_id
        functions = {
            "share": lambda: mark_shared(self.session, actor, tap=tap, user_id=whom, may=may),
            "remove": lambda: delete_member(self.session, actor, tap=tap, user_id=whom),
            "assign": lambda: mark_assigned(self.session, actor, tap=tap, user_id=whom),
            "free": lambda: mark_assigned(self.session, actor, tap=tap, user_id=None),
            "unit": lambda: mark_unit_shared(self.session, actor, tap=tap, is_shared=may is May.READ),
        }
        self.note(functions[verb](), tap)

    @rule(who=PEOPLE, other=PEOPLE)
    def hand_over(self, who, other):
        """Give the case to somebody."""
        tap, actor, whom = self.tap(), self.actor(who), self.actor(other).user_id
        self.note(mark_handed_over(self.session, actor, tap=tap, user_id=whom), tap)

    @rule(who=PEOPLE, is_on=st.booleans(), verb=st.sampled_from(["archive", "follow", "name"]))
    def arrange(self, who, is_on, verb):
        """Put the case away, follow another region's steps, call it something else."""
        tap, actor = self.tap(), self.actor(who)
        if verb == "archive":
            self.note(mark_archived(self.session, actor, tap=tap, is_archived=is_on), tap)
        elif verb == "name":
            self.note(mark_name(self.session, actor, tap=tap, name="别的事" if is_on else " "), tap)
        else:
            outcome = mark_followed(self.session, actor, tap=tap, document="NX1", is_followed=is_on)
            documents = frozenset({"CN1", "NX1"} if is_on else {"CN1"})
            self.note(outcome, tap, replace(self.model, documents=documents))

    @rule(who=PEOPLE, item=ITEMS, number=st.integers(0, 2))
    def attach(self, who, item, number):
        """Put a file to a step, or take one off."""
        tap, actor = self.tap(item=item), self.actor(who)
        files = list_attachments(self.session, case_id=self.case, item=item)
        if files:
            outcome = delete_attachment(self.session, actor, tap=tap, attachment_id=files[0].id)
        else:
            outcome = add_attachment(self.session, actor, tap=tap, upload=upload(unique_id=f"U{number}"))
        self.note(outcome, tap)

    @rule(who=PEOPLE)
    def move_over(self, who):
        """The content changes once, and the owner goes on with it."""
        self.is_newer = True
        tap, actor = self.tap(), self.actor(who)
        carried = carry_over(NEW, self.model, today=actor.today)
        outcome = self.note(mark_moved(self.session, actor, tap=tap), tap, carried.situation)
        if isinstance(outcome, Moved):
            self.template = NEW

    @invariant()
    def rows_are_what_was_done(self):
        """The chain verifies, its events make these rows, and the situation is that of the pure moves."""
        result = check_case(self.session, case_id=self.case)
        assert isinstance(result, Verified), result
        assert result.count == self.version
        owner = self.owner_sees()
        assert owner.situation.values == self.model.values
        assert owner.situation.documents == self.model.documents
        assert settled(owner.situation, self.template) == settled(self.model, self.template)
        assert (owner.case.finished_at is not None) is owner.is_over

    def owner_sees(self):
        """The case as whoever owns it sees it."""
        views = (
            get_case(self.session, self.actor(number), case_id=self.case)
            for number in (NORTH_STAFF, NORTH_OFFICIAL, STRANGER)
        )
        (view,) = [one for one in views if one is not None and one.access.is_owner]
        return view


def settled(situation: Situation, template):
    """The states of a template's items that are not open."""
    return {
        item.id: situation.state(item) for item in template.items if situation.state(item) is not State.OPEN
    }


def test_any_sequence_leaves_a_case_that_is_what_its_events_say(tables):
    """Three people press whatever they like, some of it too late."""
    machine = type("Machine", (People,), {"tables": tables})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=8, stateful_step_count=25, deadline=None)
    )
