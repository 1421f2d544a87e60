"""The sentences of eligibility checks."""

DONT_KNOW_WORDS = frozenset(
    {"不知道", "不清楚", "不确定", "不记得", "忘了", "记不清", "不晓得", "说不准", "？", "?"}
)

YES_WORDS = frozenset({"对", "对的", "是", "是的", "没错", "好", "好的", "嗯", "确认", "正确"})
NO_WORDS = frozenset({"不对", "不是", "不是的", "错了", "错", "不", "否", "没有"})

# Subjects of the menu, with the topics of the rules that belong to each.
SUBJECTS = {
    "move": ("🔁 调任、转任、聘任、引进", ("diaoren", "zhuanren", "liudong", "pinren", "rencai", "jiaoliu")),
    "recruit": ("📝 招录、公开选拔、竞争上岗", ("zhaolu", "xiangzhen", "gongxuan", "jingzheng", "cunguan")),
    "promote": ("📈 提任资格、破格、优先使用", ("tiren", "youxian", "nianqing")),
    "procedure": (
        "🗳 推荐、考察、表决、公示等程序",
        (
            "minzhu-tuijian",
            "tuijian",
            "kaocha",
            "yunniang",
            "biaojue",
            "gongshi",
            "renmian",
            "dangzu",
            "zhishu",
        ),
    ),
    "term": ("⏳ 试用期、任期、到龄", ("shiyong", "renqi", "daoling")),
    "leave": ("🚪 调整、辞职、退休、能上能下", ("tiaozheng", "cizhi", "tuixiu", "nengshang")),
    "reserve": ("🌱 后备干部", ("houbei",)),
    "grassroots": ("🏞 基层锻炼、挂职、基层经历", ("duanlian", "guazhi", "jiceng")),
    "training": ("🎓 教育培训", ("peixun",)),
    "discipline": ("⚖️ 换届纪律、倒查、兼职", ("huanjie", "daocha", "jianzhi")),
    "team": ("👥 班子和队伍结构比例", ("jiegou",)),
    "other": ("📎 其他", ()),
}
MENU = "条件检查"
MENU_TEXT = "我可以按文件逐条对照，告诉您够不够条件、差在哪里、依据是哪一条。\n请选择要查的方面，或者点“🔍 按词查找”。"
SEARCH_EXAMPLES = ("调任年龄", "试用期")
WHAT = "检查"
UNFINISHED = "您有没做完的检查，可以接着做："
SAVED = "您保存的结果："
SHARED_BUTTON = "👥 同事给我看的结果"
RESUME_BUTTON = "▶️ 继续：{title}"
SAVED_BUTTON = "💾 {title}（{day}）"
SUBJECT_BUTTON = "{subject}（{count}）"
RULES_TEXT = "第{page}页，共{pages}页。请选择："
RULE_TITLE, RULE_LINE = "· {title}", "· {title}：{question}"
FOUND = "找到这些检查，请选择："
ALL_SUBJECTS = "↩️ 全部方面"
OFFER_BUTTON = "🧮 查条件：{title}"
OFFER_KIND = "🧮 查条件"
RULE_GONE = "这项检查已经不在库里了。发送 /check 可以看现在有哪些检查。"

ABOUT = "适用：{region}；{persons}"
ASKING = "最多还有{left}个问题"
LAST_ONE = "这是最后一个问题"
CHANGING = "修改“{label}”（现在填的是：{value}）"
TRYING = "如果“{label}”不一样会怎样？（现在填的是：{value}）"
NOT_GIVEN = "没有填"
UNKNOWN = "不知道"
NOTED = "已记下 {facts}"
HOW = {
    "integer": "请点选，或者输入整数{range}，例如“{example}”。",
    "number": "请点选，或者输入数字{range}，例如“{example}”“两年半”。",
    "date": "请输入日期，例如“2024年3月5日”“2024-3”“去年三月”。",
    "since": "也可以输入日期，例如“{example}”，我来推算。",
    "region": "请输入地区名，例如“宁夏”“舟山”。",
    "boolean": "请点选，或者回答“是”“不是”“不知道”。",
    "enum": "请点选一项。",
}
SINCE_BORN = "1981年3月"
SINCE = "2019年8月"
HOW_TYPED = {
    "integer": "请输入整数{range}，例如“{example}”。",
    "number": "请输入数字{range}，例如“{example}”“两年半”。",
}
ALL_OF_THESE = "下面几项是不是都符合？"
ANY_OF_THESE = "下面有没有一项是这样的？"
HOW_ALL = "请点选，或者回答“都符合”“第2项不符合”。有一项拿不准，就一项一项来。"
HOW_ANY = "请点选，或者回答“都不是”“第2项是”。拿不准就一项一项来。"
HOW_PAIR = "请一起写，例如“{example}”；只知道其中一个，写一个也行。"
ALL_BUTTON = "✅ 都符合"
NONE_BUTTON = "都不是"
NOT_THIS = "{number}不符合"
THIS = "{number}是"
ONE_BY_ONE_BUTTON = "🤷 一项一项问我"
VAGUE = "“不到”“以上”“三四年”这样的说法没法对照，请给一个数{or_date}。"
OR_DATE = "，或者起始的日期"
NOT_UNDERSTOOD = "这句话我没能当作答案读懂。"
OUT_OF_TURN = "上面先回答了您的问题。刚才的检查已经存好，点下面的按钮接着做。"
CONTRADICTS = "这个答案对不上：{reason}"
RANGE = "（{low}到{high}）"
RANGE_FROM = "（不小于{low}）"
UNDERSTOOD = "我理解为：{facts}，对吗？"
ONLY_MONTH = "（没有说哪一天的，先按1日算）"
FACT = "{label}：{value}"
DERIVED = "（按今天算，{label}是{value}）"
OFFERED = "您的问题或资料里有下面这些内容，点“对”之前我不会使用。要按它们来检查吗？"

YES_BUTTON = "✅ 对"
YES_ALL_BUTTON = "✅ 对，按这些检查"
NO_BUTTON = "✏️ 不对，重新填"
NO_ALL_BUTTON = "✖️ 都不用，从头问"
DROP_BUTTON = "去掉 {fact}"
DONT_KNOW_BUTTON = "🤷 不知道"
BACK_BUTTON = "↩️ 返回上一问"
SUMMARY_BUTTON = "📋 看看已答的"
LEAVE_BUTTON = "⏸ 先放一放"
END_BUTTON = "⏭ 先看结果"
KEEP_BUTTON = "↩️ 不改了"
RESTART_BUTTON = "🔄 重新开始"
LEFT = "已经存好，答过的不会丢。什么时候想接着做，发送 /check 就行。"
MOVED_ON = "那个按钮是以前的，检查已经往下走了，现在是这里："

SUMMARY_TITLE = "您填的情况"
SUMMARY_EMPTY = "还没有填。"
SUMMARY_TEXT = "点一项可以修改："
EDIT_BUTTON = "✏️ {fact}"
GO_ON_BUTTON = "▶️ 继续"
SHOW_RESULT_BUTTON = "📊 看结果"

ICONS = {"eligible": "✅", "conditional": "🟡", "not_eligible": "❌", "undetermined": "❔"}
CONDITIONS = "逐条对照"
LACKING = "还差什么"
LACKING_UNMET = "这一条不满足：{text}"
LACKING_ROUTE = "可以走的途径：{route}"
LACKING_UNKNOWN = "还不知道：{facts}"
NOTES = "文件还说"
NEXT_STEPS = "接下来可以"
BASIS = "依据"
GUIDANCE = "这是按您填的情况作的对照，供参考；最后以组织人事部门的审核为准。"
CAVEAT = "提示：{caveat}"
CHANGED_SINCE = "您上次检查时的结论是“{before}”。日期或者规则内容有变化，下面是按今天和现在的内容重新判断的。"
STRENGTH = "（{words}）"
AS_OF = "对照日期：{day}"

EDIT_ANSWERS_BUTTON = "✏️ 修改回答"
WHAT_IF_BUTTON = "🔀 换个条件试试"
MORE_BUTTON = "▶️ 把没答的补上"
SAVE_BUTTON = "💾 保存"
UNSAVE_BUTTON = "💾 已保存，点此取消"
SHARE_BUTTON = "👥 给组织人事部门看"
UNSHARE_BUTTON = "👥 已给同事看，点此收回"
EXPORT_BUTTON = "📄 导出 Word"
DELETE_BUTTON = "🗑 删除"
SAVED_NOW = "已保存。发送 /check 随时可以打开。"
UNSAVED_NOW = "已取消保存，60天后会自动删除。"
STILL_SHARED = "这份结果正给组织人事部门看，先收回，再取消保存。"
CONSENT = (
    "同意后，您所在单位及上级的组织人事干部可以看到您的姓名、您填的情况和这份结果，随时可以收回。同意吗？"
)
CONSENT_BUTTON = "✅ 同意给他们看"
SHARED_NOW = "已经可以看到了。要收回，打开这份结果，点“已给同事看，点此收回”。"
NO_UNIT_TO_SHARE = (
    "您的账号还没有和单位关联，现在同意了也没有人能看到。"
    "请联系本单位组织人事干部发一个邀请链接给您，关联以后再点。"
)
UNSHARED_NOW = "已收回，他们看不到了。"
CONFIRM_DELETE = "确定删除这份检查吗？删除后不能恢复。"
DELETE_FOR_SURE_BUTTON = "确定删除"
DELETED = "已删除。"
EXPORTED = "检查结果已导出，里面有您填的个人情况，请妥善保管。"

WHAT_IF = "换哪一项试试？原来的结果不会变。"
WHAT_IF_FACT = "{label}：{value}"
IF = "如果{facts}"
VERDICT_CHANGES = "结论会变：{before} → {after}"
VERDICT_STAYS = "结论不变：{after}"
REASONS_CHANGE = "有变化的条件"
NO_REASON_CHANGES = "各条件的状态都没有变化。"
APPLY_BUTTON = "✅ 就用这个值"
ANOTHER_BUTTON = "🔀 再换一项"
BACK_TO_RESULT_BUTTON = "📊 回到结果"

SHARED_TITLE = "同事同意给您看的结果"
SHARED_EMPTY = "目前没有。"
SHARED_ROW_BUTTON = "{owner}（{unit}）：{title}"
SHARED_OWNER = "{owner}（{unit}）于{day}同意给组织人事部门看"
BACK_TO_SHARED = "↩️ 回到列表"

DOCUMENT_NAME = "条件检查-{title}-{day}.docx"
DOCUMENT_TITLE = "干部政策条件对照表"
DOCUMENT_FOOT = "第 {page} 页，共 {pages} 页"
DOCUMENT_HEAD = ("检查事项", "对照日期", "结论", "适用范围")
DOCUMENT_REASONS = ("状态", "条件", "约束力", "依据")
DOCUMENT_FACTS = "所填情况"
DOCUMENT_FACT_HEAD = ("项目", "填写内容")
DOCUMENT_BASIS = "所依据的文件"
DOCUMENT_STATUS = {"met": "✓ 符合", "unmet": "✗ 不符合", "unknown": "? 待核实", "not_applicable": "－ 不涉及"}
DOCUMENT_VERSION = "规则内容版本：{version}"
