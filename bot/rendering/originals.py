"""The words of imported originals: a provision in full, the buttons that lead to it, and leads of a refusal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.payloads.originals import ShowLead, ShowOriginal
from bot.rendering import texts
from bot.rendering.citations import title
from bot.rendering.reply import Block, Button, Reply, Span, Style, block, bold, italic
from knowledge.eligibility.durations import show_date
from knowledge.entries import Entry
from knowledge.knowledge_base import KnowledgeBase
from knowledge.originals.leads import Lead
from knowledge.originals.placement import ancestry
from knowledge.sources import Document

BUTTON = "📜 查看原文：{place}"
LEAD_BUTTON = "🔎 查找线索：{place}"
IMPORTED = "原文（由管理员导入，{day}）"
CUT_SHORT = "（篇幅较长，以下从略，请查阅原件。）"
GONE = "这一处的原文目前不在库里。"
LEADS = "原文里的线索（不是答复，仅供查找）"
LEADS_WHY = "库里没有现成的答案。下面几处原文提到了相近的词，是否适用请自行核对或者询问组织人事部门："
LEAD = "· {place}：“{excerpt}”"
# Three messages are as much as anybody reads in a chat.
LONGEST = 9000


@dataclass(frozen=True)
class Words:
    """The words of a provision as they were imported."""

    document: Document
    locator: str
    words: Sequence[str]
    imported_on: date


def render_words(shown: Words) -> Reply:
    """A provision in full: where it stands, who imported it and when, its words, and the document's caveat."""
    text = "\n".join(shown.words)
    head = block(bold(f"{title(shown.document)}{shown.document.locate(shown.locator)}"))
    origin = block(italic(IMPORTED.format(day=show_date(shown.imported_on))))
    rest = [block(italic(CUT_SHORT))] if len(text) > LONGEST else []
    quoted = Block((Span(text[:LONGEST], Style.QUOTE),))
    caveat = block(italic(texts.CAVEAT.format(caveat=shown.document.caveat)))
    return Reply((head, origin, quoted, *rest, caveat))


def with_originals(
    reply: Reply, entry: Entry, base: KnowledgeBase, *, question: int, present: Iterable[tuple[str, str]]
) -> Reply:
    """The sources of an answer, with a button for each citation whose words are present."""
    covered = {(document, place) for document, locator in present for place in ancestry(locator)}
    is_alone = len(entry.documents) == 1
    rows = tuple(
        (
            Button(
                BUTTON.format(place=_place(base.document(c.document), c.locator, is_alone=is_alone)), payload
            ),
        )
        for position, c in enumerate(entry.citations)
        if (c.document, c.locator) in covered
        for payload in [ShowOriginal(question, position)]
    )
    return replace(reply, keyboard=(*reply.keyboard, *rows))


def with_leads(reply: Reply, leads: Sequence[Lead], base: KnowledgeBase) -> Reply:
    """A refusal with leads after its first sentence, and a button for each."""
    if not leads:
        return reply
    places = [_place(base.document(lead.passage.document), lead.passage.locator) for lead in leads]
    lines = [
        LEAD.format(place=place, excerpt=lead.excerpt) for place, lead in zip(places, leads, strict=True)
    ]
    part = block(bold(LEADS), f"\n{LEADS_WHY}\n", "\n".join(lines))
    rows = tuple(
        (Button(LEAD_BUTTON.format(place=place), ShowLead(lead.passage.id)),)
        for place, lead in zip(places, leads, strict=True)
    )
    return Reply((*reply.blocks[:1], part, *reply.blocks[1:]), (*reply.keyboard, *rows))


def _place(document: Document, locator: str, *, is_alone: bool = False) -> str:
    """Where a provision stands; the document goes without saying when there is only one."""
    return document.locate(locator) if is_alone else document.place(locator)
