"""Splitting originals into provisions."""

from knowledge.originals.outline import index_provisions, split_provisions
from tests.knowledge.samples import NATIONAL

LONG = "这一段话在印刷时被换页打断因此没有说完后面的内容要接到同一段里面去才能读得通顺明白完整"


def split(text, **card):
    """Locators and texts of a made-up document."""
    return [(p.locator, p.text) for p in split_provisions(NATIONAL.model_copy(update=card), text)]


def test_sections_and_items():
    """Numbered lines open provisions; what stands before the first section is the lead."""
    text = "引言\n一、目标\n说明。\n1、第一项\n2. 第二项\n二、措施\n(一)甲\nl、误识的一\n"
    outline = (("section",), ("paren", "arabic"), ("arabic",))
    assert split(text, outline=outline) == [
        ("前言", "引言"),
        ("一", "一、目标\n说明。"),
        ("一.1", "1、第一项"),
        ("一.2", "2. 第二项"),
        ("二", "二、措施"),
        ("二.1", "(一)甲\nl、误识的一"),
    ]


def test_bullets_are_counted():
    """Bullets without numbers are numbered in order, anew in each section."""
    text = "一、甲\n——第一\n——第二\n二、乙\n——又一"
    assert [locator for locator, _ in split(text, outline=(("section",), ("bullet",)))] == [
        "一",
        "一.1",
        "一.2",
        "二",
        "二.1",
    ]


def test_serials_and_points():
    """一是 continues the level it began on; (1) may stand inside a paragraph."""
    text = "一、甲\n一是首先\n二是其次\n二、乙\n(一)丙(1)点一(2)点二"
    outline = (("section",), ("paren", "serial"), ("arabic", "point"))
    assert split(text, outline=outline) == [
        ("一", "一、甲"),
        ("一.1", "一是首先"),
        ("一.2", "二是其次"),
        ("二", "二、乙"),
        ("二.1", "(一)丙"),
        ("二.1.1", "(1)点一"),
        ("二.1.2", "(2)点二"),
    ]


def test_serial_inside_a_numbered_item():
    """一是 below a numbered item belongs to the item."""
    text = "一、甲\n(一)乙\n一是其中之一"
    assert split(text, outline=(("section",), ("paren", "serial"))) == [
        ("一", "一、甲"),
        ("一.1", "(一)乙\n一是其中之一"),
    ]


def test_anchors():
    """A provision without a number begins where its first words stand."""
    found = split(
        "一、甲\n应该说，成效明显。\n一是其一",
        outline=(("section",), ("paren",), ("serial",)),
        anchors={"一.2": "应该说"},
    )
    assert [locator for locator, _ in found] == ["一", "一.2", "一.2.1"]


def test_paragraphs():
    """Documents that count paragraphs get one locator a paragraph, where the card knows it."""
    card = {"outline": (("section",), ("arabic",), ("paragraph",)), "locators": ("二.1.1", "二.1.2")}
    found = split("二、甲\n1. 第一段。\n第二段。\n2. 另一项。", **card)
    assert [locator for locator, _ in found] == ["二", "二.1.1", "二.1.2", "二.2"]


def test_broken_lines_are_joined():
    """A long line that stops in mid-sentence goes on in the next."""
    assert split(f"{LONG}\n\n后半句。\n另一段") == [("前言", f"{LONG}后半句。\n另一段")]


def test_nothing():
    """An empty text has no provisions."""
    assert split(" \n") == []


def test_the_words_stay_as_they_are():
    """Traditional characters and wide signs are recognized, and not changed."""
    found = split(
        "前言（原樣）\n一、甲：規定\n（一）辦法，如下⑴其一（２）其二",
        outline=(("section",), ("paren",), ("point",)),
    )
    assert found == [
        ("前言", "前言（原樣）"),
        ("一", "一、甲：規定"),
        ("一.1", "（一）辦法，如下"),
        ("一.1.1", "⑴其一"),
        ("一.1.2", "（２）其二"),
    ]


def test_index():
    """A provision's text includes everything below it."""
    provisions = split_provisions(
        NATIONAL.model_copy(update={"outline": (("section",), ("arabic",))}), "一、甲\n1、乙"
    )
    assert index_provisions("CN1", provisions) == {"CN1 一": "一、甲\n1、乙", "CN1 一.1": "1、乙"}
