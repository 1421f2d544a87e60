"""What applies, what comes next, and how far a case is."""

from knowledge.checklists.progress import (
    Situation,
    State,
    applying,
    lay_out,
    missing_facts,
    next_open,
    opened,
    progress,
)
from knowledge.checklists.templates import Opening
from knowledge.eligibility.truth import Truth
from tests.knowledge.checklists.samples import EXPECTED, NOT_MEMBER, SAMPLE, make_item, make_template


def names(items):
    """The ids of items."""
    return [item.id for item in items]


def test_branches_appear_when_their_fact_is_known():
    """Unknown facts keep an item back, and are asked for."""
    assert names(applying(SAMPLE, Situation())) == ["count", "local", "end"]
    assert missing_facts(SAMPLE, Situation()) == ("member",)
    assert names(applying(SAMPLE, Situation({"member": False}))) == ["count", "opinion", "local", "end"]
    assert missing_facts(SAMPLE, Situation({"member": True})) == ()


def test_other_regions_items_are_left_out():
    """Only items of the documents that are followed apply."""
    own = Situation({"member": True}, documents=frozenset({"CN1"}))
    assert names(applying(SAMPLE, own)) == ["count", "end"]
    assert lay_out(SAMPLE, own)[2].lacks == ()


def test_progress_counts_what_applies():
    """Done and left out count; an undecided branch keeps it unfinished."""
    states = {"count": State.NOT_APPLICABLE, "local": State.DONE, "end": State.DONE}
    told = progress(SAMPLE, Situation(states=states))
    assert (told.done, told.total, told.undecided, told.ended_by) == (3, 3, 1, None)
    assert not told.is_finished
    assert progress(SAMPLE, Situation({"member": True}, states)).is_finished


def test_a_gate_can_end_the_matter():
    """The item is named as long as it isn't left out."""
    gate = {
        "needs": {"fact": "expected", "at_least": 3, "text": "至少三人"},
        "failing": "到此为止。",
        "then": "stop",
    }
    template = make_template(make_item(inputs=[EXPECTED], gate=gate))
    low = Situation({"expected": 2})
    assert progress(template, low).ended_by.id == "first"
    assert next_open(template, low).id == "first"
    left = Situation({"expected": 2}, {"first": State.NOT_APPLICABLE})
    assert progress(template, left).ended_by is None


def test_what_is_opened():
    """Always, or when the condition surely holds."""
    openings = (Opening(id="a"), Opening.model_validate({"id": "b", "when": NOT_MEMBER}))
    assert list(opened(openings, {})) == ["a"]
    assert list(opened(openings, {"member": False})) == ["a", "b"]
    assert lay_out(SAMPLE, Situation({"member": True}))[1].applies is Truth.FALSE
