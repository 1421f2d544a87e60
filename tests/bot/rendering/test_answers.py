"""Outcomes as replies."""

from bot.callback_data import Feedback, Pick, Sources
from bot.rendering import texts
from bot.rendering.answers import (
    MAX_RELATED,
    Card,
    answer_keyboard,
    rejudged,
    render_answer,
    render_outcome,
)
from bot.rendering.citations import render_sources
from bot.rendering.reply import keyboard_markup, split
from knowledge.retrieval.outcomes import Answered, Clarification, Option, Refusal, RefusalReason
from tests.builders import make_base, make_document, make_entry

BASE = make_base()
YEARS = BASE.entries["lungang.years"]
SCOPE = BASE.entries["lungang.scope"]


def text_of(reply):
    """A reply's text without markup."""
    return reply.plain


def test_the_answer_comes_first_and_stands_out():
    """The first sentence is bold; a long one is not."""
    html = split(render_answer(Card(YEARS, 1), BASE))[0].html
    assert html.startswith("<b>在同一岗位满五年应当轮岗。</b>")
    long = make_entry(answer="很" * 90 + "。后面")
    assert split(render_answer(Card(long, 1), BASE))[0].html.startswith("很很")
    headless = make_entry(answer="没有句号的一段话就这样结束")
    assert split(render_answer(Card(headless, 1), BASE))[0].html.startswith("没有句号")


def test_a_note_precedes_the_answer():
    """Limits are said before the answer they limit."""
    reply = render_answer(Card(YEARS, 1, note="您所在地区没有专门规定。\n\n以全国规定为准。"), BASE)
    assert text_of(reply).startswith("您所在地区没有专门规定。\n\n以全国规定为准。\n\n在同一岗位")


def test_sources_are_numbered_by_document():
    """Places of one document stand together; what a document lacks leaves no brackets behind."""
    entry = make_entry(citations=("DEMO1 一.1", "DEMO2 二", "DEMO1 前言"))
    text = text_of(render_answer(Card(entry, 1), BASE))
    assert "[1] 《关于干部轮岗的办法》（某组发〔2020〕3号）第一部分第1条、前言 · " in text
    assert " · 县级 某县 · 2020-05-06 · 政策文件\n[2]" in text
    assert "[2] 《学习培训通知》第二部分 · 中央 全国 · 2020-05-06 · 政策文件" in text
    caveat = "这是示例文件，不能当作现行规定。"
    assert text.endswith(f"{texts.CAVEATS}\n[1] {caveat}\n[2] {caveat}")
    single = text_of(render_answer(Card(YEARS, 1), BASE))
    assert single.endswith(texts.CAVEAT.format(caveat=caveat))


def test_the_keyboard_of_an_answer():
    """Sources and judgement in one row, then a row for each related question."""
    keyboard = answer_keyboard(7, (SCOPE,), feedback=-1)
    assert [button.payload for button in keyboard[0]] == [Sources(7), Feedback(7, 1), Feedback(7, -1)]
    assert [button.text for button in keyboard[0][1:]] == ["👍", "✅ 👎"]
    assert keyboard[1][0].payload == Pick(7, 0)
    assert SCOPE.question in keyboard[1][0].text


def test_few_questions_stand_beside_an_answer():
    """More than two are not read, neither beside an answer nor beside a refusal."""
    many = (SCOPE, YEARS, SCOPE)
    assert len(answer_keyboard(7, many)) == 1 + MAX_RELATED
    refused = render_outcome(Refusal(RefusalReason.UNKNOWN, "没有找到。", many), BASE, question=3)
    assert len(refused.keyboard) == MAX_RELATED


def test_an_answer_that_was_just_given_is_not_repeated():
    """Who asks for the source, or for more, gets that alone, with the buttons."""
    reply = render_outcome(Answered(YEARS, 1.0, note="依据是某处。", is_repeat=True), BASE, question=1)
    assert text_of(reply) == "依据是某处。"
    assert [button.payload for button in reply.keyboard[0]] == [Sources(1), Feedback(1, 1), Feedback(1, -1)]


def test_judging_changes_its_row_only():
    """The other buttons of the message stay."""
    before = keyboard_markup(answer_keyboard(7, (SCOPE, YEARS)))
    assert before
    after = rejudged(before, 7, feedback=1)
    assert after.inline_keyboard[1:] == before.inline_keyboard[1:]
    assert after.inline_keyboard[0][1].text == "✅ 👍"


def test_each_outcome_has_its_reply():
    """Answer, choice and refusal, with the buttons that belong to them."""
    answered = render_outcome(Answered(YEARS, 1.0, related=(SCOPE,)), BASE, question=1)
    assert len(answered.keyboard) == 2
    options = tuple(Option(entry, entry.question) for entry in (YEARS, SCOPE))
    choice = render_outcome(Clarification(options, 0.5), BASE, question=2)
    assert [row[0].payload for row in choice.keyboard] == [Pick(2, 0), Pick(2, 1)]
    refused = render_outcome(Refusal(RefusalReason.UNKNOWN, "没有找到。", (SCOPE,)), BASE, question=3)
    assert text_of(refused).startswith("没有找到。")
    assert texts.NEAREST in text_of(refused)
    assert refused.keyboard[0][0].text == SCOPE.question


def test_a_refusal_without_topics():
    """Small talk is followed by nothing."""
    refused = render_outcome(Refusal(RefusalReason.SMALL_TALK, "您好。"), BASE, question=3)
    assert text_of(refused) == "您好。"
    assert refused.keyboard == ()


def test_sources_in_full():
    """Everything known of the document; what it lacks is said or left out."""
    text = text_of(render_sources(YEARS, BASE))
    for words in (
        "条款位置：第一部分第1条；第二部分第2条",
        "发文单位：某县委组织部",
        "文号：某组发〔2020〕3号",
        "施行日期：2020-06-01",
        "级别和地区：县级 某县",
        "时效：长期有效",
        "· 2023年修订过第二条。",
    ):
        assert words in text
    bare = make_document(id="DEMO1", number=None, effective_on=None, revisions=())
    base = make_base()
    base = type(base)(documents={**base.documents, "DEMO1": bare}, entries=base.entries)
    text = text_of(render_sources(YEARS, base))
    assert "文号：文内未写" in text
    assert "施行日期" not in text
    assert texts.REVISIONS not in text
