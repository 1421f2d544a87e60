"""Leads from imported provisions."""

import pytest

from knowledge.originals.leads import EXCERPT, LeadIndex, Passage, excerpt
from knowledge.retrieval.analysis import Analyzer
from tests.knowledge.samples import make_base

PASSAGES = (
    Passage(1, "CN1", "一", "一、总体要求"),
    Passage(2, "CN1", "一.1", "新录用的干部先到乡镇工作，时间由县里商量确定，住房由乡镇解决。"),
    Passage(3, "CN1", "一.2", "锻炼期间由派出单位发工资，接收单位给予伙食补助，每年安排一次体检。"),
    Passage(4, "NX1", "二.1", "锻炼期间的探亲往返路费由派出单位报销，体检费用也由派出单位报销。"),
)


@pytest.fixture(scope="module")
def index():
    """An index over the passages."""
    return LeadIndex(PASSAGES, Analyzer(make_base()))


def ids(leads):
    """The passages that the leads lead to."""
    return [lead.passage.id for lead in leads]


def test_the_nearest_passages(index):
    """Those that share the telling words, nearest first, with the words in the excerpt."""
    leads = index.find("锻炼期间伙食补助谁给")
    assert ids(leads)[0] == 3
    assert "伙食补助" in leads[0].excerpt
    assert leads[0].score > 0


def test_other_matters_have_no_leads(index):
    """A question that shares a word or two by chance leads nowhere, and one without words neither."""
    assert index.find("月球上怎么种菜和养鱼") == ()
    assert index.find("乡镇的房价和股票明年走势预测分析") == ()
    assert index.find("的了吗") == ()


def test_one_word_is_enough_alone(index):
    """A question of one telling word leads to where it stands."""
    assert ids(index.find("体检")) == [3, 4] or ids(index.find("体检")) == [4, 3]


def test_a_named_document_is_kept_to(index):
    """Whoever names a document wants its words."""
    assert ids(index.find("宁夏意见里锻炼期间体检费用谁报销")) == [4]


def test_headings_are_no_leads(index):
    """A bare heading is left out although it says the very words."""
    assert 1 not in ids(index.find("总体要求"))


def test_no_passages():
    """An index over nothing finds nothing."""
    assert LeadIndex((), Analyzer(make_base())).find("锻炼期间伙食补助谁给") == ()


def test_excerpts():
    """The stretch with most of the words, from the beginning of its sentence, with dots where it is cut."""
    assert excerpt("短短一句话。", ("一句",)) == "短短一句话。"
    text = "开头。" * 30 + "派出单位报销路费，" + "后面还有许多话" * 20
    found = excerpt(text, ("派出单位", "路费", "没有"))
    assert found.startswith("…派出单位报销路费，")
    assert found.endswith("…")
    assert len(found) == EXCERPT + 2
    far = "没有标点的长句子" * 20 + "路费"
    assert excerpt(far, ("路费",)) == "…路费"
