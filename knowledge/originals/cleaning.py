"""Taking out of a read text what the document's author did not write: page numbers, headers, a site's boilerplate."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from knowledge.originals.formats import Format
from knowledge.originals.unwrapping import unwrap
from knowledge.text.normalization import simplify

INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\xad\x00-\x08\x0e-\x1f]")
PAGE_NUMBER = re.compile(
    r"^[-—–·•\s]*(\d{1,4}|第\s*\d+\s*页(\W*共\s*\d+\s*页)?|共\s*\d+\s*页|page\s*\d+(\s*of\s*\d+)?|\d+\s*/\s*\d+)"
    r"[-—–·•\s]*$",
    re.IGNORECASE,
)
LINE_NUMBER = re.compile(r"^\s*(\d{1,5})(?:[\t |:]+|$)(.*)$")
NUMBERED_SHARE = 0.8
FEWEST_NUMBERED = 10
SECTION = re.compile(r"^[一二三四五六七八九十]+、")
PREAMBLE = re.compile(
    r"^(时间|日期|发布(时间|日期)|颁布(时间|主体)|法规(标题|正文)|来源|信息来源|作者|编辑|责任编辑|导语|摘要|关键词"
    r"|浏览(次数|量)?|阅读(次数|量)?|点击(数|量|率)?|字号|字体|当前位置|您(现在)?的位置|首页)\s*[:>》]"
)
CLOSING = re.compile(
    r"^\W*(上一(篇|条)|下一(篇|条)|相关(阅读|文章|链接|推荐|信息)|责任编辑|版权(所有|声明)|copyright|扫一扫"
    r"|分享到|打印本页|关闭窗口|返回顶部|网站地图)",
    re.IGNORECASE,
)
LONGEST_CLOSING = 60
# A header or footer stands at the same end of most pages.
EDGE = 2
FEWEST_PAGES = 3
GAP = re.compile(r"(?<=[\u4e00-\u9fff，。、；：（）“”]) +(?=[\u4e00-\u9fff，。、；：（）“”])")
GAP_SHARE = 0.2


def clean(text: str, kind: Format) -> str:
    """The document's own lines; those that a printed page broke are whole again."""
    shown = INVISIBLE.sub("", text).replace("**", "")  # bold, as some converters write it
    pages = [_drop_line_numbers(page.splitlines()) for page in shown.split("\f")]
    lines = [line for page in _drop_edges(pages) for line in page if not PAGE_NUMBER.match(simplify(line))]
    if kind is Format.PDF:
        lines = _close_gaps(lines)
    if kind in {Format.PDF, Format.TXT}:
        lines = unwrap(lines)
    return "\n".join(_drop_boilerplate(lines))


def _drop_line_numbers(lines: Sequence[str]) -> list[str]:
    """The lines of a page without the numbers in its margin, if nearly all lines have one and they count up."""
    found = [(line, LINE_NUMBER.match(line)) for line in lines if line.strip()]
    numbers = [int(match[1]) for _, match in found if match]
    if len(numbers) < max(FEWEST_NUMBERED, NUMBERED_SHARE * len(found)):
        return list(lines)
    if any(after != before + 1 for before, after in pairwise(numbers)):
        return list(lines)
    return [match[2] if match else line for line, match in found]


def _drop_edges(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The pages without the lines that recur at the top or the foot of most of them."""
    filled = [[line for line in page if line.strip()] for page in pages]
    seen = Counter(line for page in filled for line in {_shape(line) for line in _edges(page)})
    bar = max(FEWEST_PAGES, len(filled) / 2)
    recurring = {line for line, count in seen.items() if count >= bar}
    return [
        [
            line
            for number, line in enumerate(page)
            if _shape(line) not in recurring or EDGE <= number < len(page) - EDGE
        ]
        for page in filled
    ]


def _edges(page: Sequence[str]) -> Iterable[str]:
    return [*page[:EDGE], *page[-EDGE:]]


def _shape(line: str) -> str:
    """A header's constant part: digits count as the same."""
    return re.sub(r"\d+", "0", "".join(line.split()))


def _close_gaps(lines: list[str]) -> list[str]:
    """Lines without the gaps that some PDFs have between all characters."""
    text = "\n".join(lines)
    if len(GAP.findall(text)) < GAP_SHARE * len("".join(text.split())):
        return lines
    return [GAP.sub("", line) for line in lines]


def _drop_boilerplate(lines: Iterable[str]) -> Iterator[str]:
    """The lines up to a site's closing links, without what the site says or repeats above the first section."""
    before = ""
    has_begun = False
    for line in lines:
        folded = simplify(line).strip()
        has_begun = has_begun or bool(SECTION.match(folded))
        if has_begun and len(folded) <= LONGEST_CLOSING and CLOSING.match(folded):
            return
        if folded and (has_begun or not (PREAMBLE.match(folded) or folded == before)):
            yield line
            before = folded
