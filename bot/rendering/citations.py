"""Sources in words: the numbered list below an answer, and the full card of each document."""

from collections.abc import Iterable, Mapping, Sequence

from bot.rendering import texts
from bot.rendering.reply import Block, Reply, Span, block, bold, italic
from knowledge.entries import Entry
from knowledge.knowledge_base import KnowledgeBase
from knowledge.sources import Citation, Document

NATIONAL = "中央"


def render_basis(entries: Sequence[Entry], base: KnowledgeBase) -> tuple[Block, ...]:
    """Numbered documents with the places cited, each once, then each document's caveat."""
    documents = [
        base.document(name) for name in dict.fromkeys(name for entry in entries for name in entry.documents)
    ]
    lines = [
        f"[{number}] {title(document)}{'、'.join(_all_places(entries, document))} · {traits(document)}"
        for number, document in enumerate(documents, start=1)
    ]
    return (block(bold(texts.BASIS), "\n", "\n".join(lines)), _caveats(documents))


def _caveats(documents: Sequence[Document]) -> Block:
    """What to bear in mind about the documents; of several, each under its number."""
    if len(documents) == 1:
        return block(italic(texts.CAVEAT.format(caveat=documents[0].caveat)))
    lines = (f"[{number}] {document.caveat}" for number, document in enumerate(documents, start=1))
    return block(italic("\n".join((texts.CAVEATS, *lines))))


def title(document: Document) -> str:
    """The document's title in its marks, with its number where it has one."""
    return f"《{document.title}》" + (f"（{document.number}）" if document.number else "")


def places(entry: Entry, document: Document) -> list[str]:
    """The places of a document that an entry cites, in words."""
    own = (citation for citation in entry.citations if citation.document == document.id)
    return [document.locate(citation.locator) for citation in own]


def short_places(documents: Mapping[str, Document], cited: Iterable[Citation]) -> list[str]:
    """Cited places in words, each under the short name of its document."""
    return [documents[one.document].place(one.locator) for one in cited]


def _all_places(entries: Sequence[Entry], document: Document) -> list[str]:
    return list(dict.fromkeys(place for entry in entries for place in places(entry, document)))


def level(document: Document) -> str:
    """Level and region, such as “自治区级 宁夏”."""
    word = document.level if document.level == NATIONAL else f"{document.level}级"
    return f"{word} {document.region}"


def traits(document: Document) -> str:
    """Level, region, date and standing in one line."""
    return " · ".join((level(document), document.date, document.standing))


def render_sources(entry: Entry, base: KnowledgeBase) -> Reply:
    """Everything about the documents that an answer rests on."""
    documents = [base.document(name) for name in entry.documents]
    cards = [
        part
        for number, document in enumerate(documents, start=1)
        for part in _document_card(number, document, entry)
    ]
    return Reply((block(bold(texts.SOURCES_TITLE.format(question=entry.question))), *cards))


def _document_card(number: int, document: Document, entry: Entry) -> list[Block]:
    """One document: what it is, where to look, what was revised since, what to bear in mind."""
    spans: list[Span | str] = [bold(f"[{number}] {title(document)}")]
    for label, value in _fields(document, entry):
        spans.append(f"\n{label}：{value}")
    card = [block(*spans)]
    if document.revisions:
        revisions = "\n".join(f"· {revision}" for revision in document.revisions)
        card.append(block(bold(texts.REVISIONS), f"\n{revisions}"))
    return [*card, block(italic(texts.CAVEAT.format(caveat=document.caveat)))]


def _fields(document: Document, entry: Entry) -> list[tuple[str, str]]:
    """The lines of a document's card; those without a value are left out."""
    effective = document.effective_on.isoformat() if document.effective_on else ""
    lines = (
        (texts.PLACE, "；".join(places(entry, document))),
        (texts.ISSUER, document.issuer),
        (texts.NUMBER, document.number or texts.NO_NUMBER),
        (texts.DATE, document.date),
        (texts.EFFECTIVE, effective),
        (texts.LEVEL, level(document)),
        (texts.STANDING, document.standing),
        (texts.PERIOD, document.period),
    )
    return [(label, value) for label, value in lines if value]
