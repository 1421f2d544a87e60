"""The sentences of structure checks of whole teams."""

from knowledge.rosters.findings import Standing

BEGIN_BUTTON = "📊 整个班子一次查完（花名册或填数）"
DOCUMENTS = "班子和队伍结构检查"
DOCUMENTS_TEXT = (
    "把一个班子（队伍）的几项结构要求一次对照完：可以上传花名册，也可以直接填人数。请先选按哪份文件对照："
)
DOCUMENT_BUTTON = "{region} · {short}"
TEAMS = "按《{title}》对照"
TEAMS_TEXT = "要查的是哪一种班子或者队伍？"
BACK_TO_DOCUMENTS = "↩️ 换一份文件"
BACK_TO_TEAMS = "↩️ 换一种班子"
BACK_TO_CHECKS = "↩️ 单项检查"

TEAM_RULES = "要对照的{count}项"
TEAM_COLUMNS = "花名册要有这些列：{columns}"
TEAM_OPTIONAL = "可有可无的列：{columns}"
TEAM_PRIVACY = (
    "花名册里的人员不会保存：只统计人数，姓名、职务两列根本不读，读完不留文件。"
    "聊天记录里的文件还在，用完请您自己删掉；不要发涉密内容。"
)
TEAM_ONLY_COUNTS = "这一项不用花名册，直接填数就行。"
ROSTER_BUTTON = "📤 上传花名册"
TEMPLATE_BUTTON = "📄 下载模板 xlsx"
CSV_BUTTON = "📄 模板 csv"
COUNT_BUTTON = "🔢 直接填数"
RESUME_BUTTON = "▶️ 接着上次填的数"
CANCEL_BUTTON = "✖️ 不发了"

SEND_ROSTER = (
    "请把“{team}”的花名册发过来：xlsx 或 csv 文件，不超过{limit}MB、{rows}人。"
    "表头照模板写，前面有标题行、多出别的列都不要紧。不发了就发送 /cancel。"
)
TEMPLATE_SENT = "这是“{team}”的花名册模板。填好以后，点“上传花名册”发给我。"
CSV_SENT = "这是“{team}”的花名册模板（csv，只有表头）。填好以后，点“上传花名册”发给我。"
TEMPLATE_NAME = "花名册模板-{team}.{suffix}"
NOT_WAITING = "这个文件我现在用不上，没有打开，也没有保存。"
NOT_WAITING_STAFF = "要用花名册查班子结构，请先点下面的按钮，选好班子再发。"
NOT_WAITING_OTHER = "我能读的是文字，请直接打字提问。"

REJECTED = "这份花名册还不能用，一个人也没有读进来。请照下面改好，再发一次："
PROBLEM_CELL = "第{row}行“{column}”：{reason}"
PROBLEM_ROW = "第{row}行：{reason}"
PROBLEM_COLUMN = "表头（第{row}行）“{column}”：{reason}"
PROBLEM_TABLE = "{reason}"
PROBLEMS_MORE = "还有{count}处问题没有列出来，改好上面的再发，会接着告诉您。"
NOT_READ = "这个文件没有读进来：{reason}"
TRY_AGAIN = "改好后直接再发就行；不发了就发送 /cancel。"

READ = "花名册读好了：{rows}行。统计完，人员信息就丢掉了，只留下面的人数。"
READ_UNUSED = "没有用到的列：{columns}"
READ_EMPTY = "“{column}”有{count}行没有填（第{rows}行），这一列的人数没法统计。"
READ_AND_MORE = "{rows}等"
READ_HEADS = "表里正职的年龄：{ages}。“左右”算到几岁，文件没有写，由您来定。"
AGE = "{age}岁"

ASKING = "还有{left}问 · {team}"
ASKING_LAST = "最后一问 · {team}"
CORRECTING = "修改“{label}”（现在是：{value}）"
HOW_COUNT = "请输入数字，例如“3”。"
HOW_COUNT_RANGE = "请输入数字（{low}到{high}），例如“{example}”。"
HOW_CHOICE = "请点选，或者回答“是”“不是”“不知道”。"
NOT_UNDERSTOOD = "这句话我没能当作数字读懂。"
NOT_UNDERSTOOD_CHOICE = "这句话我没能当作答案读懂。"
CONTRADICTS = "{value}和前面填的对不上：{reason}。请核对后再填。"
OUT_OF_TURN = "上面先回答了您的问题。刚才的数已经存好，点下面的按钮接着填。"
MOVED_ON = "那个按钮是以前的，现在是这里："
GO_ON_BUTTON = "▶️ 接着填"
DONT_KNOW_BUTTON = "🤷 不知道，跳过"
BACK_BUTTON = "↩️ 返回上一问"
END_BUTTON = "⏭ 先看结果"
KEEP_BUTTON = "↩️ 不改了"
YES, NO = "是", "否"

REPORT = "{team}：结构检查"
REPORT_FROM = "对照日期：{day}；{source}"
FROM_ROSTER = "根据花名册（{rows}行）"
FROM_ROSTER_AND_ANSWERS = "根据花名册（{rows}行）和您填的数"
FROM_ANSWERS = "根据您填的数"
SUMMARY = "{applying}项要求：{parts}。"
SUMMARY_PARTS = {
    Standing.SHORT: "没有达到{count}项",
    Standing.OPEN: "只报差距{count}项",
    Standing.REACHED: "已经达到{count}项",
    Standing.BLANK: "原文没有给数{count}项",
    Standing.MISSING: "数没有填全{count}项",
}
HEADS = {
    Standing.SHORT: "没有达到",
    Standing.OPEN: "只报差距，不判定",
    Standing.REACHED: "已经达到",
    Standing.BLANK: "原文没有给数",
    Standing.MISSING: "数没有填全",
    Standing.ELSEWHERE: "不涉及",
}
LINE = "{mark} {text}{strength}：{figures}{places}"
MARKS = {
    Standing.SHORT: "✗",
    Standing.OPEN: "?",
    Standing.REACHED: "✓",
    Standing.BLANK: "?",
    Standing.MISSING: "?",
    Standing.ELSEWHERE: "－",
}
NOW = "现有{value}"
NOW_SHARE = "现有{value}，占{share}"
NOW_AVERAGE = "现在平均{value}"
NOW_PLAIN = "{value}"
TARGETS = {
    "at_least": "目标{target}",
    "around": "目标{target}左右",
    "at_most": "上限{target}",
    "more_than": "要多于{target}",
    "less_than": "要低于{target}",
}
TARGET_SHARE = "目标{share}，即{target}"
TARGET_AROUND = "目标{share}左右，即{target}"
GAPS = {"at_most": "多{gap}", "less_than": "高{gap}"}
GAP = "差{gap}"
VAGUE = "“左右”“基本”没有给出容差，不判定"
PROPOSED = "只是调研建议，不判定"
LACKS = "还不知道{facts}"
HAS = "{blank}（现有{value}）"
ELSEWHERE = "{title}：这个班子不在适用范围内"
NOTES = "文件还说"
GUIDANCE = (
    "这是按花名册和您填的数作的对照，差的是班子的人数，不是对任何人的评价；供参考，以组织人事部门的审核为准。"
)

CHART_BUTTON = "📈 看图"
TABLE_BUTTON = "📄 导出表格"
MORE_BUTTON = "▶️ 补上没填的{count}项"
EDIT_BUTTON = "✏️ 改填的数"
AGAIN_BUTTON = "🔄 换一份数据"
CLEAR_BUTTON = "🗑 清除这些数"
CLEARED = "已清除，什么也没有留下。"
EDITS = "要改哪一项？"
EDIT_ROW = "{label}：{value}"
BACK_TO_REPORT = "📊 回到结果"
CHART_CAPTION = "{title}（{day}）"
CHART_EMPTY = "还没有可以画图的数：要么没有填，要么文件没有给出目标。"
TABLE_CAPTION = "{title}的结果已导出。"
TABLE_NAME = "结构检查-{title}-{day}.xlsx"

# The picture.
CHART_TITLE = "{title} 结构对照"
CHART_SUB = "对照日期 {day} · 差距大的排在前面"
CHART_SHARES = "比例"
CHART_COUNTS = "人数和个数"
CHART_LEGEND = {Standing.SHORT: "没有达到", Standing.OPEN: "不判定", Standing.REACHED: "已经达到"}
CHART_TARGET = "目标"
CHART_ROW = "{value}（{share}） / {target}（{goal}）"
CHART_ROW_COUNT = "{value} / {target}"
CHART_LEFT_OUT = "另有{count}项没有画出来（原文没有给数、数没有填全，或者不是比人数），见结果文字和表格。"
CHART_GUIDANCE = "差的是班子的人数，不是对任何人的评价。依据：{documents}"

# The table.
SHEETS = ("结果", "人数", "说明")
COLUMNS = (
    "检查项目",
    "要求",
    "状态",
    "现有数",
    "现占比",
    "目标占比",
    "目标数",
    "差距",
    "单位",
    "约束力",
    "依据",
    "说明",
)
COUNT_COLUMNS = ("项目", "数", "单位")
ABOUT = ("检查对象", "对照日期", "数据来源", "内容版本")
ABOUT_HEAD = ("项目", "内容")
ABOUT_DOCUMENT = "依据文件"
ABOUT_CAVEAT = "提示"
ABOUT_NOTE = "文件还说"

# The template.
TEMPLATE_SHEETS = ("花名册", "填写说明")
TEMPLATE_HEAD = ("列名", "要不要填", "怎么填", "例子")
TEMPLATE_NEEDED, TEMPLATE_OPTIONAL = "要填", "可以不填"
TEMPLATE_INTRO = (
    "{team}花名册：一人一行，填在“花名册”这张表里，不要改列名。",
    "个别人某一项不清楚的，那一格空着；这一列的人数就不统计，回头可以直接填数。",
    "上传以后只统计人数，人员信息不保存；姓名、职务不读，可以不填或者填代号。",
    "不要有合计行、备注行；表头上面可以有标题行。",
)
PICK_ONE = "请从列表里选一项"
