"""A made-up base with a few rules, for tests of eligibility checks in conversation."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from knowledge.eligibility.facts import Fact
from knowledge.eligibility.rules import EligibilityRule
from storage.tables import Assessment
from tests.builders import make_base, make_knowledge

TODAY = date(2026, 11, 22)
FACTS = (
    {
        "id": "age",
        "label": "年龄",
        "type": "integer",
        "unit": "岁",
        "since": "birth_date",
        "question": "办理时多少周岁？",
        "help": "按足岁算。",
        "minimum": 18,
        "maximum": 70,
        "common": [40, 45, 50],
        "cues": ["岁"],
    },
    {"id": "birth_date", "label": "出生日期", "type": "date", "question": "哪天出生？", "cues": ["出生"]},
    {
        "id": "post_years",
        "label": "任现职年数",
        "type": "number",
        "unit": "年",
        "since": "post_start",
        "question": "任现职几年？",
        "cues": ["任现职", "干了"],
    },
    {"id": "post_start", "label": "任现职日期", "type": "date", "question": "什么时候任现职？"},
    {"id": "approved", "label": "已经批准", "type": "boolean", "question": "已经报批同意了吗？"},
    {
        "id": "target",
        "label": "拟任职务",
        "type": "enum",
        "choices": ["科级领导职务", "处级领导职务", "其他"],
        "question": "拟任什么职务？",
    },
    {"id": "women", "label": "女干部人数", "type": "integer", "unit": "人", "question": "女干部多少人？"},
    {"id": "team", "label": "班子成员数", "type": "integer", "unit": "人", "question": "班子一共多少人？"},
)
MOVE = {
    "id": "lungang.move",
    "title": "轮岗到县直机关",
    "question": "够不够轮岗到县直机关的条件？",
    "topic": "jiaoliu",
    "document": "DEMO1",
    "persons": "某县的干部",
    "cite": ["DEMO1 一.1"],
    "asks": ["轮岗", "县直机关"],
    "premises": [{"fact": "target", "in": ["科级领导职务"], "text": "拟任的是科级领导职务"}],
    "condition": {
        "all": [
            {
                "fact": "age",
                "at_most": 45,
                "hardness": "S",
                "text": "年龄一般不超过45周岁",
                "exception": {"route": "报县委组织部批准", "granted": "approved"},
            },
            {
                "fact": "post_years",
                "at_least": 5,
                "hardness": "S",
                "text": "任现职满5年",
                "cite": ["DEMO1 一.2"],
                "exception": {
                    "route": "可以放宽",
                    "when": {"fact": "age", "at_most": 30, "text": "不超过30周岁"},
                },
            },
        ]
    },
    "outcomes": {"eligible": "可以轮岗。", "conditional": "批准后可以轮岗。", "not_eligible": "年限没有满。"},
    "notes": [{"text": "具体办法另行规定", "hardness": "B"}],
    "next_steps": ["向县委组织部提出"],
    "reviewed_on": TODAY,
}
WOMEN = {
    "id": "jiegou.women",
    "title": "班子女干部比例",
    "question": "班子女干部比例达到要求了吗？",
    "topic": "jiegou",
    "kind": "structure",
    "document": "DEMO2",
    "persons": "县级班子",
    "cite": ["DEMO2 一.1"],
    "condition": {
        "fact": "women",
        "at_least": {"fact": "team", "times": "1/4"},
        "hardness": "T",
        "text": "女干部不少于四分之一",
    },
    "reviewed_on": TODAY,
}


def make_checking_base(*, pages=0):
    """The made-up base with two rules, and with further ones of a subject when pages are to be turned."""
    rows = [
        MOVE,
        WOMEN,
        *(WOMEN | {"id": f"jiegou.more-{n}", "title": f"结构检查{n}"} for n in range(pages * 8)),
    ]
    rules = [EligibilityRule.model_validate(row) for row in rows]
    facts = [Fact.model_validate(row) for row in FACTS]
    return replace(
        make_base(), rules={rule.id: rule for rule in rules}, facts={fact.id: fact for fact in facts}
    )


def make_checking_knowledge(**options):
    """The base with its engine."""
    return make_knowledge(make_checking_base(**options))


def make_row(rule, **fields):
    """An assessment as it stands in the table, begun on that day."""
    begun = datetime.combine(TODAY, time(2), UTC)
    row = {"id": 1, "user_id": 1, "rule": rule, "content_version": "1", "created_at": begun}
    return Assessment(**row | {"updated_at": begun, "facts": {}, "proposed": {}} | fields)
