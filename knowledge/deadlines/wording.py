"""The words of deadlines: what a computed day means, how it came about, and why there may be none."""

from knowledge.deadlines.rules import Counting
from knowledge.eligibility import wording as eligibility
from knowledge.eligibility.conditions import Hardness

# What a research report tells is a practice or a proposal; both bind nobody.
HARDNESS = {**eligibility.HARDNESS, Hardness.PROPOSAL: "调研所述，不是规定"}
NO_HARDNESS = "只是记载"
COUNTING = {
    Counting.WITHIN: "到对应日为止，对应日是最后一天",
    Counting.EXPIRY: "期满日取对应日",
    Counting.COMPLETED: "到对应日即为满",
    Counting.UNTIL: "到对应日即为满，此前都适用",
    Counting.LIMIT: "到对应日即到上限",
    Counting.AGE_LIMIT: "年龄按足岁，生日当天满岁；这里提醒的是满岁那天，赶在它之前办，两种读法都不超龄",
    Counting.CYCLE: "从上一次的日期起推算下一次",
    Counting.BEFORE: "要在这一天之前办好",
    Counting.AT: "就在这一天（这一次）办",
}
CONVENTION = "{counting}；当月没有对应日的取月末。文件没有规定怎么计算，这是系统采用的口径。"
CONVENTION_DAY = "{counting}。日期由您给出，系统不另加天数。"
CONVENTION_ENTERED = "日期由您填写，系统不推算。"
CONVENTION_HISTORIC = "这是文件当年的时间要求，只作历史回答。"

SAME_DAY = "以{day}当天为准"
CLAMPED = "（该月没有{day}日，取月末）"
JOINED = "；"
LATER = "两项都要满，取较晚的{day}"
ALSO_MISSING = "这里只推算了一项；还要自{second}起满{period}，请一并核对。"
SHORTEST = "最早"
LONGEST = "最迟"
THROUGH = "按足岁、含本数的读法，最后一天"
EVE = "{formula}，前一天为{day}"
STARTS = "起始"
ENTERED = "{day}（由您填写，原文没有写期限）"
HISTORIC = "原文写的是“{words}”"
HISTORIC_DERIVED = "{formula}，{derived}"

ROLLED = "{due}不是工作日，按这条规则调整为{day}"
NOT_WORKED = "{due}不是工作日；文件没有规定怎样顺延，日期不变，前一个工作日是{day}。"
NOT_COVERED = "{year}年的放假和调休安排没有收录{covered}，不能判断这一天是不是工作日，日期不变。"
COVERED = "（现收录{years}）"
PAST = "这一天已经过去。"

HISTORIC_REFUSAL = "这是历史日期，早已过去，只供查询，不安排提醒。"
ENTERED_REFUSAL = "原文没有写期限，不能推算；填写日期后才安排提醒。"

BEFORE = "提前{period}"
ON_THE_DAY = "当天"
AFTER = "逾期{period}"
EARLIEST = "最早期满日：{label}"

NEED_TRIGGER = "请给出{words}，如 2026-03-01"
NEED_ALSO = "“{title}”只需要一个日期"
NOT_BLANK = "“{title}”的日期由系统推算或已经写明，不用另填到期日"
FUTURE_BIRTH = "出生日期{day}在今天以后，请核对"
OUT_OF_RANGE = "日期超出1900年到2199年的范围，请核对"


def hardness_words(hardness: Hardness | None) -> str:
    """How strongly the document binds, in words."""
    return HARDNESS[hardness] if hardness else NO_HARDNESS
