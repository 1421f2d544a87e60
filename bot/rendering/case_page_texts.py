"""The sentences on the pages about a case: history, files, people, what else can be done, newer versions."""

HISTORY = "“{title}”的经过"
EVENT_LINE = "{at:%m-%d %H:%M} {who} {what}"
EVENT_STEP = "第{number}步“{title}”"
EVENT_OLD_STEP = "旧版清单里的一步"
EVENT_REASON = "（理由：{reason}）"
EVENT_REOPENED = "；要重新办：{titles}"
EVENTS = {
    "opened": "开始办理",
    "filled": "填写：{values}",
    "done": "办完{step}（{day}）",
    "waiting": "{step}先等着",
    "left_out": "{step}记为不适用",
    "reopened": "重新打开{step}",
    "noted": "{step}备注：{note}",
    "expected": "{step}预计{day}",
    "assigned": "{step}请{to}办",
    "followed": "改了办理的地区",
    "named": "改名为“{name}”",
    "moved": "换用新版清单",
    "shared": "请{to}{may}",
    "left": "{whom}不再参与",
    "handed_over": "移交给{to}",
    "unit_shared": "{shared}",
    "attached": "{step}加了附件“{name}”",
    "detached": "{step}去掉附件“{name}”",
    "archived": "归档",
    "unarchived": "恢复办理",
}
MAY = {"read": "看（不能改）", "work": "一起办"}
UNIT_SHARED = {True: "给本单位组织人事干部看", False: "不再给本单位组织人事干部看"}
NO_DAY, NO_NOTE, TAKEN_OUT = "不定日期", "（已清空）", "（已清掉）"
NOBODY, GONE_PERSON, SYSTEM = "（不指定人）", "已离开的同事", "系统"
CHANGED = "📋 “{title}”有变化：{who} {what}。"
CHANGED_MORE = "📋 “{title}”有{count}处变化："
CHANGED_LINE = "· {who} {what}"
CHANGED_FOR_YOU = {
    "assigned": "📋 {who}请您办“{title}”的{step}。",
    "shared": "📋 {who}把“{title}”给您{may}。",
    "handed_over": "📋 {who}把“{title}”移交给您了，以后由您来办。",
    "left": "📋 {who}把“{title}”收回了，您不再参与。",
}
CASE_DELETED = "📋 同事删除了一件和您一起办的事（{title}）。"
OPEN_CASE = "▶️ 打开看看"

MORE_TEXT = "“{title}”还可以："
ASSIGN_BUTTON = "🙋 请同事办"
EXPECT_BUTTON = "📅 预计日期"
DONE_ON_BUTTON = "🗓 补记完成日"
SHARE_BUTTON = "👥 共同办理"
HAND_OVER_BUTTON = "🤝 移交给同事"
RENAME_BUTTON = "✏️ 改名"
REGION_MORE_BUTTON = "📍 选地区"
FACTS_BUTTON = "❓ 有关情况"
HISTORY_BUTTON = "🕘 经过"
EXPORT_BUTTON = "📄 导出记实"
ARCHIVE_BUTTON = "🗄 归档"
UNARCHIVE_BUTTON = "📤 恢复，接着办"
DELETE_BUTTON = "🗑 删除"
LEAVE_BUTTON = "🚪 不再参与"
ARCHIVED_NOW = "已归档。在 /checklist 的“已归档”里还能看到，也能恢复。"
UNARCHIVED_NOW = "已恢复，接着办。"
EXPORTED = "记实已导出：Word 文件可以直接归档，JSON 文件用命令 run_bot.py record verify 可以校验没有改动。请妥善保管。"

CONFIRM_DELETE = (
    "确定删除“{title}”吗？步骤、备注、附件清单和经过都会真正删除，不能恢复。需要留底的话，先导出记实。"
)
DELETE_FOR_SURE = "确定删除"
KEEP = "不删了"
DELETED = "已删除。"
LEFT_NOW = "好的，您不再参与这件事了。"

FILES_HEAD = "第{number}步“{title}”的附件"
FILE_LINE = "· {name}（{size}）"
NO_FILES = "还没有。"
SEND_FILES = (
    "现在把照片或文件发过来就行，可以一次发几个，附的说明会记进备注。我不打开文件，只记下来，随时可以取回。"
)
SEND_FILE_BUTTON = "⬇️ {name}"
TAKE_OFF_BUTTON = "🗑 去掉"
FILE_ADDED = "已收下“{name}”。"
FILE_OFF = "已去掉“{name}”。"
FILE_REFUSED = "“{name}”没有收下：{reason}"
FILE_TOO_BIG = "文件太大了，最多{limit}。"
FILE_EMPTY = "文件是空的。"
FILE_WRONG_KIND = "只收照片，以及 PDF、Word、Excel、PPT、WPS、OFD 和文本文件。"
FILE_FULL = "这件事的附件已经到了上限{limit}个。"
FILE_FORBIDDEN = "这一步现在不能加附件。"
FILE_TWICE = "“{name}”已经在附件里了。"
PHOTO_NAME = "照片{number}"
FILE_NAME = "文件"
FILE_LOST = "这个文件取不回来了，可能已经过期，请重新发一次。"

PEOPLE = "谁在参与“{title}”"
NO_MEMBERS = "现在只有您自己。"
PEOPLE_TEXT = "可以请同事只看，或者一起办；同事会收到通知。"
MAY_WORDS = {"read": "只能看", "work": "一起办"}
MEMBER_LINE = "· {name}：{may}"
REMOVE_MEMBER_BUTTON = "✖️ 收回：{name}"
SHARE_READ_BUTTON = "👀 给同事看"
SHARE_WORK_BUTTON = "👥 请同事一起办"
LINK_READ_BUTTON = "🔗 只看的链接"
LINK_WORK_BUTTON = "🔗 一起办的链接"
LINKS_BACK_BUTTON = "↩️ 收回未用的链接（{count}）"
LINKS_TAKEN_BACK = "没有用过的链接已经收回，拿到链接的人进不来了；已经加入的同事不受影响。"
NO_LINKS_LEFT = "没有可以收回的链接：都已经用过、收回或者过期。"
SHARE_UNIT_BUTTON = "🏢 给本单位组织人事干部看"
UNSHARE_UNIT_BUTTON = "🏢 不再给本单位组织人事干部看"
CHOOSE_COLLEAGUE = {
    "read": "给哪位同事看？",
    "work": "请哪位同事一起办？",
    "hand": "移交给哪位同事？移交以后由对方来办，您还能看。",
    "assign": "请哪位同事办这一步？",
}
COLLEAGUE_BUTTON = "{name}（{unit}）"
COLLEAGUE_HINT = "点一位，或者输入姓名来找。"
NO_COLLEAGUES = (
    "没有找到可以选的同事：要先受邀使用，并且和您在同一单位或上下级单位。可以用一次性链接请对方进来。"
)
NO_COLLEAGUE_NAMED = "没有找到这个姓名。换个写法试试，或者用一次性链接请对方进来。"
UNASSIGN_BUTTON = "✖️ 不指定人"
CONFIRM_HAND_OVER = "确定把“{title}”移交给{name}吗？移交以后由{name}来办，您只能看。"
HAND_OVER_SURE = "确定移交"
KEEP_MINE = "不移交了"
SHARED_NOW = "已经请{name}{may}，对方会收到通知。"
REMOVED_NOW = "已收回，{name}看不到了。"
ASSIGNED_NOW = "已经请{name}办这一步，对方会收到通知。"
UNASSIGNED_NOW = "这一步不再指定人。"
HANDED_OVER_NOW = "已移交给{name}，您还能看。"
LINK_TEXT = (
    "把下面这条转发给要请的那位同事。它只能用一次，{until}前有效，只显示这一次；对方要已经受邀使用本助手。"
)
LINK = "点开链接即可加入“{title}”（{may}）：\n{link}"
LINK_CODE = "或者在和助手的对话里发送：\n/start {code}"
LINK_WRONG = "这个链接不能用了：可能已经用过、过期，或者您已经在这件事里。请让同事重新发一个。"
LINK_JOINED = "您现在可以{may}这件事了。"

CHANGES = "“{title}”用的是开始时的清单，现在的版本有这些不同："
CHANGES_ADDED = "新增的步骤"
CHANGES_REMOVED = "去掉的步骤"
CHANGES_CHANGED = "改动的步骤"
CHANGES_INPUTS = "要填的内容有变化"
CHANGES_HEAD = "清单本身"
CHANGES_ORDER = "步骤的先后"
CHANGES_PARTS_LINE = "{title}（{parts}）"
CHANGES_PARTS = {
    "title": "名称",
    "about": "说明",
    "documents": "依据的文件",
    "order": "步骤的先后",
    "facts": "先问清的情况",
    "notes": "说明",
    "do": "做什么",
    "who": "谁来做",
    "records": "留存的材料",
    "inputs": "要填的内容",
    "when": "什么情况下做",
    "gate": "须满足的条件",
    "opens": "另开的清单",
    "deadlines": "时限",
    "hardness": "约束力",
    "historic": "是否历史做法",
    "blanks": "没有写明的地方",
    "cite": "依据",
}
CHANGES_NONE = "步骤没有变化，只是说明或依据有修改。"
CHANGES_CARRIED = "换用以后，已经办的步骤和填的内容都会保留。"
CHANGES_DROPPED = "换用以后，这些填过的内容不再适用：{labels}。"
CHANGES_REOPENED = "换用以后，这些步骤要重新办：{titles}。"
CHANGES_TAKE = "✅ 换用新版"
CHANGES_KEEP = "先不换"
CHANGES_TAKEN = "已换用新版清单。"
NO_CHANGES = "您用的已经是现在的版本。"
