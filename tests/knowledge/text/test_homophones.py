"""Reading through typos."""

import pytest

from knowledge.text.homophones import HomophoneReader
from knowledge.text.segmentation import Tokenizer

TERMS = (
    "到期", "任前公示", "挂职", "宁夏", "试用期", "考核", "公开选拔", "调任", "民主推荐", "考察对象", "居委", "纪委", "纪律",
    "记录", "甲",
)  # fmt: skip


@pytest.fixture(scope="module")
def reader():
    """A reader that knows a few terms."""
    return HomophoneReader(TERMS, cut=Tokenizer().words, is_known={"机关", "公式", "选拔"}.__contains__)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("宁夏寡职干部", "宁夏挂职干部"),
        ("式用期考合没过", "试用期考核没过"),
        ("公开选把", "公开选拔"),
        ("明主推荐", "民主推荐"),
        ("diaoren 年龄", "调任 年龄"),
        ("english words", "english words"),
        ("公式", "公式"),
        ("任前公式", "任前公示"),
        ("弄到机关科室", "弄到机关科室"),
        ("挂职", "挂职"),
        ("卦纸", "卦纸"),
        ("考查对像是谁", "考察对象是谁"),
        ("烤茶对响是谁", "烤茶对响是谁"),
        ("听听季委的", "听听纪委的"),
        ("做纪录", "做记录"),
        ("记律 jilv", "纪律 纪律"),
    ],
)
def test_typos(reader, typed, read):
    """A term that sounds the same and shares a character is meant; nothing else is touched."""
    assert reader.read(typed) == read


def test_unknown_characters(reader):
    """Characters without a reading are left alone."""
    assert reader.read("𠮷𠮷㐂㐂") == "𠮷𠮷㐂㐂"
