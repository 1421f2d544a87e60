"""Reading files of every format and encoding, and saying why one cannot be read."""

import sys
import zipfile
from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pypdf import apply_configuration

from knowledge.originals import formats, pdf, reading, word
from knowledge.originals.formats import Format, Trouble, Unreadable
from knowledge.originals.reading import ReadText, is_garbled, read_original
from knowledge.originals.word_numbering import to_chinese
from tests.knowledge.originals.making import (
    TEXT,
    make_docx,
    make_html,
    make_numbered_docx,
    make_pdf,
    make_zip,
    saved,
    stream,
)

LINES = [line for line in TEXT.splitlines() if line]
AES = "/CF << /StdCF << /CFM /AESV3 >> >> /StmF /StdCF /StrF /StdCF"
ZEROS = "00" * 32


def lines_of(data):
    """The format and the filled lines of a file."""
    read = read_original(data)
    assert isinstance(read, ReadText), read
    return read.format, [line.strip() for line in read.text.splitlines() if line.strip()]


def trouble_of(data):
    """Why a file cannot be read."""
    read = read_original(data)
    assert isinstance(read, Unreadable)
    return read.trouble


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_plain_text_in_every_encoding(encoding):
    """UTF-8 with and without mark, UTF-16 with its mark in both orders, GB18030."""
    data = TEXT.encode(encoding)
    marks = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
    assert lines_of(marks.get(encoding, b"") + data) == (Format.TXT, LINES)


def test_word():
    """Paragraphs, tables, breaks and tabs in order; what was deleted and drawn twice is left out."""
    document = docx.Document()
    document.add_paragraph("第一段文字")
    document.add_table(1, 2).rows[0].cells[0].text = "表格里的字"
    document.add_paragraph("换行前\n换行后\t制表后")
    paragraph = document.add_paragraph("改过的")
    space = nsdecls("w")
    fallback = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    for piece in (
        f"<w:del {space}><w:r><w:delText>删掉的</w:delText><w:t>删掉的</w:t></w:r></w:del>",
        f"<w:ins {space}><w:r><w:t>插入的</w:t></w:r></w:ins>",
        f'<mc:Fallback xmlns:mc="{fallback}" {space}><w:r><w:t>重复的</w:t></w:r></mc:Fallback>',
        f"<w:r {space}><w:t/></w:r>",
    ):
        paragraph._p.append(parse_xml(piece))
    assert lines_of(saved(document)) == (
        Format.DOCX,
        ["第一段文字", "表格里的字", "换行前", "换行后\t制表后", "改过的插入的"],
    )


def test_word_numbers_that_are_not_written():
    """Automatic numbers are counted as Word shows them, each level anew below the next one up."""
    levels = [
        ("chineseCountingThousand", "%1、"),
        ("decimal", "%2."),
        ("bullet", "——"),
        ("bullet", "\uf0b7"),
        ("decimal", "%1.%4"),
    ]
    paragraphs = [
        (0, "甲"),
        (1, "子"),
        (1, "丑"),
        (2, "点"),
        (0, "乙"),
        (1, "寅"),
        (None, "平文"),
        (3, "圆点"),
        (7, "无级"),
    ]
    _, lines = lines_of(make_numbered_docx(paragraphs, levels))
    assert lines == ["一、甲", "1.子", "2.丑", "——点", "二、乙", "1.寅", "平文", "·圆点", "无级"]


def test_chinese_numbers():
    """Up to ninety-nine in words; beyond that as figures."""
    numbers = (1, 10, 12, 20, 35, 99, 100)
    assert [to_chinese(number) for number in numbers] == [
        "一",
        "十",
        "十二",
        "二十",
        "三十五",
        "九十九",
        "100",
    ]


def test_word_numbers_of_a_style():
    """A paragraph takes the number of its style; an unknown list numbers nothing."""
    document = docx.Document()
    document.add_paragraph("样式编号", style="List Number")
    paragraph = document.add_paragraph("没有这个列表")
    place = f'<w:numPr {nsdecls("w")}><w:numId w:val="999"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(place))
    _, lines = lines_of(saved(document))
    assert lines == ["1.样式编号", "没有这个列表"]


def test_word_without_any_list():
    """A document that defines no numbering is read all the same."""
    document = docx.Document()
    document.add_paragraph("没有编号的文件也要能读")
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("/numbering"):
            del document.part.rels[key]
    assert lines_of(saved(document))[1] == ["没有编号的文件也要能读"]


def test_pdf():
    """Page by page, with a form feed between them."""
    read = read_original(make_pdf([LINES[:4], LINES[4:]]))
    assert isinstance(read, ReadText)
    assert read.format is Format.PDF
    assert [page.split("\n") for page in read.text.split("\f")] == [LINES[:4], LINES[4:]]


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "big5"])
def test_web_page(charset):
    """The paragraphs of the body, without navigation, scripts, comments and footer."""
    body = ["關於鍛煉的意見", "一、總則"] if charset == "big5" else LINES
    kind, lines = lines_of(make_html(body, charset=charset))
    assert kind is Format.HTML
    assert [line for line in lines if line in body] == [body[0], *body]
    assert not {"首部", "政策", "某站"} & set(lines)
    assert not any("附加" in line for line in lines)


def test_web_page_source_breaks():
    """A break of the source is none of the text, but for preformatted text."""
    page = '<?xml version="1.0" encoding="utf-8"?><html><body><p>一段话分\n  两行写</p><pre>照原样\n两行</pre></body></html>'
    assert lines_of(page.encode())[1] == ["一段话分两行写", "照原样", "两行"]


@pytest.mark.parametrize(
    ("data", "trouble"),
    [
        (b"", Trouble.EMPTY),
        (b" \n\t", Trouble.EMPTY),
        (b"<html><body><nav>\xe9\xa6\x96\xe9\xa1\xb5</nav></body></html>", Trouble.EMPTY),
        (b"\x89PNG\r\n\x1a\n....", Trouble.PICTURE),
        (b"\xff\xd8\xff\xe0....", Trouble.PICTURE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Trouble.OLD_OFFICE),
        (b"{\\rtf1 hello}", Trouble.OTHER_KIND),
        (b"some\0binary\0data", Trouble.OTHER_KIND),
        (make_zip({"xl/workbook.xml": "<a/>"}), Trouble.OTHER_KIND),
        (b"PK\x03\x04 cut off", Trouble.DAMAGED),
        (b"%PDF-1.7\nnothing here", Trouble.DAMAGED),
        (make_zip({"word/document.xml": "<a"}), Trouble.DAMAGED),
        (b"\x81\xff\xff\x80", Trouble.ENCODING),
        (b"This is an English text and nothing else.", Trouble.GARBLED),
        ("關於幹部到基層鍛煉的若干意見".encode("big5") * 20, Trouble.GARBLED),
    ],
)
def test_what_cannot_be_read(data, trouble):
    """Each kind of file has its own reason."""
    assert trouble_of(data) is trouble


def test_word_that_is_broken_inside():
    """XML that does not parse is damage, whatever the archive says."""
    whole = zipfile.ZipFile(BytesIO(make_docx(LINES)))
    members = {name: whole.read(name) for name in whole.namelist()} | {"word/document.xml": b"<w:document"}
    assert trouble_of(make_zip(members)) is Trouble.DAMAGED


def test_archives_that_unfold(monkeypatch):
    """What would unpack into masses, or has too many members, is not unpacked."""
    bomb = make_zip({"word/document.xml": b"0" * (word.MAX_UNPACKED + 1)})
    assert len(bomb) < 100_000
    assert trouble_of(bomb) is Trouble.BOMB
    monkeypatch.setattr(word, "MAX_MEMBERS", 2)
    assert trouble_of(make_docx(LINES)) is Trouble.BOMB


def test_encrypted_archive():
    """A member with a password is told from damage."""
    data = bytearray(make_docx(LINES))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 1)
    assert trouble_of(bytes(data)) is Trouble.ENCRYPTED


def test_scanned_pdf():
    """Pages without text are pictures of pages."""
    assert trouble_of(make_pdf([[], ["章"], []])) is Trouble.SCANNED


@pytest.mark.parametrize(
    "keys",
    [
        f"/V 1 /R 2 /O <{'00' * 32}> /U <{'11' * 32}>",
        f"/V 5 /R 6 {AES} /O <{'00' * 48}> /U <{'11' * 48}> /OE <{ZEROS}> /UE <{ZEROS}> /Perms <{'00' * 16}>",
    ],
)
def test_pdf_with_a_password(keys):
    """One that cannot be opened without it is named as such, and one that needs a package to be opened, too."""
    trailer = f"/Encrypt << /Filter /Standard /P -4 {keys} >> /ID [<00> <00>] "
    assert trouble_of(make_pdf([LINES], trailer=trailer)) is Trouble.ENCRYPTED


def test_pdf_that_unfolds():
    """A page whose content unpacks beyond the library's limit is refused; below it, it is read."""
    data = make_pdf([LINES], is_packed=True)
    assert lines_of(data) == (Format.PDF, LINES)
    with apply_configuration(zlib_maximum_output_length=10):
        assert trouble_of(data) is Trouble.BOMB


def test_pdf_bounds(monkeypatch):
    """Too many pages, or too much text on them."""
    data = make_pdf([LINES, LINES])
    monkeypatch.setattr(pdf, "MAX_CHARACTERS", 50)
    assert trouble_of(data) is Trouble.TOO_LARGE
    monkeypatch.setattr(pdf, "MAX_PAGES", 1)
    assert read_original(data) == Unreadable(Trouble.TOO_MANY_PAGES, "1")


def test_bounds(monkeypatch):
    """Too many bytes, or too many characters."""
    monkeypatch.setattr(reading, "MAX_CHARACTERS", 50)
    assert trouble_of(TEXT.encode()) is Trouble.TOO_LARGE
    assert trouble_of(b"0" * (formats.MAX_BYTES + 1)) is Trouble.TOO_LARGE


@pytest.mark.parametrize(
    ("module", "data", "package"),
    [
        ("docx", make_docx(LINES), "python-docx"),
        ("bs4", make_html(LINES), "beautifulsoup4"),
        ("lxml", make_html(LINES), "lxml"),
        ("pypdf", make_pdf([LINES]), "pypdf"),
    ],
)
def test_a_missing_package_is_named(monkeypatch, module, data, package):
    """An installation without a format's package says which one it needs."""
    monkeypatch.setitem(sys.modules, module, None)
    assert read_original(data) == Unreadable(Trouble.NO_PACKAGE, package)


def test_rare_characters_are_garble():
    """Common characters in either script are prose; a page of rare ones is not."""
    assert not is_garbled("黨政班子培養鏈調查匯報")
    assert is_garbled("龘靐齉齾龗麤鱻爩" * 3)


def test_stream_sample_is_sound():
    """The made-up PDF's stream says its own length."""
    assert "/Length 3 " in stream("abc")
