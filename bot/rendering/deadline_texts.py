"""The sentences about deadlines: lists, cards, and making one."""

# Subjects of the menu, with the topics of the rules that belong there.
SUBJECTS = {
    "term": ("试用期、任期和任职年限", ("shiyongqi", "renqi", "renzhi")),
    "training": ("培训和学习", ("peixun", "xuexi")),
    "posting": ("基层锻炼、挂职和到村任职", ("duanlian", "guazhi", "cunguan", "luyong", "tiren", "xuanpai")),
    "age": ("年龄和退休", ("nianling", "tiba", "tuixiu", "diaoren")),
    "procedure": (
        "选任程序和监督",
        ("kaocha", "gongshi", "jijian", "shuangguan", "guidang", "weigui", "jiandu", "shenpi", "ducha"),
    ),
    "reserve": ("后备干部、遴选和公开选拔", ("houbei", "linxuan", "gongxuan", "genzong", "jiaoliu")),
    "team": ("班子、考核和换届", ("kaohe", "huanjie", "tiaozheng", "banzi", "shenghuohui")),
    "other": ("其他", ()),
}
# What people type, by the word that the rules use for it.
SEARCH_WORDS = {
    "锻炼": ("下乡", "下基层", "下派", "驻村", "蹲点", "下沉", "基层"),
    "试用期": ("转正", "试任", "试用"),
    "退休": ("提前退", "退下来", "到点"),
    "挂职": ("援派", "选派"),
    "轮训": ("轮训",),
    "培训": ("学习班", "上课", "补训", "调训"),
    "任期": ("届满", "到届", "任满"),
    "换届": ("换班子",),
    "到村任职": ("村官", "大学生村官"),
    "周岁年龄线": ("年龄线", "年龄上限", "超龄"),
    "归档": ("档案",),
    "公示期": ("公示",),
}

DOCUMENT_IN_TITLE = "（"

OFFER_BUTTON = "⏰ 设提醒：{title}"
OFFER_KIND = "⏰ 设提醒"
NEW_BUTTON = "➕ 设提醒"
MENU = "设提醒"
MENU_FOR = "给{name}设提醒"
MENU_TEXT = "请选择一类，或者点“🔍 按词查找”。文件规定了期限的，我来推算日期；没有规定的，可以自己填日期。"
SEARCH_EXAMPLES = ("试用期", "培训", "下乡")
SUBJECT_BUTTON = "{subject}（{count}）"
BY_HAND_BUTTON = "✏️ 自己填一个日期"
RULES_TEXT = "第{page}页，共{pages}页。点一项开始："
RULE_LINE = "· {title}：{way}"
WAY_PERIOD = "自{trigger}起{period}"
WAY_DAY = "{trigger}当天"
WAY_BLANK = "文件没有写期限，日期由您填写"
WAY_HISTORIC = "历史日期，只供查询"
WAY_CLOSED = "不安排提醒，只供查询"
FOUND = "找到这些期限，点一项开始："
NOT_FOUND = "没有找到相关的期限规定。可以换个说法，也可以自己填一个日期。"
ALL_SUBJECTS = "↩ 全部类别"
RULE_GONE = "这项期限规定已经不在知识库里了，请重新选择。"
CANCEL = "✖️ 取消"
CANCELED = "好的，没有设置提醒。"

FOR_WHOM = "对象：{name}"
ABOUT = "谁：{who}\n要做什么：{duty}"
ASK_TITLE = "要提醒什么事？请用一句话写下来，例如“交任前培训结业证明”。"
ASK_DAY = "哪一天到期？请输入日期，例如“2027年3月1日”“明年三月五日”。"
ASK_TRIGGER = "请输入{words}，例如“2026年3月1日”“去年9月5日”。"
ASK_ALSO = "这项规定要两个条件都满。请再输入{words}；不清楚可以跳过，我会在结果里注明。"
SKIP_BUTTON = "跳过"
BLANK_WHY = "文件没有写明期限，不能推算。{reason}"
OFFER_DATE = "{label}：{day}"
OFFERED = "已有的日期可以直接点："
OUT_OF_TURN = "提醒还没有设完，可以接着填。"
BAD_DATE = "没有看懂这个日期。请写全年月日，例如“2026年3月1日”，或发送 /cancel 取消。"
BAD_TITLE = "请用一到六十个字写清楚要提醒的事，或发送 /cancel 取消。"
ONLY_MONTH = "您只写到{text}，这里按{day}计算，请核对。"
WRONG = "{reason}。请再输入一次，或发送 /cancel 取消。"

PREVIEW = "请核对，确认后才会提醒"
PREVIEW_CHANGE = "请核对，确认后按新的日期提醒"
ANSWER_ONLY = "这项期限只供查询"
DUE = "到期日：{day}"
NO_DUE = "到期日：不能推算"
FORMULA = "算法：{formula}"
CONVENTION = "口径：{convention}"
MARK = "{label}：{day}"
LEFT = "还有{days}天{working}"
LEFT_TODAY = "就在今天"
LATE = "已过{days}天"
WORKING = "（其中工作日{days}天）"
WORKING_UNKNOWN = "（{year}年放假安排还没收录，工作日暂不计算）"
WHO = "谁：{who}"
DUTY = "要做什么：{duty}"
CONSEQUENCE = "不办的后果：{consequence}"
NO_CONSEQUENCE = "不办的后果：文件没有写明后果。"
NOTHING_FOLLOWS = "这是可以办理或者到上限的日子，不是逾期要追究的事。"
OWN_CONSEQUENCE = "这是自己填写的日期，没有文件依据。"
HARDNESS = "约束力：{hardness}"
BASIS = "依据：{places}"
STANDING = "性质：{traits}"
CAVEAT = "提示：{caveat}"
NOTES = "说明"
STAGES = "提醒时间"
STAGE = "· {label}：{at}{state}"
AT = "{at.month}月{at.day}日 {at.hour}:{at.minute:02d}"
AT_YEAR = "{at.year}年{at.month}月{at.day}日 {at.hour}:{at.minute:02d}"
PAST = "（已过，不再发送）"
NO_STAGES = "没有安排提醒。"
CONFIRM_BUTTON = "✅ 确认"
CHANGE_DATE_BUTTON = "✏️ 改日期"
STAGES_BUTTON = "🔔 改提醒时间"
STAGES_TITLE = "想在哪几天收到提醒？点一下选中，再点一下取消。"
STAGE_NAMES = {30: "提前30天", 7: "提前7天", 1: "提前1天", 0: "当天"}
CHOSEN = "✅ {label}"
NOT_CHOSEN = "☐ {label}"
LAST_STAGE = "至少要留一次提醒。完全不想收到的话，可以停止提醒。"
DEFAULT_STAGES_BUTTON = "按规定的默认安排"
BACK_BUTTON = "↩ 返回"
MADE = "已经设好，到时候我会提醒。"
MADE_FOR = "已经设好，到时候我会提醒{name}。"
MADE_HELD = "已经设好。{name}还没有绑定账号，提醒会先留着，绑定后再发。"
CHANGED = "已按新的日期重新安排提醒。"
OLD_DRAFT = "这一步已经过去了，下面是现在的情况。"
NO_DRAFT = "这一步已经处理过，没有重复设置。"

MINE = "我的期限"
VIEWS = {"next": "即将到期", "overdue": "已逾期", "closed": "已结束"}
VIEW_BUTTON = "{name} {count}"
VIEW_CHOSEN = "▸{name} {count}"
EMPTY = {
    "next": "现在没有要到期的事。点“设提醒”，可以把试用期、培训、基层锻炼等期限交给我记着。",
    "overdue": "没有逾期的事。",
    "closed": "还没有结束的期限。",
}
LINE = "{number}. {day} {title}\n　　{state}"
SHOW_BUTTON = "{number}. {title}"
PICTURE_BUTTON = "🗓 日历图"
FILE_BUTTON = "📤 导出到日历"
UNITS_BUTTON = "👥 本单位人员"
LEDGER_BUTTON = "📮 发送记录"
MINE_BUTTON = "↩ 我的期限"
PICTURE_CAPTION = "近三个月的期限。红色和“!”表示已逾期，灰底“休”表示放假。"
FILE_NAME = "期限.ics"
CALENDAR_NAME = "干部政策助手 · 期限"
FILE_CAPTION = "共{count}项。在手机或电脑上打开这个文件，就能加进日历；以后有变化，再导出一次、再打开一次，日历会跟着更新。"
FILE_EMPTY = "还没有可以导出的期限。"

STATES = {"open": "进行中", "done": "已完成", "stopped": "已停止提醒", "deleted": "已删除"}
STATE = "状态：{state}"
EXTENDED = "已延期：原来是{day}。原因：{reason}"
ORIGIN = "来源：{origin}"
ORIGINS = {
    "hand": "自己填写的日期",
    "rule": "按文件规定推算",
    "case": "办事清单",
    "assessment": "条件检查",
    "roster": "名册导入",
}
ENTERED_BY_RULE = "文件规定的事，日期由您填写"
CARD_BUTTON = "📋 查看这条期限"
UNDO_BUTTON = "↩ 撤销"
PRIVATE = "只有本人看得到。"
SHOW_STAFF_BUTTON = "👀 让组织人事干部也看到"
HIDE_BUTTON = "🙈 只给自己看"
CASE_BUTTON = "📋 打开办事清单"
ANSWER_BUTTON = "📖 {question}"
RULE_GONE_ON_CARD = "这项规定已经不在现在的知识库里，日期按当时的规定保留。"
STAFF_STAGE = "逾期后告知组织人事干部"
LATER_STAGE = "稍后提醒"
REMINDER_STATES = {
    "planned": "",
    "held": "（等本人绑定账号后发送）",
    "queued": "（正在发送）",
    "blocked": "（对方停用了本助手，没有送达）",
    "sent": " ✓ 已发送",
    "uncertain": "（可能没有送达，请核实）",
    "failed": "（发送失败）",
    "skipped": "（当时已过，没有发送）",
}
DONE_BUTTON = "✅ 已完成"
LATER_BUTTON = "⏳ 稍后"
EXTEND_BUTTON = "📆 延期"
STOP_BUTTON = "🔕 停止提醒"
RESUME_BUTTON = "🔔 恢复提醒"
BASIS_BUTTON = "📄 依据"
DELETE_BUTTON = "🗑 删除"
DELETE_FOR_SURE_BUTTON = "确定删除"
KEEP_BUTTON = "不删了"
CONFIRM_DELETE = "确定删除“{title}”吗？以后的提醒都不再发送，删除后不能恢复。"
DELETED = "已删除，不再提醒。"
LATER_TITLE = "“{title}”什么时候再提醒？"
LATER_CHOICES = {1: "明天", 7: "一周后"}
PICK_DAY_BUTTON = "📅 选日期"
ASK_LATER_DAY = "哪一天再提醒？请输入日期，例如“12月5日”“下个月”。"
NOT_FUTURE = "这个日期已经过去或就是今天，请写一个以后的日期。"
SNOOZED = "好的，{day}再提醒。"
ASK_EXTENSION = "延到哪一天，为什么？请写在一起，例如“2027年3月1日，培训班推迟举办”。"
ASK_REASON = "延到{day}。请再写一句原因，方便以后核对。"
EXTENDED_NOW = "已延期到{day}，提醒已经重新安排。文件没有写能否延期的，请按本单位的审批意见办理。"
TOO_LONG = "太长了，请控制在{length}个字以内。"
DONE_NOW = "已记为完成，不再提醒。"
STOPPED_NOW = "已停止提醒，期限本身没有变化。"
RESUMED_NOW = "已恢复提醒。"
STAGES_NOW = "提醒时间已更新。"
PRIVACY_NOW = {True: "现在只有本人看得到。", False: "现在本单位组织人事干部也看得到，逾期时会告诉他们。"}
OPEN_ALREADY = "这件事正在提醒中，不用恢复。"
CLOSED_ALREADY = "这件事已经结束，不用再处理。"
GONE = "这条期限已经不在了。"
MOVED_ON = "这条期限在别处已经改过，下面是现在的情况。"

UNITS = "本单位人员的期限"
UNITS_EMPTY = {
    "overdue": "没有人逾期。",
    "next": "还没有给人员设期限。点“给人员设提醒”开始。",
    "closed": "还没有结束的期限。",
}
UNIT_LINE = "{number}. {day} {who}（{unit}）：{title}\n　　{state}{mark}"
NOT_LINKED_MARK = " · 未绑定账号"
NOT_REACHED_MARK = " · 停用了助手"
FOR_PERSON_BUTTON = "⏰ 设提醒"
CHOOSE_PERSON_BUTTON = "➕ 给人员设提醒"
LEDGER = "提醒发送记录"
LEDGER_VIEWS = {"trouble": "没送到的", "all": "全部记录"}
LEDGER_EMPTY = {"trouble": "都送到了，没有要处理的。", "all": "还没有发送记录。"}
LEDGER_LINE = "· {at} {who}：{kind}，{outcome}"
TROUBLE_LINE = "{number}. {at} {who}：{kind}，{state}"
MESSAGE_KINDS = {
    "reminders": "期限提醒",
    "overdue": "逾期通报",
    "unlinked": "未绑定账号通报",
    "unreachable": "送不到通报",
    "digest": "每周摘要",
}
OTHER_KIND = "消息"
OUTCOMES = {
    "sent": "已发送",
    "retry": "稍后再试",
    "blocked": "对方停用了本助手，先留着",
    "uncertain": "可能没有送达，不会自动重发",
    "failed": "发送失败",
    "skipped": "没有要说的，没有发",
    "resent": "工作人员决定重发",
}
RESEND_BUTTON = "🔁 重发第{number}条"
RESENT = "好的，马上重发。"
RESEND_HOW = "“可能没有送达”的消息不会自动重发，免得重复。请先问本人收到没有，没收到再点重发。"
