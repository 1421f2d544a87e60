"""Every sentence that the bot says of itself."""

COMMANDS = {
    "start": "开始使用",
    "help": "使用说明",
    "check": "查一查够不够条件",
    "checklist": "办理清单，一步一步办",
    "deadlines": "期限和提醒",
    "me": "我的资料",
    "settings": "我的设置",
    "mydata": "导出或删除我的数据",
    "people": "人员",
    "units": "单位",
    "invite": "邀请",
    "questions": "待处理的提问",
    "audit": "操作日志",
    "maintenance": "维护开关",
    "cancel": "取消正在进行的操作",
}
SHORT_DESCRIPTION = "干部人事政策问答：每条答案都注明文件和条款出处。"
DESCRIPTION = (
    "干部政策助手：用平常的话提问，得到经过核对、注明文件名称和条款出处的答案。"
    "文件没有写到的，会如实告诉您。请勿发送涉密内容。"
)

# Questions that the shipped content answers; a test holds them against it.
EXAMPLES = (
    "报考省级以上机关公务员，必须有两年基层工作经历吗？",
    "宁夏调任县乡科级领导职务，年龄上限是多少？",
    "宁夏组织一次干部交流要走哪些程序？",
)

WELCOME = (
    "您好，我是干部政策助手，可以回答基层选拔、干部交流、教育培训、班子建设等方面的政策问题。"
    "您用平常的话提问就行，每条答案都注明文件名称和条款出处。"
    "文件没有写到的，我会如实告诉您。"
)
ALSO = "除了回答问题，还可以：{further}。"
FURTHER = {
    "check": "/check 查一查够不够条件",
    "checklist": "/checklist 把一件事一步一步办下来",
    "deadlines": "/deadlines 记下期限，到时提醒",
}
TRY_THESE = "可以先试试下面的问题："
DEEP_LINK = "您打开的链接目前没有对应的内容，可以直接提问。"

HELP = (
    "怎么提问",
    "· 直接输入问题，例如“宁夏调任科级领导年龄不能超过多少”。一次问一件事，答案更准。",
    "· 可以接着追问，例如“那宁夏呢？”“说详细点”。",
    "· 问题比较笼统时，我会列出几个选项，请点选最接近的一个。",
)
HELP_CARD = (
    "怎么看答案",
    "· 先是结论，后面是依据：文件名称、文号、条款位置、级别、地区、时间和文件性质。",
    "· 点“查看依据”可以看到文件的详细情况和需要注意的修订。",
    "· 点 👍 或 👎 告诉我们答案有没有用。",
    "· 受邀人员可以点答案下面的“办理清单”，或者发送 /checklist，把一件事按文件一步一步办下来。",
)
HELP_LIMITS = "答案供参考，办理具体事项请以现行规定和当地组织人事部门的答复为准。"
HELP_COMMANDS = "命令：\n{commands}"

SOURCES_BUTTON = "📄 查看依据"
HELPFUL_BUTTON = "👍"
UNHELPFUL_BUTTON = "👎"
CHOSEN = "✅ {button}"
RETRY_BUTTON = "🔄 再试一次"
RELATED_BUTTON = "相关：{question}"

SUPPLEMENT = "同一规定还涉及：{question}"
BASIS = "依据"
CAVEAT = "提示：{caveat}"
CAVEATS = "提示："
SOURCES_TITLE = "“{question}”的依据"
PLACE = "条款位置"
ISSUER = "发文单位"
NUMBER = "文号"
NO_NUMBER = "文内未写"
DATE = "日期"
EFFECTIVE = "施行日期"
LEVEL = "级别和地区"
STANDING = "文件性质"
PERIOD = "时效"
REVISIONS = "此后的变化"
CHOOSE = "请点选一个，或者换个说法再问一次。"
NEAREST = "您是不是想了解："
EDITED = "您修改了问题，按修改后的内容重新回答："

ASKED = "您想了解：{question}"

FEEDBACK_TAKEN = {1: "谢谢，已记下。", -1: "已记下，工作人员会据此改进答案。", 0: "已取消评价。"}
STALE = "这个按钮已经过期，请重新提问。"

NOT_ADMITTED = (
    "您好。本助手目前只对受邀人员开放，请联系本单位组织人事部门。\n联系时请提供您的账号编号：{telegram_id}"
)
UNKNOWN_COMMAND = "没有这个命令。可以直接输入问题，或者使用下面的命令：\n{commands}"
NOT_TEXT = "我只能读文字{kind}。请把问题用文字发给我。"
NOT_TEXT_KINDS = {
    "sticker": "，看不懂表情贴纸",
    "photo": "，看不了图片",
    "voice": "，听不了语音",
    "audio": "，听不了音频",
    "video": "，看不了视频",
    "video_note": "，看不了视频",
    "animation": "，看不了动图",
    "document": "，暂时不能读取文件",
    "location": "，用不上位置信息",
    "contact": "，也不会保存联系人名片",
}
EDITED_OTHER = "我看到您修改了消息。需要的话，请把问题重新发给我。"
LOST = "要重试的消息已经找不到了，请把问题重新发一遍。"

FAULT = (
    "抱歉，刚才出了点问题，这个问题还没有答复。\n"
    "您的消息还在，点下面的按钮可以再试一次；如果还是不行，请把编号 {reference} 告诉管理员。"
)
FAULT_BUTTON = "抱歉，刚才的操作没有成功，请再点一次。如果还是不行，请把编号 {reference} 告诉管理员。"
FAULT_BRIEF = "没有成功，请再点一次（编号 {reference}）"

# The people of the local messenger: two ask for themselves, one works in the organization department, one is admin.
LOCAL_PEOPLE = (
    (1001, "王芳", "干部"),
    (1002, "李强", "组织人事干部"),
    (1003, "赵敏", "另一位干部"),
    (1004, "陈静", "系统管理员"),
)
LOCAL_UNIT = "演示单位"
READY_LOCAL = "Ready. Open / 请在浏览器中打开：{url}"
READY = "Ready. The bot is @{username} / 机器人已启动：@{username}"
