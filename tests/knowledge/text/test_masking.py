"""Personal numbers are masked."""

import pytest

from knowledge.text.masking import mask_personal


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("身份证640102198503071234能查吗", "身份证〔身份证号〕能查吗"),
        ("64010219850307123X", "〔身份证号〕"),
        ("电话13812345678", "电话〔电话号码〕"),
        ("打138-1234-5678或+8613812345678", "打〔电话号码〕或〔电话号码〕"),
        ("座机0951-5051234", "座机〔电话号码〕"),
        ("卡号6222 0202 0001 2345 678", "卡号〔银行卡号〕"),
        ("写信到a.b@example.com", "写信到〔邮箱〕"),
    ],
)
def test_masked(text, masked):
    """Every kind of personal number is replaced by its name."""
    assert mask_personal(text) == masked


@pytest.mark.parametrize("text", ["宁组发〔2016〕31号", "2009—2014年", "12380举报", "满20年工龄、55周岁"])
def test_policy_figures_stay(text):
    """Figures of policy questions are no personal numbers."""
    assert mask_personal(text) == text
