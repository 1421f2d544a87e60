"""The sentences of checklists worked step by step."""

from knowledge.checklists.templates import Then

# Subjects of the menu, with the beginnings of the ids of the checklists that belong to each.
SUBJECTS = {
    "select": (
        "🗳 推荐、考察、任用",
        ("xuanren", "zige", "poge", "tuijian", "kaocha", "yunniang", "taolun", "gongshi", "guidang", "jishi"),
    ),
    "compete": (
        "📝 公开选拔、竞争、遴选、录用",
        ("ti-ming", "gongxuan", "jingzheng", "linxuan", "luyong", "xiangzhen"),
    ),
    "transfer": ("🔁 调任、转任、引进、聘任", ("diaoren", "zhuanren", "rencai", "pinren")),
    "exchange": (
        "🏞 交流、挂职、基层锻炼",
        ("jiaoliu", "guazhi", "duanlian", "xuanpai", "peiyanglian", "ducha"),
    ),
    "reserve": ("🌱 后备干部", ("houbei",)),
    "tenure": (
        "⏳ 试用期、任期、进退",
        ("shiyong", "renqi", "cizhi", "tuixiu", "tiaozheng", "daoling", "anzhi"),
    ),
    "training": ("🎓 培训、考核、班子结构", ("peixun", "lunxun", "tiaoli", "kaohe", "jiegou")),
    "discipline": ("⚖️ 监督、查处、清理", ("jubao", "huanjie", "daocha", "jianzhi", "jiandu", "zhishu")),
    "other": ("📎 其他", ()),
}

MENU = "办理清单"
MENU_TEXT = (
    "我可以陪您把一件事按文件一步一步办下来：该做什么、谁来做、要留哪些材料、够不够往下走。"
    "随时可以放下，下次接着办。\n点“新建”开始，或者点“🔍 按词查找”。"
)
OWN, SHARED, ARCHIVED = "own", "shared", "archived"
UNIT = "unit"
LISTS = {
    OWN: "您正在办的",
    SHARED: "同事给您看或请您办的",
    UNIT: "本单位同意给您看的",
    ARCHIVED: "已经归档的",
}
LIST_BUTTONS = {
    OWN: "📋 我的",
    SHARED: "👥 同事的（{count}）",
    UNIT: "🏢 本单位的（{count}）",
    ARCHIVED: "🗄 已归档（{count}）",
}
NEW_BUTTON = "➕ 新建"
CASE_BUTTON = "{mark} {title}（{done}/{total}）"
CASE_LINE = "{mark} {title}：{done}/{total}步，{next}；{age}"
NEXT_IS = "下一步“{title}”"
NOTHING_NEXT = "步骤都办完了"
UNDECIDED_NEXT = "有{count}步要先问清情况"
ENDED_NEXT = "到“{title}”为止"
TODAY_AGE, AGE = "今天开始", "开始{days}天了"
OWNED_BY = "，{owner}的"
MARKS = {"done": "✅", "ended": "⛔", "waiting": "⏳", "open": "▶️"}
LIST_PAGE = "第{page}页，共{pages}页"
EMPTY_LIST = {
    OWN: "现在没有正在办的。",
    SHARED: "现在没有同事给您看的。",
    UNIT: "现在没有。",
    ARCHIVED: "还没有归档的。",
}

SUBJECT_TEXT = "要办哪方面的事？"
SEARCH_EXAMPLES = ("民主推荐", "试用期转正")
WHAT = "清单"
SUBJECT_BUTTON = "{subject}（{count}）"
TITLES_TEXT = "第{page}页，共{pages}页。请选择："
TITLE_LINE = "· {title}（{steps}步）：{about}"
FOUND = "找到这些清单，点一个开始："
FOUND_CASES = "您办的事里找到："
ALL_SUBJECTS = "📂 按方面找"
BACK_TO_LIST = "↩️ 回到列表"
OFFER_BUTTON = "📋 办理清单：{title}"
OFFER_KIND = "📋 办理清单"
TEMPLATE_GONE = "这份清单已经不在库里了。发送 /checklist 可以看现在有哪些清单。"
CASE_GONE = "这件事已经不在了，或者不再给您看。发送 /checklist 看看现在有哪些。"

PREVIEW = "共{steps}步。{order}"
ORDERS = {"document": "步骤按文件的顺序。", "editorial": "文件没有写先后，顺序由系统编排。"}
SCOPE = "范围：{scope}"
SCOPE_ITEM = "{short}（{region}，{standing}）"
NOTES = "说明：{notes}"
PREVIEW_STEPS = "步骤"
PREVIEW_STEP = "{number}. {title}"
PREVIEW_ASK = (
    "给这件事起个名字吧：点下面的按钮用现成的名字，或者直接输入一个。名字里不必写姓名，写了同事也会看到。"
)
BEGIN_BUTTON = "▶️ 开始：{name}"
BAD_NAME = "名字要有1到{longest}个字。请再输入一次。"
NAMED = "已改名为“{name}”。"
TYPE_NAME = "请输入新的名字（现在是“{name}”）。证件号和电话号码会自动遮住。"
BEGUN = "已经建好，随时发送 /checklist 都能接着办。"

REGION_TEXT = "这份清单里有几步出自别的地区的文件（{regions}）。您在哪里办？选好以后，别处的步骤就不会出现，以后也可以改。"
REGION_BUTTON = "📍 {region}"
NO_REGION_BUTTON = "都不是，只办主文件的步骤"
ALL_REGIONS_BUTTON = "全部步骤都看"
REGION_KEPT = "按资料里的地区“{region}”，别处文件的步骤没有列入；要改，点“更多”。"
FACT_TEXT = "先问清一件事，后面的步骤才知道走哪一路："
FACT_SKIP = "⏭ 以后再说"
FACT_HOW = {
    "integer": "请输入整数，例如“3”。",
    "number": "请输入数字，例如“2”“1.5”。",
    "date": "请输入日期，写全年月日，例如“2026年3月5日”“2026-3-5”“昨天”。",
    "boolean": "请点选，或者回答“是”“否”。",
    "text": "请直接输入文字，不超过500字。",
    "choice": "请点选一项。",
}

HEAD = "{title} · {scope}"
PROGRESS = "{bar} {done}/{total}步"
UNDECIDED = "，另有{count}步要等情况问清才知道办不办"
STEP = "第{number}步 {title}"
STATES = {"open": "", "waiting": "　⏳ 等待中", "done": "　✅ 已完成", "not_applicable": "　🚫 不适用"}
DOES_NOT_APPLY = "这一步按现在的情况不用办。"
NOT_FOLLOWED = "这一步出自{region}的文件，您没有选那里，不用办。"
MAY_APPLY = "这一步办不办，要看：{facts}。"
DO = "做什么：{do}"
WHO = "谁来做：{who}"
PRESUMED = "（※是推定的，文件没有写）"
WHEN = "因为：{when}"
INPUTS = "要填："
INPUT_LINE = "· {label}：{value}"
NOT_FILLED = "（还没填）"
GATE = "须满足：{needs}"
GATE_MET = "✅ 已经满足。"
GATE_LACKS = "还要先填：{names}。"
GATE_UNMET = "❌ 还不能往下走：{shortfall}。"
GATE_ENDED = "⛔ 到此为止：{shortfall}。"
GATE_NOTED = "⚠️ 没有满足：{shortfall}。"
GATE_PRESCRIBES = "📖 {failing}。"
GATE_NOW = "现在可以：{now}。"
NOTED_NOW = "理由已经在备注里，点“完成”往下走"
NOW = {
    Then.RETRY: "补齐以后点“填写”改数字；暂时办不了，点“等待”",
    Then.STOP: "填错了，点“填写”改正就能接着办；没有错，可以导出记实留底，再归档",
    Then.BRANCH: "点“完成”往下走，转到相应的步骤或清单",
    Then.NOTE: "点“备注”写明理由，再点“完成”往下走",
}
RECORDS = "留存：{records}"
NAMED_RECORD = "（★是文件点名要的）"
BLANKS = "📌 留意：{blanks}"
FORCE = "约束力：{force}"
BASIS = "依据：{places}"
CAVEAT = "提示：{caveat}"
DONE_LINE = "办完日期：{value}"
WAITING_LINE = "等到：{value}"
NOTE_LINE = "备注：{value}"
REASON_LINE = "理由：{value}"
FILES_LINE = "附件：{value}个"
ASSIGNED_LINE = "负责：{value}"
EXPECTED_LINE = "预计：{value}"
EXPECTED_BY = "（按“{title}”推算）"
EXPECTED_PAST = "（已过{days}天）"
DEADLINES_LINE = "时限：{value}"
LINKED_TO = "这是“{title}”第{number}步另开的清单。"
FINISHED = "🎉 步骤都办完了。可以点“更多”导出记实、归档；要改哪一步，点“全部步骤”。"
UNDECIDED_LEFT = "能定下来的步骤都办完了，还有{count}步要先问清情况：点下面带 ❓ 的按钮回答。"
ENDED = "⛔ 这件事到第{number}步“{title}”为止，不再往下办。"
ARCHIVED_LINE = "🗄 这件事已经归档，只能看。要接着办，点“更多”恢复。"
READ_ONLY = "👀 {owner}给您看的，只能看不能改。"
WORKING_FOR = "👥 这是{owner}的事，请您一起办。"
NEWER_TEMPLATE = "🔔 清单内容有更新，您用的是开始时的版本。"

DONE_BUTTON = "✅ 完成"
FILL_BUTTON = "✏️ 填写"
WAIT_BUTTON = "⏳ 等待"
RESUME_BUTTON = "▶️ 继续办"
SKIP_BUTTON = "🚫 不适用"
FOREIGN_BUTTON = "🚫 不在{region}，略过这一步"
NOTE_BUTTON = "📝 备注"
FILES_BUTTON = "📎 附件"
FILES_COUNT_BUTTON = "📎 附件（{count}）"
REOPEN_BUTTON = "↩️ 重新打开"
BACK_BUTTON = "◀️ 上一步"
FORTH_BUTTON = "下一步 ▶️"
STEPS_BUTTON = "☰ 全部步骤"
MORE_BUTTON = "⋯ 更多"
ASK_FACT_BUTTON = "❓ {label}？"
OPEN_CHILD_BUTTON = "📂 {title}（{done}/{total}）"
NEW_CHILD_BUTTON = "➕ 另开：{title}"
PARENT_BUTTON = "⬆️ 回到“{title}”"
CHANGES_BUTTON = "🔔 看看变化"
BACK_TO_CASE = "↩️ 回到这一步"
BACK_TO_NOW = "▶️ 到现在这一步"
REMIND_BUTTON = "⏰ 设提醒：{title}"

FILL_TEXT = "第{number}步“{title}”要填："
FILL_TYPED = "直接输入就行，可以一次写几项，例如“{example}”。"
FILL_PRESSED = "是或否的，点下面的按钮。"
FILL_VALUE_BUTTON = "{label}：{value}"
CLEAR_BUTTON = "🧹 清掉：{label}"
EXAMPLE_DAY, EXAMPLE_TEXT, YES = "2026年3月5日", "……", "是"
CHOSEN = "✅ {label}"
KNOWN = "现在是：{value}"
FACTS_TEXT = "这些情况决定后面走哪一路，点一项可以填写或修改："
NO_FACTS = "这份清单不用先问什么情况。"
FACT_BUTTON = "{label}：{value}"
FILLED = "已记下：{values}。"
WRONG = "“{label}”没有看懂{said}。{how}"
SAID = "（您写的是“{said}”）"
NOT_UNDERSTOOD = "没有看懂。请写成“{example}”这样，或者点“返回”。"
CONTRADICTS = "没有记下：{reason}。"
KEPT_REST = "其他的已经记下，没有丢，只补这一项就行。"
REOPENED_BY = "数字变了，这几步要重新办：{titles}。"
FILLED_VALUES = {True: "{label}{value}", False: "“{label}”{value}"}

SETTLED = {
    "done": "第{number}步“{title}”办完了。",
    "waiting": "第{number}步“{title}”先等着。",
    "not_applicable": "第{number}步“{title}”不适用，理由已记下。",
    "open": "第{number}步“{title}”重新打开了。",
}
SKIP_TEXT = "为什么不适用？理由会写进记实。点一个，或者直接输入。"
SKIP_REASONS = ("本地没有这一步", "这件事不涉及", "已在别处办过", "上级另有规定")
REOPEN_TEXT = "为什么要重新打开？理由会写进记实。点一个，或者直接输入。"
REOPEN_REASONS = ("点错了", "情况有变化", "材料要补", "数字要改")
WAIT_TEXT = "在等什么？可以输入几个字（例如“等纪委回函”），也可以直接点下面的按钮。"
WAIT_REASONS = ("等答复", "等材料", "等开会", "等时间到")
NOTE_TEXT = "请输入第{number}步“{title}”的备注，会写进记实；要清空就输入“无”。证件号和电话号码会自动遮住。"
NOTED = "备注已记下。"
NOTE_GATE_TEXT = "文件的要求没有满足。请先输入理由，会写进记实，然后再点“完成”。"
TOO_LONG = "太长了，请控制在{longest}个字以内，再输入一次。"
EXPECTED_TEXT = "第{number}步“{title}”预计哪天办？请输入日期，例如“2026年12月1日”；不要了就输入“无”。"
EXPECTED_SET = "预计日期已记下。"
BAD_DATE = "没有看懂这个日期，请写全年月日，例如“2026年12月1日”。"
PAST_DATE = "预计的日期要在今天或者以后，请再输入一次，例如“2026年12月1日”；不要了就输入“无”。"
FUTURE_DATE = "办完的日期不能在今天以后，请再输入一次，例如“2026年11月20日”“昨天”。"
DONE_ON_TEXT = "第{number}步“{title}”是哪天办完的？请输入日期，例如“2026年11月20日”“昨天”。"
CLEARING = "无"

ALL_STEPS = "全部步骤"
STEP_MARKS = {
    "open": "⬜",
    "waiting": "⏳",
    "done": "✅",
    "not_applicable": "🚫",
    "now": "▶️",
    "unknown": "❓",
    "off": "➖",
}
STEPS_LEGEND = "✅ 完成　⏳ 等待　🚫 不适用　❓ 要先问清情况　➖ 不用办"
STEP_BUTTON = "{mark} {number}. {title}"
MOVED_ON = "刚才有变化，您按的按钮已经旧了，什么都没有改。现在是这样："
MOVED_BY = "{name}刚刚先改了：{what}。您按的没有生效，现在是这样："
REFUSED = {
    "settled": "这一步已经办过了。",
    "not_settled": "这一步还开着，不用重新打开。",
    "does_not_apply": "这一步现在不用办。",
}

NOT_DONE = "这一步还不能完成：{shortfall}。"
ENDED_HERE = "这一步没有通过，这件事到此为止：{shortfall}。"
FILL_FIRST = "先把要填的填上，才能完成。"
FORBIDDEN = "这件事您只能看。要一起办，请联系{owner}。"
NO_UNIT = (
    "这件事开始时您的账号还没有和单位关联，没有组织人事干部能看到。"
    "可以用“👀 给同事看”或者一次性链接请同事看。"
)
NOBODY_THERE = "没有找到这位同事，可能已经离开。"
# Why a move was not made, where nothing more is to be said.
HINDRANCES = {
    "archived": "这件事已经归档，先恢复才能改。",
    "reason": "要写一句理由。",
    "date": "这个日期不行：办完的日期不能在今天以后，预计和等待的日期要说得通。",
    "name": "名字不能是空的。",
    "nobody": NOBODY_THERE,
    "full": "已经到了上限，不能再加了。",
    "unchanged": "已经是这样了，没有变化。",
    "outdated": "这份清单已经不在库里，不能换用新版。",
}
QUESTION_ANSWERED = "上面先回答了您的问题。刚才的事还在，点下面接着办。"
GO_ON_BUTTON = "▶️ 接着办：{title}"
