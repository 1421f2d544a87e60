"""Small deadline rules and calendars for tests."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from knowledge.deadlines.book import DeadlineBook
from knowledge.deadlines.calendar import WorkingDayCalendar, build_calendar
from knowledge.deadlines.rules import DeadlineRule
from knowledge.deadlines.stages import SendTimes
from tests.knowledge.samples import NATIONAL, NINGXIA

CASES = Path(__file__).parents[2] / "cases"
CALENDAR = build_calendar()
NOWHERE = WorkingDayCalendar()
TIMES = SendTimes(ZoneInfo("Asia/Shanghai"))
NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
TODAY = date(2026, 11, 22)
TRIGGER = {"id": "appointed_on", "words": "提任日期"}
BIRTH = {"id": "birth_date", "words": "出生日期", "kind": "birth"}
BLANK = {"blank": {"reason": "文件没有写几年。", "enter": "请填写期满日期。"}}
HISTORIC = {"historic": {"words": "今年底前", "ends": "2005-12-31", "derived": "即2005年12月31日前"}}


def make_rule(**fields):
    """A rule of one year, unless another way to its date is given."""
    way = {"trigger": TRIGGER}
    if not fields.keys() & {"period", "blank", "historic"}:
        way |= {"period": "P1Y", "counting": "within"}
    if "historic" in fields:
        del way["trigger"]
    defaults = {
        "id": "peixun.sample",
        "title": "提任后补训",
        "who": "提任干部",
        "duty": "完成培训",
        "hardness": "H",
        "cite": ["CN1 一.1"],
        "reviewed_on": "2026-11-22",
    }
    return DeadlineRule.model_validate(defaults | way | fields)


def make_book(*rules):
    """A book of these rules over the two sample documents."""
    return DeadlineBook({rule.id: rule for rule in rules}, {"CN1": NATIONAL, "NX1": NINGXIA}, CALENDAR)


def read_cases(name):
    """The rows of a case file."""
    return yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
