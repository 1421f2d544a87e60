"""Words of originals, buttons to them, and leads."""

from datetime import date

from bot.payloads.originals import ShowLead, ShowOriginal
from bot.rendering import originals
from bot.rendering.originals import Words, render_words, with_leads, with_originals
from bot.rendering.reply import Reply, Style, block, split
from knowledge.originals.leads import Lead, Passage
from tests.builders import make_base, make_document, make_entry

DAY = date(2026, 3, 5)


def test_words_in_full():
    """Place, origin, words as a quotation, caveat."""
    reply = render_words(Words(make_document(), "一.1", ["1、甲。", "接着说。"], DAY))
    assert reply.plain.split("\n\n") == [
        "《关于干部轮岗的办法》（某组发〔2020〕3号）第一部分第1条",
        "原文（由管理员导入，2026年3月5日）",
        "1、甲。\n接着说。",
        "提示：这是示例文件，不能当作现行规定。",
    ]
    assert reply.blocks[2].spans[0].style is Style.QUOTE


def test_long_words_are_split_and_bounded():
    """Several messages at most, each with sound markup, and a word about what is left out."""
    reply = render_words(Words(make_document(), "一", ["很长的一段话。" * 5000], DAY))
    parts = split(reply)
    assert len(parts) <= 5
    assert all(part.html.count("<blockquote>") == part.html.count("</blockquote>") for part in parts)
    assert originals.CUT_SHORT in reply.plain


def test_a_button_for_each_citation_with_words():
    """Words of a part below count for the whole; the document is named when there are several."""
    base, entry = make_base(), make_entry(citations=("DEMO1 一", "DEMO2 一.1", "DEMO1 二.2"))
    made = with_originals(
        Reply((block("依据"),)), entry, base, question=3, present=[("DEMO1", "一.2"), ("DEMO2", "一.1")]
    )
    assert [(row[0].text, row[0].payload) for row in made.keyboard] == [
        (originals.BUTTON.format(place="轮岗办法第一部分"), ShowOriginal(3, 0)),
        (originals.BUTTON.format(place="培训通知第一部分第1条"), ShowOriginal(3, 1)),
    ]


def test_leads_after_the_first_sentence():
    """The refusal first, then the leads, then what was there; nothing changes without leads."""
    reply = Reply((block("没有答案。"), block("您是不是想了解：")))
    assert with_leads(reply, (), make_base()) is reply
    lead = Lead(Passage(8, "DEMO1", "二.2", "全文"), 0.5, "…一段…")
    made = with_leads(reply, (lead,), make_base())
    first, leads, last = made.plain.split("\n\n")
    assert (first, last) == ("没有答案。", "您是不是想了解：")
    assert "不是答复，仅供查找" in leads
    assert leads.endswith("· 轮岗办法第二部分第2条：“…一段…”")
    assert made.keyboard[0][0].payload == ShowLead(8)
