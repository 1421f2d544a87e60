"""Small documents of our own in every format, made in memory."""

import html
import zipfile
import zlib
from io import BytesIO

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

# A document of our own: the card's grammar is `一、`, below it `1、` (see CARD).
TEXT = """关于基层锻炼的意见

现就干部到基层锻炼提出以下意见。

一、总体要求

各单位要把年轻干部放到艰苦的地方去锻炼，帮助他们熟悉群众工作。

1、新录用的干部先到乡镇工作，时间由县里商量确定。

2、锻炼期间由乡镇管理，原单位每年去看望一次。

二、考核办法

1、锻炼结束以后，由乡镇写出鉴定，装进本人的材料袋。
"""


def make_docx(lines):
    """A Word document with a paragraph a line."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


def saved(document):
    """The bytes of a Word document."""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def make_numbered_docx(paragraphs, levels):
    """A Word document whose numbers are automatic: paragraphs are (level or None, text)."""
    document = docx.Document()
    items = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{numerals}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for depth, (numerals, pattern) in enumerate(levels)
    )
    numbering = document.part.numbering_part.element
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{items}</w:abstractNum>')
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for depth, text in paragraphs:
        paragraph = document.add_paragraph(text)
        if depth is not None:
            place = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="77"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(place))
    return saved(document)


def make_html(lines, *, charset="utf-8"):
    """A page of a site: navigation above and below, the lines as paragraphs between."""
    body = "".join(f"<p>{html.escape(line)}</p>\n" for line in lines)
    page = f"""<!DOCTYPE html><html><head><meta charset="{charset}"><title>某站</title>
<script>var a = "一、附加文字";</script></head><body><nav><ul><li>首部</li><li>政策</li></ul></nav>
<div class="main"><!-- 附加 --><h1>{lines[0]}</h1><p>日期：2022-10-23　作者：某甲</p>
{body}<p>上一篇：某文</p><p>下一篇：另文</p></div><footer>某站</footer></body></html>"""
    return page.encode(charset)


def wrap(text, width, *, indent=""):
    """The text as printed lines of this many characters."""
    lines = []
    for paragraph in filter(None, text.splitlines()):
        rest = f"{indent}{paragraph}"
        while rest:
            lines.append(rest[:width])
            rest = rest[width:]
    return lines


def make_pdf(pages, *, trailer="", is_packed=False):
    """A PDF that shows each page's lines; its font draws nothing but says which characters are meant."""
    count = len(pages)
    kids = " ".join(f"{10 + 2 * number} 0 R" for number in range(count))
    used = sorted(
        {character.encode("utf-16-be").hex() for lines in pages for line in lines for character in line}
    )
    to_unicode = (
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange "
        f"{len(used)} beginbfchar\n"
        + "".join(f"<{code}> <{code}>\n" for code in used)
        + "endbfchar endcmap end"
    )
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        3: "<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        4: "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /DW 1000 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        5: stream(to_unicode),
    }
    for number, lines in enumerate(pages):
        shown = "".join(
            f"BT /F1 12 Tf 72 {780 - 18 * row} Td <{line.encode('utf-16-be').hex()}> Tj ET\n"
            for row, line in enumerate(lines)
        )
        objects[10 + 2 * number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {11 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects[11 + 2 * number] = packed(shown) if is_packed else stream(shown)
    return _assemble(objects, trailer)


def stream(content, entries=""):
    """A stream object."""
    return f"<< /Length {len(content)} {entries}>>\nstream\n{content}\nendstream"


def packed(content):
    """A compressed stream object."""
    return stream(zlib.compress(content.encode()).decode("latin-1"), "/Filter /FlateDecode ")


def _assemble(objects, trailer):
    out = b"%PDF-1.7\n"
    places = {}
    for number, content in sorted(objects.items()):
        places[number] = len(out)
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    start = len(out)
    size = max(objects) + 1
    rows = ["0000000000 65535 f "]
    rows += [
        f"{places[number]:010d} 00000 n " if number in places else "0000000000 00000 f "
        for number in range(1, size)
    ]
    out += ("xref\n" + f"0 {size}\n" + "\n".join(rows) + "\n").encode()
    return out + f"trailer << /Size {size} /Root 1 0 R {trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()


def make_zip(members):
    """An archive of these names and contents."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()
