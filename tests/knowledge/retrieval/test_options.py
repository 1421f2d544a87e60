"""What is offered beside or instead of an answer."""

from knowledge.retrieval.analysis import Query
from knowledge.retrieval.options import find_nearest, find_options, find_related
from knowledge.retrieval.ranking import Ranked
from knowledge.retrieval.regions import find_regions
from knowledge.retrieval.targets import Target
from tests.knowledge.samples import make_base, make_entry

A = make_entry("a.one", topic="甲", citations=("CN1 一.1",))
B = make_entry("a.two", topic="甲", citations=("CN1 一.1",))
C = make_entry("b.one", topic="甲", citations=("NX1 二.1",))
D = make_entry("c.one", topic="乙", citations=("NX1 二",), related=("a.one", "gone.entry"))


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
