"""What is offered beside or instead of an answer."""

from knowledge.entries import Kind
from knowledge.retrieval.analysis import Query
from knowledge.retrieval.options import find_nearest, find_options, find_related
from knowledge.retrieval.ranking import Ranked
from knowledge.retrieval.regions import find_regions
from knowledge.retrieval.targets import Target
from tests.knowledge.samples import make_base, make_entry

A = make_entry("a.one", topic="甲", question="试用期多长？", citations=("CN1 一.1",))
B = make_entry("a.two", topic="甲", question="试用期满怎么办？", citations=("CN1 一.1",))
C = make_entry(
    "b.one",
    topic="甲",
    question="宁夏怎么试用？",
    answer="宁夏另有做法，见当地通知。",
    citations=("NX1 二.1",),
)
D = make_entry(
    "c.one", topic="乙", question="后备干部多大？", citations=("NX1 二",), related=("a.one", "gone.entry")
)


def ranked(*entries, scores=(3.0, 2.9, 2.8, 1.0)):
    """Entries as candidates."""
    targets = (
        Target(e.id, e, (), "", frozenset(e.documents), frozenset(map(str, e.citations))) for e in entries
    )
    return [Ranked(target, score, {}) for target, score in zip(targets, scores, strict=False)]


def test_options_differ():
    """What cites nothing new comes after what does, and what is far behind is not offered."""
    assert [o.entry.id for o in find_options(ranked(A, B, C, D))] == ["a.one", "b.one", "a.two"]
    assert [entry.id for entry in find_nearest(ranked(A, B, C, D))] == ["a.one", "b.one", "c.one"]


def test_related():
    """The author's own come first, then runners-up about the same document; entries that are gone are left out."""
    base = make_base([A, B, C, D])
    assert [entry.id for entry in find_related(base, D, ranked(D, C, B))] == ["a.one", "b.one"]


def test_related_ones_ask_and_tell_something_else():
    """A question that the shown one contains is no other question; a runner-up with the same answer tells nothing."""
    shorter = make_entry("d.one", question="后备干部多大？", citations=("NX1 二",))
    wider = make_entry("d.two", question="后备干部多大，由谁定？", citations=("NX1 二",), related=("d.one",))
    same = make_entry("d.three", question="后备干部的年龄？", citations=("NX1 二",))
    other = make_entry("d.four", question="后备干部怎么管？", citations=("NX1 二",), answer=C.answer)
    base = make_base([shorter, wider, same, other])
    found = find_related(base, wider, ranked(wider, same, shorter, other))
    assert [entry.id for entry in found] == ["d.four"]
    assert [e.id for e in find_related(base, D.model_copy(update={"related": ("d.three",)}), [])] == [
        "d.three"
    ]


def test_regions():
    """Regions differ where close candidates on the same topic are from several; a question that says where is exempt."""
    documents = make_base().documents
    query = Query("试用期", {})
    assert find_regions(query, ranked(C, A), C, documents) == ("全国", "宁夏")
    assert find_regions(query, ranked(C, D), C, documents) == ()
    assert find_regions(query, ranked(C, A, scores=(3.0, 1.0)), C, documents) == ()
    for told in ({"named": frozenset({"NX1"})}, {"hinted": frozenset({"NX1"})}):
        assert find_regions(Query("试用期", {}, **told), ranked(C, A), C, documents) == ()
    assert find_regions(Query("广东的试用期", {}), ranked(C, A), C, documents) == ()
    blank = C.model_copy(update={"kind": Kind.BLANK})
    assert find_regions(query, ranked(blank, A), blank, documents) == ()
