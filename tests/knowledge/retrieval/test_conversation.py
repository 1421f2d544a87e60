"""Reading a message in the light of the conversation."""

from datetime import date

import pytest

from knowledge.retrieval.conversation import (
    Context,
    Request,
    find_day,
    find_replacement,
    find_request,
    is_correction,
    is_elliptical,
    merge,
    split_questions,
    without_correction,
)


@pytest.mark.parametrize(
    "context", [Context(), Context("宁夏", date(2026, 1, 2), "a.b", "问", ("c.d", "e.f"))]
)
def test_context_survives_as_text(context):
    """What the caller keeps with the chat comes back the same."""
    assert Context.from_json(context.to_json()) == context


def test_after():
    """A choice keeps the last entry; an answer replaces it."""
    context = Context(last_entry="a.b").after(question="问", entry=None, offered=["c.d"])
    assert (context.last_entry, context.offered) == ("a.b", ("c.d",))
    assert context.after(question="再问", entry="e.f").last_entry == "e.f"


@pytest.mark.parametrize(
    ("text", "request_kind"),
    [
        ("说详细点", Request.MORE),
        ("展开说说", Request.MORE),
        ("原文在哪", Request.SOURCE),
        ("哪个文件规定的", Request.SOURCE),
        ("依据", Request.SOURCE),
        ("能再具体一点", Request.MORE),
        ("各文件有什么区别", Request.DIFFERENCE),
        ("有什么区别", Request.DIFFERENCE),
        ("试用期多长", None),
        ("宁夏意见和中央意见的出处各是哪份文件里的哪一条", None),
    ],
)
def test_requests(text, request_kind):
    """Short messages about the last answer are told from questions."""
    assert find_request(text) is request_kind


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("那要是不合格呢？", True),
        ("我是说舟山的", True),
        ("地市一级的呢", True),
        ("任前公示由哪个部门负责组织实施", False),
    ],
)
def test_ellipsis(text, leans):
    """Messages that lean on the last one are recognized."""
    assert is_elliptical(text) is leans


def test_merging(ranking):
    """Earlier terms count less; a newly named document replaces the old one."""
    analyze = ranking.analyzer.analyze
    merged = merge(analyze("我是说中央意见的"), analyze("宁夏意见 试用期多久"))
    assert merged.named == {"CN1"}
    assert merged.terms["试用期"] < 1.0
    assert "duration" in merged.intents
    assert merge(analyze("那超过呢"), analyze("宁夏意见 试用期")).named == {"NX1"}


@pytest.mark.parametrize(
    ("text", "count"),
    [("试用期一般多长时间？年龄上限是多少岁？", 2), ("试用期多长？急", 0), ("试用期一般多长时间", 0)],
)
def test_splitting(text, count):
    """Only pieces long enough to stand alone are questions of their own."""
    assert len(split_questions(text)) == count


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("不对，我问的是某市", "某市"),
        ("我是说舟山的", "舟山的"),
        ("说错了，是党外干部", "党外干部"),
        ("我的意思是", "我的意思是"),
    ],
)
def test_corrections(text, rest):
    """What only says that something is put right is left out, unless nothing else is there."""
    assert is_correction(text)
    assert without_correction(text) == rest


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("不是责令辞职，是引咎辞职", "引咎辞职怎么走"),
        ("不是公示，是辞职", None),
        ("那引咎辞职呢", None),
    ],
)
def test_replacements(text, mended):
    """A word of the last question is replaced by another, where it was there."""
    assert find_replacement(text, "责令辞职怎么走") == mended


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2015年的时候年龄上限是多少", date(2015, 12, 28)),
        ("二〇一五年3月那会儿呢", date(2015, 3, 28)),
        ("2015年3月2日当时怎么规定", date(2015, 3, 2)),
        ("2015年2月31日那时怎么规定", None),
        ("2009年意见怎么规定", None),
    ],
)
def test_days(text, day):
    """The day that a question speaks of, at the latest; the year of a document is none."""
    assert find_day(text) == day
