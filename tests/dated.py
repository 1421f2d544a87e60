"""A made-up base with deadline rules, for tests of deadlines in conversation."""

from dataclasses import replace
from datetime import date

from knowledge.deadlines.calendar import build_calendar
from knowledge.deadlines.rules import DeadlineRule
from tests.builders import make_base, make_knowledge

DEFAULTS = {
    "who": "提任干部",
    "duty": "完成规定的培训",
    "hardness": "H",
    "cite": ["DEMO1 一.1"],
    "reviewed_on": date(2026, 11, 22),
}
APPOINTED = {"id": "appointed_on", "words": "提任日期"}
BIRTH = {"id": "birth_date", "words": "出生日期", "kind": "birth"}
WORK = {"id": "work_start", "words": "参加工作日期"}
RULES = (
    {
        "id": "peixun.after",
        "title": "提任后补训期限（轮岗办法）",
        "trigger": APPOINTED,
        "period": "P1Y",
        "counting": "within",
        "overdue": {"every": "P7D", "times": 2},
        "related": ["lungang.years"],
    },
    {
        "id": "shiyongqi.blank",
        "title": "试用期满（轮岗办法）",
        "duty": "期满考核",
        "consequence": "不合格的另行安排工作",
        "trigger": {"id": "probation_start", "words": "试用开始日期"},
        "blank": {"reason": "文件没有写试用期多长。", "enter": "请填写期满日期。"},
    },
    {
        "id": "tuixiu.both",
        "title": "提前退休的年龄和年限",
        "trigger": BIRTH,
        "period": "P55Y",
        "also": {"trigger": WORK, "period": "P20Y"},
        "counting": "completed",
    },
    {
        "id": "duanlian.range",
        "title": "到基层锻炼期满",
        "duty": "期满考核",
        "trigger": {"id": "exercise_on", "words": "锻炼开始日期"},
        "period": "P2Y",
        "shortest": "P1Y",
        "counting": "expiry",
    },
    {
        "id": "lishi.old",
        "title": "清理兼职",
        "historic": {"words": "今年年底", "ends": "2005-12-31", "derived": "即2005年12月31日前"},
    },
    {
        "id": "cangong.closed",
        "title": "参公登记的时间界线",
        "trigger": {"id": "unit_approved_on", "words": "批准日期", "kind": "event"},
        "period": "P0D",
        "counting": "at",
        "closed": "这是资格条件，不安排提醒。",
    },
)


def make_rules(rows=RULES):
    """The rules by id."""
    rules = [DeadlineRule.model_validate(DEFAULTS | row) for row in rows]
    return {rule.id: rule for rule in rules}


def make_dated_base(*, more=0):
    """The made-up base with rules, and with further ones of a subject when pages are to be turned."""
    further = [RULES[0] | {"id": f"peixun.more-{n}", "title": f"培训要求{n}"} for n in range(more)]
    base = replace(make_base(), deadlines=make_rules((*RULES, *further)), calendar=build_calendar())
    named = base.entries["lungang.years"].model_copy(update={"related": ("lungang.scope", "peixun.after")})
    return replace(base, entries=base.entries | {named.id: named})


def make_dated_knowledge(**options):
    """The base with its engine."""
    return make_knowledge(make_dated_base(**options))
