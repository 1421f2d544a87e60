"""The words of verdicts, statuses and figures, in plain Simplified Chinese."""

from knowledge.eligibility.conditions import Hardness
from knowledge.eligibility.evaluation import Applicability
from knowledge.eligibility.rules import RuleKind, Verdict

VERDICTS = {
    RuleKind.QUALIFICATION: {
        Verdict.ELIGIBLE: "符合",
        Verdict.CONDITIONAL: "有条件符合",
        Verdict.NOT_ELIGIBLE: "不符合",
    },
    RuleKind.DUTY: {
        Verdict.ELIGIBLE: "属于必须",
        Verdict.CONDITIONAL: "原则上属于",
        Verdict.NOT_ELIGIBLE: "不在必须之列",
    },
    RuleKind.COMPLIANCE: {
        Verdict.ELIGIBLE: "符合要求",
        Verdict.CONDITIONAL: "有条件符合要求",
        Verdict.NOT_ELIGIBLE: "不符合要求",
    },
    RuleKind.PREFERENCE: {
        Verdict.ELIGIBLE: "属于优先范围",
        Verdict.CONDITIONAL: "不在优先范围，但不影响资格",
        Verdict.NOT_ELIGIBLE: "不在优先范围",
    },
    RuleKind.STRUCTURE: {
        Verdict.ELIGIBLE: "达到目标",
        Verdict.CONDITIONAL: "未达到目标，文件未作硬性要求",
        Verdict.NOT_ELIGIBLE: "未达到目标",
    },
}
UNDETERMINED = "待核实"
HARDNESS = {
    Hardness.HARD: "硬性",
    Hardness.SOFT: "有弹性",
    Hardness.PREFERENCE: "优先",
    Hardness.STRUCTURE: "结构目标",
    Hardness.GOAL: "努力目标",
    Hardness.PERMISSION: "允许",
    Hardness.PILOT: "试点",
    Hardness.PROPOSAL: "调研建议",
    Hardness.BLANK: "原文空白",
}
NOT_APPLICABLE = {
    Applicability.OTHER_REGION: "这条规则只在{region}适用，不能套用到{asked}。",
    Applicability.TOO_EARLY: "这份文件自{start}起才有，不能用于{day}的情形。",
    Applicability.OTHER_CASE: "您的情况不在这条规则的范围内：{premise}。五份文件对此没有另作规定，不能据此判断。",
}
MISSING = "还需要知道：{facts}。"
BLANK = "原文没有写明：{blanks}。"
PROPOSAL = "文中只是调研建议，不是规定，不能据此判定。"
AROUND = "文件用的是“左右”“基本”一类说法，没有给出容差，这里只报差距，不判定。"
PRESUMED = "（这是前提，默认如此）"
YOURS = "（您的情况：{value}）"
YOURS_FROM = "（您的情况：{value}，最早{day}满足）"
FIGURES = "（现为{value}，对照数为{target}{gap}）"
GAP = "，差{gap}"
GAP_OVER = "，多{gap}"
ROUTE = "文件给出的途径：{route}"
FROM = "最早自{day}起可以达到（{formula}）。"
UNTIL = "这个结论到{day}为止（{formula}）。"


def verdict_words(kind: RuleKind, verdict: Verdict) -> str:
    """The verdict as people say it for this kind of rule."""
    return VERDICTS[kind].get(verdict, UNDETERMINED)
