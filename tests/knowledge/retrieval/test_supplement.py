"""A second answer follows only where it adds something."""

from dataclasses import replace

import pytest

from knowledge.retrieval.ranking import Ranking
from knowledge.retrieval.supplement import Supplements
from tests.knowledge.retrieval.test_ranking import MODEL
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


def test_nothing_follows_what_is_outside():
    """Neither an uncovered topic nor a lonely entry gets a supplement."""
    assert found(ENTRIES, question="年休假有几天") is None
    assert found([ONE], uncovered=()) is None
