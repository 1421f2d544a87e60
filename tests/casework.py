"""A made-up base with two checklists, for tests of cases in conversation."""

from dataclasses import replace

from knowledge.checklists.templates import ChecklistTemplate
from knowledge.deadlines.rules import DeadlineRule
from tests.builders import make_base, make_document, make_knowledge

EXPECTED = {"id": "expected", "label": "应参加人数", "short": "应到", "type": "integer", "unit": "人"}
ATTENDED = {
    "id": "attended",
    "label": "实际参加人数",
    "short": "实到",
    "type": "integer",
    "unit": "人",
    "at_most": ["expected"],
}
HELD_ON = {"id": "held_on", "label": "会议日期", "type": "date"}
RECORDED = {"id": "recorded", "label": "已经记录", "type": "boolean"}
RESULT = {"id": "result", "label": "推荐结果", "type": "choice", "choices": ["人选集中", "人选分散"]}
KIND = {"id": "kind", "label": "职位类别", "type": "choice", "choices": ["正职", "副职"]}
PUBLIC = {"id": "is_public", "label": "要公示", "type": "boolean"}
QUORUM = {
    "needs": {
        "fact": "attended",
        "at_least": {"fact": "expected", "times": "2/3"},
        "text": "实到不少于应到的三分之二",
    },
    "failing": "文件没有写怎样补救",
}
RULE = {
    "id": "lungang.report",
    "title": "推荐情况上报",
    "who": "组织部门",
    "duty": "会后三十天内上报",
    "hardness": "H",
    "trigger": {"id": "held_on", "words": "开会的日期"},
    "period": "P30D",
    "counting": "within",
    "cite": ["DEMO1 一.2"],
    "reviewed_on": "2026-11-22",
}
ITEMS = (
    {"id": "scope", "title": "确定范围", "do": "列出名单。", "inputs": [EXPECTED], "who": ["组织部门"]},
    {"id": "count", "title": "清点人数", "do": "清点到会人数。", "inputs": [ATTENDED], "gate": QUORUM},
    {"id": "local", "title": "邻县的步骤", "do": "邻县另外要做。", "cite": ["DEMO3 一.1"]},
    {
        "id": "chief",
        "title": "正职另外征求意见",
        "do": "征求意见。",
        "when": {"fact": "kind", "in": ["正职"], "text": "职位是正职"},
    },
    {
        "id": "meeting",
        "title": "开会推荐",
        "do": "开会。",
        "inputs": [HELD_ON, RECORDED, RESULT],
        "records": ["★推荐票", "签到表"],
        "opens": ["kaocha.demo"],
        "deadlines": ["lungang.report"],
        "blanks": ["票怎么保管，文件没有写。"],
    },
    {
        "id": "reason",
        "title": "说明理由",
        "do": "人选分散的说明理由。",
        "gate": {
            "needs": {"fact": "result", "in": ["人选集中"], "text": "人选集中", "unmet": "人选分散"},
            "failing": "要说明理由",
            "then": "note",
        },
    },
    {
        "id": "notice",
        "title": "公示",
        "do": "公示。",
        "when": {"fact": "is_public", "is": True, "text": "要公示"},
    },
)
FURTHER = (
    {"id": "plan", "title": "定方案", "do": "定考察方案。"},
    {"id": "talk", "title": "谈话", "do": "谈话考察。"},
)


def make_template(template_id, title, items, **fields):
    """A checklist of the first made-up document."""
    defaults = {"covers": "P01.1", "cite": ["DEMO1 一.1"], "hardness": "H"}
    return ChecklistTemplate.model_validate(
        {
            "id": template_id,
            "procedure": "P01",
            "title": title,
            "about": "一份样本。",
            "documents": ["DEMO1"],
            "who": ["组织部门※"],
            "items": [defaults | item for item in items],
            "reviewed_on": "2026-11-22",
        }
        | fields
    )


def make_casework_base(*, changed=False):
    """The made-up base with checklists; `changed` gives the first one a further step and other words."""
    items = list(ITEMS)
    if changed:
        items[4] = ITEMS[4] | {"do": "开会推荐，当场计票。"}
        items.append({"id": "file", "title": "归档", "do": "归档。"})
    nominate = make_template(
        "tuijian.demo", "民主推荐", items, facts=[KIND, PUBLIC], related=["lungang.years"]
    )
    inspect = make_template("kaocha.demo", "考察", FURTHER, facts=[KIND])
    more = [make_template(f"peixun.demo{n}", f"培训{n}", FURTHER) for n in range(9)]
    base = make_base()
    beside = make_document(
        id="DEMO3", title="邻县的办法", short="邻县办法", region="邻县", caveat="只适用于邻县。"
    )
    rule = DeadlineRule.model_validate(RULE)
    return replace(
        base,
        documents={**base.documents, "DEMO3": beside},
        checklists={one.id: one for one in (nominate, inspect, *more)},
        deadlines={rule.id: rule},
    )


def make_casework_knowledge(**options):
    """The base with its engine."""
    return make_knowledge(make_casework_base(**options))
