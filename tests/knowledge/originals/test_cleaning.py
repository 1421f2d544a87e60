"""Taking out what is not the document's own, and making printed lines whole."""

import pytest

from knowledge.originals.cleaning import clean
from knowledge.originals.formats import Format
from knowledge.originals.unwrapping import find_width, unwrap
from tests.knowledge.originals.making import wrap

LONG = (
    "各级组织部门要从实际需要出发安排年轻干部到基层去，让他们在同群众打交道的过程中学会做工作；"
    "派出单位要关心他们的生活，接收单位要交给他们具体的任务，期满以后由双方一起作出评价。"
    "评价的结果要同本人见面，并且作为今后安排工作时的一个参考。"
)
DOCUMENT = f"关于锻炼的意见\n一、要求\n{LONG}\n1、时间\n{LONG}\n二、办法\n{LONG}"


def cleaned(text, kind=Format.TXT):
    """The lines that are left."""
    return clean(text, kind).splitlines()


def test_page_numbers_go():
    """Numbers of pages in their usual forms; a line of the text that ends in a figure stays."""
    numbers = ["3", "— 12 —", "- 4 -", "第 3 页", "第3页 共10页", "共10页", "Page 2 of 9", "3 / 10"]
    assert cleaned("\n".join(["甲", *numbers, "乙", "3%。"])) == ["甲", "乙", "3%。"]


def test_headers_and_footers_go():
    """A line at the same end of most pages is none of the text; in the middle of a page it stays."""
    pages = [f"内部资料 第{n}期\n正文{n}甲\n正文乙{n}\n正文丙\n结尾{n}甲\n印发 {n}" for n in "一二三"]
    text = "\f".join(
        page.replace("第一", "第1").replace("第二", "第2").replace("第三", "第3") for page in pages
    )
    lines = cleaned(text)
    assert not any("内部资料" in line for line in lines)
    assert lines.count("正文丙") == 3


def test_two_pages_have_no_headers():
    """What occurs twice may well be the text."""
    assert cleaned("同一行\n甲\f同一行\n乙") == ["同一行", "甲", "同一行", "乙"]


def test_line_numbers_go():
    """Numbers in the margin that count up, also on empty lines."""
    numbered = "\n".join(f"{number:3}  第{number}行的文字" for number in range(1, 12)) + "\n 12\n"
    assert cleaned(numbered)[0] == "第1行的文字"
    assert len(cleaned(numbered)) == 11


@pytest.mark.parametrize("numbers", [range(1, 6), [1, 2, 3, 9, 4, 5, 6, 7, 8, 10, 11, 12]])
def test_other_numbers_stay(numbers):
    """A short list, or one that does not count up, is the text's own."""
    text = "\n".join(f"{number} 项目" for number in numbers)
    assert cleaned(text) == text.split("\n")


def test_what_a_site_adds_goes():
    """The line of time and source, the repeated title, and the links below the text."""
    text = (
        "意见\n時間:2022-02-12\n导语:摘自网上\n意见\n引言\n一、甲\n来源:这是正文\n下一步要做的\n"
        "上一篇：别的\n版权所有"
    )
    assert cleaned(text, Format.HTML) == ["意见", "引言", "一、甲", "来源:这是正文", "下一步要做的"]


def test_invisible_characters_and_bold_marks_go():
    """Zero-width characters, soft hyphens and the asterisks of converters."""
    assert cleaned("**重\u200b要**的\ufeff话") == ["重要的话"]


def test_gaps_of_a_pdf_close():
    """Spaces between all characters go; single ones stay."""
    assert cleaned("各 级 部 门 要 从 实 际 出 发", Format.PDF) == ["各级部门要从实际出发"]
    assert cleaned("组织部 人社厅关于进一步加强锻炼工作的意见", Format.PDF) == [
        "组织部 人社厅关于进一步加强锻炼工作的意见"
    ]


@pytest.mark.parametrize("width", [24, 28, 36])
@pytest.mark.parametrize("indent", ["", "　　"])
def test_printed_lines_become_paragraphs(width, indent):
    """Whatever the width, with and without indented first lines."""
    assert unwrap(wrap(DOCUMENT, width, indent=indent)) == [
        f"{indent}{line}" for line in DOCUMENT.splitlines()
    ]


def test_a_full_line_before_a_number():
    """After a full stop a number begins a paragraph; in running text it may be the rest of a word."""
    body = ["甲" * 20 + "。" + "乙" * 7] * 6 + ["丙" * 10]
    inside = unwrap([*body, "丁" * 14 + "。" + "队伍经历比较单调来源也不够丰", "一、单的情况", "戊"])
    assert inside[-2].endswith("来源也不够丰一、单的情况")
    after = unwrap([*body, "丁" * 27 + "。", "一、单列一段", "戊"])
    assert after[-2:] == ["一、单列一段", "戊"]
    heading = unwrap([*body, "一、" + "己" * 26, "1、单列一段", "戊"])
    assert heading[-3:] == ["一、" + "己" * 26, "1、单列一段", "戊"]


def test_paragraphs_on_one_line_each_stay():
    """Text that was never printed has no width."""
    lines = ["短句", LONG, "短", LONG * 2, "短句", "短", "又短", LONG * 3]
    assert find_width(lines) is None
    assert unwrap(lines) == lines
    assert find_width(lines[:3]) is None
