"""A second answer follows only where it adds something."""

from dataclasses import replace

import pytest

from knowledge.retrieval.analysis import Query
from knowledge.retrieval.ranking import Ranking
from knowledge.retrieval.supplement import Supplements, in_order
from tests.knowledge.retrieval.samples import MODEL
from tests.knowledge.samples import ENTRIES, make_base, make_entry

QUESTION = "试用期时间多长"
ONE = make_entry(
    "a.one", question="试用期多长", variants=("试用期多长时间",), answer="试用期一般为一年，满了要考核。"
)
TWO = make_entry(
    "a.two", question="试用期的时间", variants=("试用期时间",), answer="不胜任的解除试任职务，另行安排岗位。"
)


def found(entries, *, question=QUESTION, confidence=0.5, **changes):
    """The id of what follows the answer to a question, in a base of these entries."""
    ranking = Ranking(make_base(entries, **changes), MODEL)
    query = ranking.analyzer.analyze(question)
    entry = Supplements(ranking).find(query, ranking.rank(query), confidence)
    return entry.id if entry else None


@pytest.mark.parametrize(
    ("changes", "confidence", "expected"),
    [
        ({}, 0.5, "a.two"),
        ({}, 0.99, None),
        ({"answer": ONE.answer}, 0.5, None),
        ({"answer": "不胜任的解除试任。" * 100}, 0.5, None),
        ({"citations": ("CN1 二",)}, 0.5, None),
    ],
    ids=["adds", "the first is sure", "says the same", "too long", "another provision"],
)
def test_what_follows(changes, confidence, expected):
    """The runner-up about the same provision, when it says something else and is short enough."""
    base = [ONE, TWO.model_copy(update=changes)] if "citations" not in changes else None
    entries = base or [
        ONE,
        make_entry("a.two", **(TWO.model_dump(include={"question", "variants", "answer"}) | changes)),
    ]
    assert found(entries, confidence=confidence, uncovered=()) == expected


@pytest.mark.parametrize(("question", "expected"), [("试用期怎么另行安排", "a.two"), ("试用期多长zzz", None)])
def test_what_adds_words_of_the_question(question, expected):
    """A runner-up that is not quite as near must hold words of the question that the first lacks."""
    ranking = Ranking(make_base([ONE, TWO], uncovered=()), MODEL)
    query = ranking.analyzer.analyze(question)
    by_id = {item.target.id: item for item in ranking.rank(query)}
    ranked = [replace(by_id["a.one"], score=1.0), replace(by_id["a.two"], score=0.9)]
    entry = Supplements(ranking).find(query, ranked, 0.5)
    assert (entry.id if entry else None) == expected


def test_a_message_of_several_clauses_needs_a_surer_answer():
    """Where more than one thing may be asked, a second answer follows a fairly sure one."""
    several = "试用期，时间多长，试用期时间"
    assert found([ONE, TWO], question=QUESTION, confidence=0.95, uncovered=()) is None
    assert found([ONE, TWO], question=several, confidence=0.95, uncovered=()) == "a.two"


def test_what_is_mostly_known_does_not_follow():
    """An answer half of which the first one holds adds too little."""
    wider = TWO.model_copy(update={"answer": "试用期一般为一年，满了要考核，不胜任解除。"})
    assert found([ONE, wider], uncovered=()) is None


@pytest.mark.parametrize(
    ("question", "first", "second", "expected"),
    [
        ("投票人数要多少", "人不够怎么办", "至少要多少人", "second"),
        ("投票人数要多少", "要多少人", "至少要多少人", "first"),
        ("人不够怎么办", "人不够怎么办", "至少要多少人", "first"),
        ("公示那几天收到信 组织要查", "都要查吗", "多久查完", "first"),
        ("投票人数要多少", "人不够怎么办", "由谁来投", "first"),
    ],
    ids=["asks for the figure", "both tell", "no figure is asked", "a figure of the story", "neither tells"],
)
def test_the_figure_asked_for_comes_first(question, first, second, expected):
    """Of two answers, that whose own question asks for the figure."""
    one, two = make_entry("a.first", question=first), make_entry("a.second", question=second)
    leading, following = in_order(Query(question, {}), one, two)
    assert (leading.id, following.id)[0] == f"a.{expected}"
    assert {leading, following} == {one, two}
    assert in_order(Query(question, {}), one, None) == (one, None)


def test_nothing_follows_what_is_outside():
    """Neither an uncovered topic nor a lonely entry gets a supplement."""
    assert found(ENTRIES, question="年休假有几天") is None
    assert found([ONE], uncovered=()) is None
