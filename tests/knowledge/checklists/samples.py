"""Small checklists for tests."""

from pathlib import Path

import yaml

from knowledge.checklists.book import ChecklistBook
from knowledge.checklists.templates import ChecklistTemplate
from tests.knowledge.samples import NATIONAL, NINGXIA

CASES = Path(__file__).parents[2] / "cases"
EXPECTED = {"id": "expected", "label": "应参加人数", "short": "应到", "type": "integer", "unit": "人"}
ATTENDED = {"id": "attended", "label": "实际参加人数", "short": "实到", "type": "integer", "unit": "人"}
QUORUM = {
    "needs": {"fact": "attended", "at_least": {"fact": "expected", "times": "2/3"}, "text": "够三分之二"},
    "failing": "文件没有写怎样补救。",
}
MEMBER = {"id": "member", "label": "是党员", "type": "boolean"}
NOT_MEMBER = {"fact": "member", "is": False, "text": "不是党员"}


def make_item(item_id="first", **fields):
    """An item with sensible defaults."""
    defaults = {"covers": "P01.1", "title": "清点人数", "do": "清点到会人数。", "cite": ["CN1 一.1"]}
    return {"id": item_id} | defaults | fields


def make_template(*items, **fields):
    """A template of these items, or of one."""
    defaults = {
        "id": "tuijian.sample",
        "procedure": "P01",
        "title": "民主推荐",
        "about": "一份样本。",
        "documents": ["CN1"],
        "who": ["组织部门※"],
        "items": list(items) or [make_item()],
        "reviewed_on": "2026-11-22",
    }
    return ChecklistTemplate.model_validate(defaults | fields)


def make_book(*templates, deadlines=()):
    """A book of these templates over the two sample documents."""
    documents = {"CN1": NATIONAL, "NX1": NINGXIA}
    return ChecklistBook({one.id: one for one in templates}, documents, dict.fromkeys(deadlines, "补训"))


SAMPLE = make_template(
    make_item("count", inputs=[EXPECTED, ATTENDED], gate=QUORUM),
    make_item("opinion", when=NOT_MEMBER, title="征求意见"),
    make_item("local", cite=["NX1 二.1"], title="宁夏的步骤"),
    make_item("end", title="收尾"),
    facts=[MEMBER],
)


def read_cases(name):
    """The rows of a case file."""
    return yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
