"""Figures that a question takes for granted."""

import pytest

from knowledge.retrieval.figures import find_claim, is_contradicted


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("后备干部是不是3年调整一次？", "3年"),
        ("年龄上限是50岁吗？", "50岁"),
        ("民主推荐要到四分之三的人才有效吗？", "3/4"),
        ("试用期半年对吧", "6个月"),
        ("我46岁了，上限是45岁吗？", None),
        ("45岁还能调任吗？", None),
        ("是2005年的通知吗？", None),
        ("试用期多长？", None),
    ],
)
def test_claims(question, claim):
    """What somebody says of themselves, a calendar year, or an open question is no claim."""
    assert find_claim(question) == claim


@pytest.mark.parametrize(
    ("claim", "answer", "contradicted"),
    [
        ("3年", "每两年调整一次。", True),
        ("2年", "每两年调整一次。", False),
        ("12个月", "试用期为一年。", False),
        ("2年", "时间为1—2年。", False),
        ("50%", "不低于一半。", False),
        ("60%", "不低于百分之二十。", True),
        ("3/4", "要有三分之二以上的人参加。", True),
        ("7天", "文件没有写公示的天数。", False),
        ("3", "共3条。", False),
        ("三年", "每两年一次。", False),
        ("1/0", "占1/0。", False),
    ],
)
def test_contradictions(claim, answer, contradicted):
    """A figure is contradicted by others of its kind only; years are months, halves are percentages."""
    assert is_contradicted(claim, answer) is contradicted
