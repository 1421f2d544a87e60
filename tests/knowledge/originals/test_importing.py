"""From files to the provisions of a known document; on made-up documents, and on the five real ones where they are."""

from pathlib import Path

import pytest

from knowledge.loader import CONTENT, ContentReader
from knowledge.originals.formats import Format, Trouble, Unreadable
from knowledge.originals.importing import Imported, Mismatched, Unrecognized, import_original
from knowledge.originals.outline import Provision
from knowledge.originals.placement import place
from knowledge.originals.recognition import recognize
from knowledge.sources import Document
from knowledge.text.normalization import traditionalize
from tests.knowledge.originals.making import TEXT, make_docx, make_html, make_pdf, wrap
from tests.knowledge.samples import NATIONAL, NINGXIA

SOURCES = Path(__file__).parents[4] / "shared" / "sources"
OUTLINE = {"outline": (("section",), ("arabic",))}
DOCUMENTS = {
    "CN1": NATIONAL.model_copy(update=OUTLINE),
    "NX1": NINGXIA.model_copy(update=OUTLINE),
}
LINES = [line for line in TEXT.splitlines() if line]
PLACES = ("前言", "一", "一.1", "一.2", "二", "二.1")


def bare(text):
    """A text without spaces."""
    return "".join(text.split())


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (TEXT.encode(), Format.TXT),
        (TEXT.encode("gb18030"), Format.TXT),
        (TEXT.encode("utf-16"), Format.TXT),
        (make_docx(LINES), Format.DOCX),
        (make_html(LINES), Format.HTML),
        (make_pdf([[*LINES[:5], "— 1 —"], [*LINES[5:], "— 2 —"]]), Format.PDF),
    ],
)
def test_every_format_gives_the_same_provisions(data, kind):
    """The document is recognized by its title, and nothing is missing or left over."""
    result = import_original(data, DOCUMENTS)
    assert isinstance(result, Imported)
    assert (result.document.id, result.format, result.also) == ("CN1", kind, ())
    assert (result.placement.missing, result.placement.extra) == ((), ())
    assert [p.locator for p in result.placement.provisions] == list(PLACES)
    assert result.placement.provisions[3].text == "2、锻炼期间由乡镇管理，原单位每年去看望一次。"


def test_the_hash_is_that_of_the_file():
    """The same file has the same hash, another one another."""
    one, same, other = (import_original(text.encode(), DOCUMENTS) for text in (TEXT, TEXT, f"{TEXT}\n"))
    assert isinstance(one, Imported)
    assert isinstance(same, Imported)
    assert isinstance(other, Imported)
    assert one.content_hash == same.content_hash != other.content_hash


def test_an_unreadable_file():
    """The reason is handed on."""
    assert import_original(b"", DOCUMENTS) == Unreadable(Trouble.EMPTY)


def test_a_text_of_unknown_title():
    """It is nobody's, unless the operator says whose it is."""
    text = TEXT.replace("关于基层锻炼的意见", "一份没有题目的文件").encode()
    assert import_original(text, DOCUMENTS) == Unrecognized(())
    named = import_original(text, DOCUMENTS, named="CN1")
    assert isinstance(named, Imported)
    assert (named.document.id, named.also) == ("CN1", ())


def test_the_operator_names_another_document():
    """What the text itself says is told."""
    result = import_original(TEXT.encode(), DOCUMENTS, named="NX1")
    assert isinstance(result, Imported)
    assert (result.document.id, [document.id for document in result.also]) == ("NX1", ["CN1"])


def test_a_text_that_only_bears_the_title():
    """A report about a document is not the document."""
    news = "关于基层锻炼的意见\n昨天发布了这份意见，引起了大家的关注。"
    result = import_original(news.encode(), DOCUMENTS)
    assert isinstance(result, Mismatched)
    assert result.placement.placed == ("前言",)


def test_recognition():
    """A number outweighs a title, an own line outweighs a mention, and two alike are both candidates."""

    def ids(text):
        return [document.id for document in recognize(text, DOCUMENTS.values())]

    assert ids("某发 1 号\n关于干部交流的办法") == ["CN1"]
    assert ids("根据《关于基层锻炼的意见》制定\n关于干部交流的办法\n") == ["NX1"]
    assert ids("印发《关于基层锻\n炼的意见》《关于干部交流的办法》的通知") == ["CN1", "NX1"]
    assert ids(traditionalize("关于干部交流的办法")) == ["NX1"]
    assert ids("别的") == []


def test_placement():
    """Places with text below them count as found; the parts of a known place are not left over, others are."""
    document = NATIONAL.model_copy(update={"locators": ("前言", "一", "二.1.1", "三"), "headings": ()})
    found = [Provision(locator, locator) for locator in ("一.2", "二", "二.1.1", "四")]
    placement = place(document, found)
    assert placement.placed == ("一", "二.1.1")
    assert placement.missing == ("前言", "三")
    assert [provision.locator for provision in placement.extra] == ["一.2", "四"]
    assert not placement.is_convincing


@pytest.fixture(scope="session")
def cards():
    """The cards of the shipped documents."""
    found = ContentReader(CONTENT).read("documents.yaml", Document, lambda document: document.id)
    return {document.id: document for document in found}


def variants(text):
    """A text as files of every format, printed lines among them."""
    lines = [line for line in text.splitlines() if line.strip()]
    printed = wrap(text, 28, indent="　　")
    pages = [printed[start : start + 30] for start in range(0, len(printed), 30)]
    yield text.encode("gb18030")
    yield text.encode("utf-16")
    yield make_docx(lines)
    yield make_html(lines)
    yield "\n".join(f"{number:4}  {line}" for number, line in enumerate(printed, 1)).encode()
    yield make_pdf([["内部资料", *page, f"— {number} —"] for number, page in enumerate(pages, 1)])


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the originals are not there: ../shared/sources")
@pytest.mark.parametrize("name", ["CN2009", "CITY2009", "ZS2008", "PROV2005", "NX2016"])
def test_the_real_documents(cards, name):
    """Each is recognized and placed without a gap, word for word, and the same in every format."""
    text = (SOURCES / f"{name}.txt").read_text(encoding="utf-8")
    result = import_original(text.encode(), cards)
    assert isinstance(result, Imported)
    assert (result.document.id, result.placement.missing, result.placement.extra) == (name, (), ())
    assert all(bare(p.text) in bare(text.replace("**", "")) for p in result.placement.provisions[1:])
    for data in variants(text):
        other = import_original(data, cards)
        assert isinstance(other, Imported)
        assert [p.locator for p in other.placement.provisions] == [
            p.locator for p in result.placement.provisions
        ]
        assert [bare(p.text) for p in other.placement.provisions[1:]] == [
            bare(p.text) for p in result.placement.provisions[1:]
        ]
