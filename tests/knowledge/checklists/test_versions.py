"""Versions of a template: what differs, and what becomes of a running case."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.checklists.progress import Situation, State, lay_out
from knowledge.checklists.stored_values import read_stored
from knowledge.checklists.versions import NO_DIFFERENCE, carry_over, compare
from knowledge.loader import load_checklists
from tests.knowledge.checklists.samples import (
    ATTENDED,
    EXPECTED,
    MEMBER,
    QUORUM,
    SAMPLE,
    make_item,
    make_template,
)

TODAY = date(2026, 11, 22)
COUNT = make_item("count", inputs=[EXPECTED, ATTENDED], gate=QUORUM)
END = make_item("end", title="收尾")
OLD = make_template(COUNT, END, make_item("local", cite=["NX1 二.1"]), facts=[MEMBER])
TEMPLATES = list(load_checklists().templates.values())


def test_the_same_version_differs_in_nothing():
    """What editors keep for themselves is no difference either."""
    assert compare(OLD, OLD) == NO_DIFFERENCE
    reviewed = OLD.model_copy(update={"reviewed_on": date(2027, 1, 1), "related": ("a.b",)})
    assert compare(OLD, reviewed).is_empty


def test_every_kind_of_difference_is_told():
    """Head, items added, gone, changed and moved, inputs added, gone and changed."""
    short = EXPECTED | {"short": "该到"}
    new = make_template(
        make_item("vote"),
        END | {"do": "都收好。", "records": ["★会议记录"]},
        COUNT | {"inputs": [short, {"id": "votes", "label": "得票"}], "gate": None},
        facts=[],
        title="推荐",
    )
    told = compare(OLD, new)
    assert told.head == ("title", "facts")
    assert [item.id for item in told.added] == ["vote"]
    assert [item.id for item in told.removed] == ["local"]
    assert [(one.new.id, one.parts) for one in told.changed] == [
        ("count", ("inputs", "gate")),
        ("end", ("do", "records")),
    ]
    assert [one.id for one in told.inputs_added] == ["votes"]
    assert [one.id for one in told.inputs_removed] == ["member", "attended"]
    assert [(one.old.word, one.new.word) for one in told.inputs_changed] == [("应到", "该到")]
    assert told.reordered
    assert not told.is_empty


def test_what_was_done_stays_done_where_its_gate_lets_it():
    """A stricter gate opens it again; a step that is gone is told; the others keep their states."""
    strict = QUORUM | {"needs": {"fact": "attended", "at_least": 80, "text": "到八十人"}}
    new = make_template(COUNT | {"gate": strict}, END, facts=[MEMBER])
    states = {"count": State.DONE, "end": State.WAITING, "local": State.DONE}
    carried = carry_over(new, Situation({"expected": 90, "attended": 60}, states), today=TODAY)
    assert carried.reopened == ("count",)
    assert carried.removed == ("local",)
    assert carried.situation.states == {"count": State.OPEN, "end": State.WAITING}
    assert carried.dropped == {}
    kept = carry_over(new, Situation({"expected": 90, "attended": 80}, states), today=TODAY)
    assert (kept.reopened, kept.situation.state(new.items[0])) == ((), State.DONE)


def test_values_that_no_longer_fit_are_dropped():
    """Those of inputs that are gone, of another type, or out of a narrower range; others come over."""
    few = ATTENDED | {"maximum": 50}
    words = {"id": "member", "label": "党员情况", "type": "choice", "choices": ["党员", "群众"]}
    new = make_template(make_item("count", inputs=[few]), facts=[words])
    values = {"expected": 90, "attended": 60, "member": True}
    carried = carry_over(new, Situation(values), today=TODAY)
    assert carried.dropped == values
    assert carry_over(new, Situation({"attended": 50}), today=TODAY).situation.values == {"attended": 50}


def test_documents_that_are_followed():
    """All stay all; else those that are still there, with the new version's own."""
    new = make_template(make_item("count", cite=["NX1 二.1"]), documents=["NX1"])
    assert carry_over(new, Situation(), today=TODAY).situation.documents is None
    chosen = Situation(documents=frozenset({"CN1"}))
    assert carry_over(new, chosen, today=TODAY).situation.documents == frozenset({"NX1"})


@settings(max_examples=60)
@given(st.data())
def test_whatever_was_done_the_new_version_holds_it_validly(data):
    """No step is done whose gate is closed, and nothing is kept that the new version does not know."""
    old, new = (data.draw(st.sampled_from(TEMPLATES)) for _ in range(2))
    state = st.sampled_from(State)
    states = data.draw(st.dictionaries(st.sampled_from([item.id for item in old.items]), state))
    known = st.dictionaries(st.sampled_from(sorted(old.inputs) or ["x"]), st.sampled_from([True, 3, "无"]))
    carried = carry_over(new, Situation(data.draw(known), states), today=TODAY)
    positions = lay_out(new, carried.situation)
    assert not any(one.state is State.DONE and one.gate.blocks for one in positions)
    assert carried.situation.values.keys() <= new.inputs.keys()
    assert carried.situation.states.keys() <= {item.id for item in new.items}


def test_stored_values_that_nobody_asks_for_are_left_out():
    """Unknown names, and values that their input does not take."""
    stored = {"expected": "九十", "attended": "很多", "elsewhere": 1, "member": True}
    assert read_stored(SAMPLE, stored, TODAY) == {"expected": 90, "member": True}
