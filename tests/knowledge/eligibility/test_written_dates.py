"""Dates as people type them."""

from datetime import date

import pytest

from knowledge.eligibility.written_dates import read_date

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "day", "has_day"),
    [
        ("2024年3月", date(2024, 3, 1), False),
        ("2024年3月5日", date(2024, 3, 5), True),
        ("2024年3月5号来的", date(2024, 3, 5), True),
        ("2024-3-5", date(2024, 3, 5), True),
        ("2024/03/05", date(2024, 3, 5), True),
        ("2024.3", date(2024, 3, 1), False),
        ("20240305", date(2024, 3, 5), True),
        ("198503", date(1985, 3, 1), False),
        ("85年6月生", date(1985, 6, 1), False),
        ("八五年六月", date(1985, 6, 1), False),
        ("二〇一六年十月八日", date(2016, 10, 8), True),
        ("30年5月", date(2030, 5, 1), False),
        ("1985年", date(1985, 1, 1), False),
        ("3月5日", date(2026, 3, 5), True),
        ("去年三月", date(2025, 3, 1), False),
        ("去年3月5日", date(2025, 3, 5), True),
        ("去年底", date(2025, 12, 1), False),
        ("今年初", date(2026, 1, 1), False),
        ("前年", date(2024, 1, 1), False),
        ("上个月", date(2026, 10, 1), False),
        ("下月", date(2026, 12, 1), False),
        ("昨天", date(2026, 11, 21), True),
        ("２０２４年３月", date(2024, 3, 1), False),
    ],
)
def test_usual_forms(text, day, has_day):
    """The day that is meant, and whether it was said."""
    found = read_date(text, TODAY)
    assert found
    assert (found.day, found.has_day) == (day, has_day)


@pytest.mark.parametrize("text", ["", "四十五岁", "三年", "2月30日", "2023-02-29", "13月1日", "123456789"])
def test_no_date(text):
    """What is none, or does not exist, is not guessed."""
    assert read_date(text, TODAY) is None


def test_the_month_before_january():
    """Last month in January lies in the year before."""
    found = read_date("上月", date(2026, 1, 15))
    assert found
    assert found.day == date(2025, 12, 1)
