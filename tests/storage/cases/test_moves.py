"""Moves on steps, on SQLite and PostgreSQL: what each writes, and what keeps it from being made."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from knowledge.checklists.moves import Obstacle
from storage.cases.events import happened_in, list_events, names_of
from storage.cases.matters import mark_archived
from storage.cases.moves import (
    mark_done,
    mark_expected,
    mark_left_out,
    mark_note,
    mark_reopened,
    mark_values,
    mark_waiting,
)
from storage.cases.reading import get_case
from storage.cases.sharing import mark_assigned, mark_shared
from storage.cases.values import WORDS_LENGTH, Hindrance, Tap
from storage.tables import May
from tests.population import NAMES, NORTH_STAFF
from tests.storage.cases.samples import begin, made, tap_on

FIGURES = {"expected": 90, "attended": 58}


@pytest.fixture
def desk(database, cast, begun):
    """A way to make a move on the case as it stands: the function, the step, and what else it takes."""

    class Desk:
        view = begun

        def make(self, move, item="", *, actor=cast.owner, **rest):
            with database.write() as session:
                outcome = move(session, actor, tap=tap_on(self.view, item), **rest)
                self.view = outcome.view or self.view
            return outcome

    return Desk()


def test_a_gate_holds_until_its_figures_suffice(desk, cast):
    """The shortfall is told, the right figure opens the way, and a changed one closes it again."""
    made(desk.make(mark_values, "count", values=FIGURES))
    outcome = desk.make(mark_done, "count")
    assert outcome.why is Hindrance.REFUSED
    assert (outcome.refused.why, outcome.refused.gate.shortfall) == (
        Obstacle.GATE,
        "应到90人，实到58人，至少需要60人，还差2人",
    )
    made(desk.make(mark_values, "count", values={"attended": "60人"}))
    view = made(desk.make(mark_done, "count", on=date(2026, 11, 20)))
    step = view.step("count")
    assert (step.state, step.done_on, step.changed_by) == ("done", date(2026, 11, 20), cast.owner.user_id)
    outcome = desk.make(mark_values, values={"attended": 59, "expected": 90, "member": False})
    assert outcome.event.details == {"values": {"attended": 59, "member": False}, "reopened": ["count"]}
    assert (outcome.view.step("count").state, outcome.view.step("count").done_on) == ("open", None)
    assert [one.item.id for one in outcome.view.positions if one.is_unsettled] == [
        "count",
        "opinion",
        "local",
        "end",
    ]


def test_values_of_every_kind_come_back_as_they_were(desk, database, cast):
    """Fractions, days, words, choices and truths are kept as plain JSON, and nothing takes a value out."""
    values = {
        "rate": "2/3",
        "speaker": "  老  张 ",
        "met_on": date(2026, 3, 5),
        "kind": "大会",
        "member": True,
        "expected": Fraction(9),
    }
    made(desk.make(mark_values, values=values))
    with database.read() as session:
        view = get_case(session, cast.owner, case_id=desk.view.case.id)
    assert view.situation.values == values | {"rate": Fraction(2, 3), "speaker": "老 张", "expected": 9}
    assert view.case.values["met_on"] == "2026-03-05"
    view = made(desk.make(mark_values, values={"speaker": None, "rate": "50"}))
    assert "speaker" not in view.situation.values
    assert view.case.values["rate"] == 50


@pytest.mark.usefixtures("begun")
def test_what_inputs_do_not_take(desk):
    """What they take is said; unknown ones and values that change nothing are told apart."""
    outcome = desk.make(mark_values, values={"kind": "晚会"})
    assert (outcome.why, outcome.words) == (
        Hindrance.VALUE,
        "“会议种类”只能是 大会、小会 之一，收到的是'晚会'",
    )
    outcome = desk.make(mark_values, values={"elsewhere": 1})
    assert outcome.refused.why is Obstacle.NO_SUCH_INPUT
    assert desk.make(mark_values, values={"kind": None}).why is Hindrance.UNCHANGED
    assert desk.view.case.version == 1


def test_waiting_leaving_out_and_reopening(desk, cast):
    """Each keeps its reason and day, and the next state forgets them."""
    today = cast.owner.today
    until = today + timedelta(days=9)
    step = made(desk.make(mark_waiting, "end", until=until, reason=" 等批复 ")).step("end")
    assert (step.state, step.waiting_until, step.reason) == ("waiting", until, "等批复")
    assert desk.make(mark_waiting, "end", until=today - timedelta(days=1)).why is Hindrance.DATE
    step = made(desk.make(mark_reopened, "end")).step("end")
    assert (step.state, step.waiting_until, step.reason) == ("open", None, None)
    assert desk.make(mark_left_out, "end", reason=" ").why is Hindrance.REASON
    step = made(desk.make(mark_left_out, "end", reason="没有这一步")).step("end")
    assert (step.state, step.reason) == ("not_applicable", "没有这一步")
    assert desk.make(mark_done, "end").refused.why is Obstacle.SETTLED
    assert desk.make(mark_reopened, "end").why is Hindrance.REASON
    step = made(desk.make(mark_reopened, "end", reason="还是要办")).step("end")
    assert (step.state, step.reason) == ("open", "还是要办")
    assert desk.make(mark_reopened, "end", reason="再来").refused.why is Obstacle.NOT_SETTLED
    assert made(desk.make(mark_waiting, "end")).step("end").waiting_until is None


def test_days_that_cannot_be(desk, cast):
    """Nothing is done tomorrow or before there was anything to do, and no step is expected then."""
    tomorrow = cast.owner.today + timedelta(days=1)
    for day in (tomorrow, date(1900, 1, 1)):
        assert desk.make(mark_done, "end", on=day).why is Hindrance.DATE
    assert desk.make(mark_expected, "end", on=date(1900, 1, 1)).why is Hindrance.DATE
    assert made(desk.make(mark_expected, "end", on=tomorrow)).step("end").expected_on == tomorrow
    assert desk.make(mark_expected, "end", on=tomorrow).why is Hindrance.UNCHANGED
    assert made(desk.make(mark_expected, "end", on=None)).step("end").expected_on is None
    assert desk.make(mark_expected, "count", on=None).why is Hindrance.UNCHANGED


def test_notes_are_kept_at_a_length(desk):
    """A note takes the place of the one before; the events keep both."""
    assert desk.make(mark_note, "end", note="  ").why is Hindrance.UNCHANGED
    made(desk.make(mark_note, "end", note="先问清"))
    assert desk.make(mark_note, "end", note="先问清 ").why is Hindrance.UNCHANGED
    step = made(desk.make(mark_note, "end", note="长" * 600)).step("end")
    assert step.note == "长" * WORDS_LENGTH
    assert made(desk.make(mark_note, "end", note="")).step("end").note is None
    assert desk.make(mark_note, "nowhere", note="某事").refused.why is Obstacle.NO_SUCH_ITEM


def test_of_two_who_press_at_once_the_first_counts(desk, database, cast):
    """The second is told so, and sees how the case stands now."""
    before = desk.view
    made(desk.make(mark_left_out, "end", reason="不办"))
    with database.write() as session:
        late = mark_done(session, cast.owner, tap=tap_on(before, "end"))
    assert (late.why, late.view.step("end").state) == (Hindrance.STALE, "not_applicable")


def test_what_is_put_away_does_not_change(desk):
    """Neither steps nor values, until it is taken out again."""
    made(desk.make(mark_archived, is_archived=True))
    assert desk.make(mark_done, "end").why is Hindrance.ARCHIVED
    assert desk.make(mark_values, values={"member": True}).why is Hindrance.ARCHIVED


def test_the_end_of_the_matter_is_noted(desk, cast):
    """When nothing is left, and no longer when something is."""
    made(desk.make(mark_values, values={"member": True, "expected": 3, "attended": 3}))
    for item in ("count", "local", "end"):
        assert desk.view.case.finished_at is None
        made(desk.make(mark_done, item))
    assert (desk.view.case.finished_at, desk.view.next_item) == (cast.owner.now, None)
    later = replace(cast.owner, now=cast.owner.now + timedelta(days=1))
    made(desk.make(mark_note, "end", note="已归档", actor=later))
    assert desk.view.case.finished_at == cast.owner.now
    made(desk.make(mark_reopened, "end", reason="补材料"))
    assert desk.view.case.finished_at is None


def test_others_do_only_what_they_may(desk, database, cast):
    """Strangers find nothing, readers change nothing, whoever has a step works on that step and fills its inputs."""
    assert desk.make(mark_done, "end", actor=cast.stranger).why is Hindrance.GONE
    whom = cast.colleague.user_id
    made(desk.make(mark_shared, user_id=whom, may=May.READ))
    assert desk.make(mark_done, "end", actor=cast.colleague).why is Hindrance.FORBIDDEN
    made(desk.make(mark_assigned, "end", user_id=whom))
    assert desk.make(mark_done, "local", actor=cast.colleague).why is Hindrance.FORBIDDEN
    other = desk.make(mark_values, "end", values={"member": True}, actor=cast.colleague)
    assert other.why is Hindrance.FORBIDDEN
    assert made(desk.make(mark_values, "end", values={"kind": "大会"}, actor=cast.colleague))
    view = made(desk.make(mark_done, "end", actor=cast.colleague))
    assert (view.step("end").changed_by, view.access.assigned) == (whom, {"end"})
    with database.read() as session:
        assert get_case(session, cast.stranger, case_id=view.case.id) is None


def test_events_tell_what_was_done_by_whom(desk, database, cast):
    """The latest first, page by page; their numbers are the versions of the case."""
    made(desk.make(mark_note, "end", note="一"))
    made(desk.make(mark_note, "end", note="二"))
    number = desk.view.case.id
    with database.read() as session:
        assert [event.number for event in list_events(session, case_id=number, limit=2)] == [3, 2]
        assert [event.action for event in list_events(session, case_id=number, before=2)] == ["opened"]
        (event,) = list_events(session, case_id=number, limit=1)
        happened = happened_in(event)
        assert (happened.item, happened.details, happened.at) == ("end", {"note": "二"}, cast.owner.now)
        assert names_of(session, [event.actor, None, 999]) == {cast.owner.user_id: NAMES[NORTH_STAFF]}


def test_a_move_on_a_case_that_nobody_has(database, cast):
    """It is told like a case of somebody else."""
    with database.write() as session:
        assert mark_done(session, cast.owner, tap=Tap(999, 1, "end")).why is Hindrance.GONE
        view = begin(session, cast.stranger)
        assert mark_done(session, cast.owner, tap=tap_on(view, "end")).why is Hindrance.GONE
