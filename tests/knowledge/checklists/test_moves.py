"""Moves of a case: any sequence of them leaves a valid state, and each says why it can't be made."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.checklists.moves import Obstacle, Refused, fill, finish, leave_out, reopen, wait
from knowledge.checklists.progress import Situation, State, lay_out, next_open, progress
from knowledge.eligibility.truth import Truth
from knowledge.loader import load_checklists
from tests.knowledge.checklists.samples import SAMPLE

TEMPLATES = list(load_checklists().templates.values())
MOVES = (finish, wait, leave_out, reopen)
EMPTY = Situation()


def values_of(asked):
    """Values that an input takes."""
    kinds = {
        "integer": st.integers(0, 100),
        "number": st.fractions(0, 100),
        "date": st.dates(),
        "boolean": st.booleans(),
        "text": st.just("某单位"),
        "choice": st.sampled_from(asked.choices or ("无",)),
    }
    return st.none() | kinds[asked.type.value]


@st.composite
def histories(draw):
    """A template and a sequence of moves on it, sensible or not."""
    template = draw(st.sampled_from(TEMPLATES))
    items = st.sampled_from([item.id for item in template.items])
    steps = [st.tuples(st.sampled_from(MOVES), items)]
    if template.inputs:
        asked = st.sampled_from(list(template.inputs.values()))
        filling = asked.flatmap(lambda one: st.tuples(st.just(one.id), values_of(one)))
        steps.append(st.tuples(st.just(fill), filling))
    return template, draw(st.lists(st.one_of(steps), max_size=30))


@given(histories())
@settings(max_examples=80, deadline=None)
def test_any_sequence_of_moves_leaves_a_valid_state(history):
    """Nothing is done whose gate stands in the way, the next item is open, and the counts add up."""
    template, moves = history
    situation = EMPTY
    for move, argument in moves:
        given_to = dict([argument]) if move is fill else argument
        came_out = move(template, situation, given_to)
        if isinstance(came_out, Refused):
            continue
        situation = came_out
        positions = lay_out(template, situation)
        assert not any(one.state is State.DONE and one.gate.blocks for one in positions)
        upcoming, reached = next_open(template, situation), progress(template, situation)
        assert 0 <= reached.done <= reached.total <= len(template.items)
        assert (upcoming is None) is (reached.done == reached.total)
        assert upcoming is None or any(one.item is upcoming and one.is_unsettled for one in positions)
        assert reached.undecided == sum(bool(one.lacks) for one in positions)


@given(st.sampled_from(TEMPLATES), st.data())
@settings(max_examples=30, deadline=None)
def test_leaving_out_always_leads_to_the_end(template, data):
    """Whatever is filled in, a case can be brought to its end: no dead end."""
    drawn = {name: data.draw(values_of(asked)) for name, asked in template.inputs.items()}
    situation = fill(template, EMPTY, drawn)
    for _ in template.items:
        upcoming = next_open(template, situation)
        if upcoming:
            ended = finish(template, situation, upcoming.id)
            situation = leave_out(template, situation, upcoming.id) if isinstance(ended, Refused) else ended
    assert next_open(template, situation) is None


def test_a_move_needs_an_item_that_applies():
    """Unknown items, undecided branches and settled items are refused."""
    for move in MOVES:
        assert move(SAMPLE, EMPTY, "nowhere") == Refused(Obstacle.NO_SUCH_ITEM)
    for move in (finish, wait, leave_out):
        assert move(SAMPLE, EMPTY, "opinion") == Refused(Obstacle.DOES_NOT_APPLY)
    done = finish(SAMPLE, EMPTY, "end")
    assert finish(SAMPLE, done, "end") == Refused(Obstacle.SETTLED)
    assert reopen(SAMPLE, EMPTY, "end") == Refused(Obstacle.NOT_SETTLED)
    assert reopen(SAMPLE, done, "end").states == {"end": State.OPEN}


def test_the_gate_tells_its_shortfall():
    """Finishing is refused with the sentence; with enough people it passes."""
    short = fill(SAMPLE, EMPTY, {"expected": 90, "attended": 58})
    refused = finish(SAMPLE, short, "count")
    assert refused.why is Obstacle.GATE
    assert refused.gate.shortfall == "应到90人，实到58人，至少需要60人，还差2人"
    enough = fill(SAMPLE, short, {"attended": 60})
    assert finish(SAMPLE, enough, "count").states == {"count": State.DONE}


def test_a_changed_figure_opens_the_item_again():
    """What was done on figures that no longer hold is open; a value can be taken out."""
    done = finish(SAMPLE, fill(SAMPLE, EMPTY, {"expected": 90, "attended": 60}), "count")
    assert fill(SAMPLE, done, {"expected": 91}).states == {"count": State.OPEN}
    assert fill(SAMPLE, done, {"expected": None}).values == {"attended": 60}
    assert fill(SAMPLE, done, {"member": True}).states == {"count": State.DONE}
    assert fill(SAMPLE, done, {"stranger": 1}) == Refused(Obstacle.NO_SUCH_INPUT)


@pytest.mark.parametrize("move", [wait, leave_out])
def test_waiting_and_leaving_out(move):
    """Each marks the item; waiting items come last, left-out ones not at all."""
    situation = move(SAMPLE, EMPTY, "count")
    assert next_open(SAMPLE, situation).id == "local"
    for name in ("local", "end"):
        situation = finish(SAMPLE, situation, name)
    upcoming = next_open(SAMPLE, situation)
    assert (upcoming.id if upcoming else None) == ("count" if move is wait else None)
    assert lay_out(SAMPLE, situation)[1].applies is Truth.UNKNOWN
