"""Recall and reranking on a small base."""

import io

import pytest

from knowledge.retrieval.features import FEATURES
from knowledge.retrieval.model import shipped_model
from knowledge.retrieval.prepared import Prepared
from knowledge.retrieval.ranking import Ranking, lead_of
from tests.knowledge.retrieval.samples import MODEL
from tests.knowledge.samples import make_base, make_entry


def ids(ranking, question):
    """The ids of the ranked targets."""
    return [item.target.id for item in ranking.rank(ranking.analyzer.analyze(question))]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("试岗要试多久", "shiyongqi.length"),
        ("宁夏调任超龄了还行吗", "diaoren.age"),
        ("宁夏的diaoren年龄限制", "diaoren.age"),
        ("名单张榜要贴多少天", "gongshi.blank"),
        ("一年能休几天带薪年假", "uncovered:annual-leave"),
        ("调任年龄 中央意见 宁夏意见 有什么区别", "diaoren.differ"),
    ],
)
def test_first(ranking, question, expected):
    """The right target comes first, whatever words ask for it."""
    assert ids(ranking, question)[0] == expected


def test_nothing_in_common(ranking):
    """A question that shares no term with anything recalls nothing."""
    assert ids(ranking, "zzz") == []
    assert ids(ranking, "") == []


def test_everyday_words_do_not_refuse():
    """Words that many targets share do not make an uncovered topic a candidate; its own words do."""
    asked = [make_entry(f"a.n{n}", question=f"第{n}种材料要提前几天申请", variants=()) for n in range(3)]
    made = Ranking(make_base([*make_base().entries.values(), *asked]), MODEL)
    assert "uncovered:annual-leave" not in ids(made, "提前几天申请")
    assert "uncovered:annual-leave" in ids(made, "工作十年能休几天年假")


def test_verbatim_needs_no_own_word():
    """An example asked word for word is meant even without the topic's words."""
    topic = make_base().uncovered[0].model_copy(update={"words": ("不会出现",), "topic": "不会出现"})
    made = Ranking(make_base(uncovered=(topic,)), MODEL)
    assert ids(made, "没休的年假补钱吗")[0] == "uncovered:annual-leave"


def test_every_feature_is_computed(ranking):
    """The extractor delivers what the model may weigh."""
    first = ranking.rank(ranking.analyzer.analyze("试用期2年吗"))[0]
    assert set(FEATURES) <= set(first.features)


def test_a_wording_left_out_counts_less(ranking):
    """For calibration, a wording and its words can be left out of the index."""
    query = ranking.analyzer.analyze("试用期几年")
    start = int(ranking.recall.starts[0])
    full, without = ranking.rank(query)[0], ranking.rank(query, without=[start + 1])[0]
    assert without.target.id == full.target.id
    assert without.score < full.score


def test_a_target_without_surroundings():
    """A target that has wordings only is still found."""
    base = make_base([make_entry("a.b", question="试用期", answer="试用期一般为一年，期满考核。")])
    assert ids(Ranking(base, MODEL), "试用期")[0] == "a.b"


def test_lead_counts_rivals_only():
    """An entry about the same provision is no rival; one about another is."""
    entries = [
        make_entry("a.one", question="试用期多长", citations=("CN1 一.1",)),
        make_entry("a.two", question="试用期多长时间", variants=("试用期时间",), citations=("CN1 一.1",)),
        make_entry("a.three", question="试用期谁考核", variants=("谁来考核试用期",), citations=("CN1 一.2",)),
    ]
    made = Ranking(make_base(entries, uncovered=()), MODEL)
    ranked = made.rank(made.analyzer.analyze("试用期多长"))
    third = next(item for item in ranked if item.target.id == "a.three")
    lead = lead_of(ranked)
    assert (lead.rival, lead.outside) == (third.score, 0.0)
    assert 0 < MODEL.confidence_of(lead) < 1


def test_prepared_terms_survive_a_file(ranking):
    """What was worked out once can be kept and gives the same ranking."""
    file = io.BytesIO()
    ranking.prepared.save(file)
    file.seek(0)
    again = Ranking(make_base(), MODEL, Prepared.load(file))
    query = ranking.analyzer.analyze("试岗要试多久")
    assert [(i.target.id, i.score) for i in again.rank(query)] == [
        (i.target.id, i.score) for i in ranking.rank(query)
    ]


def test_shipped_model_says_what_it_was_fitted_on():
    """The shipped numbers name their data, and weigh features that exist."""
    model = shipped_model()
    assert model.fitted_on
    assert set(model.weights) <= set(FEATURES)
    assert 0 < model.clarify < model.answer < 1


def test_a_wording_of_function_words_only():
    """A wording that says nothing is no obstacle to those that do."""
    base = make_base([make_entry("a.b", question="试用期", variants=("的",))], uncovered=())
    assert ids(Ranking(base, MODEL), "试用期") == ["a.b"]
