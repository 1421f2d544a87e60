"""The sentences about oneself: the notice of the first contact, profile, preferences, one's data."""

# The three sentences of the first contact.
NOTICE = (
    "使用前请了解：我会保存您的账号编号、名称、遮盖了证件号和电话号码的提问，以及您自己填写的资料，"
    "用来回答问题和提醒期限。"
    "同单位的组织人事干部看不到您的提问；发送 /mydata 可以随时导出或删除您的全部数据。"
    "请勿发送涉密内容。"
)

LEVELS = {
    "clerk": "科员级",
    "deputy_section": "乡科级副职",
    "section": "乡科级正职",
    "deputy_division": "县处级副职",
    "division": "县处级正职",
    "deputy_bureau": "厅局级副职",
    "bureau": "厅局级正职",
}
APPOINTMENTS = {"appointed": "委任制", "elected": "选任制", "contracted": "聘任制", "trial": "试任（试用期）"}
FIELDS = {"region": "地区", "workplace": "单位", "level": "职务级别", "appointment": "任用方式"}
CHOICES = {"level": LEVELS, "appointment": APPOINTMENTS}

ME = "我的资料"
ME_ROLE = "身份：{role}"
ME_EMPTY = "未填写"
ME_RECORD = "单位保存的您的档案信息"
ME_RECORD_NOTE = "有误的话，请告诉本单位组织人事部门。"
ME_AGREED = "您已同意在回答和条件检查中使用这些资料。"
ME_NOT_AGREED = "这些资料目前不会被使用。点“同意使用”后，回答会优先参考您所在地区的文件。"
ME_OTHER_REGION = "库里目前没有“{region}”的文件，回答以全国的文件和您点名的文件为准。"
AGREE = "✅ 同意使用"
DISAGREE = "🚫 不再使用"
CHOOSE_FIELD = "请选择{field}："
TYPE_REGION = "请选择您的地区，也可以直接输入，例如“某某市”。"
TYPE_WORKPLACE = "请输入您的单位名称，例如“某某县委办公室”。"
TOO_LONG = "太长了，请控制在{length}个字以内，再输入一次；不填就发送 /cancel。"
CLEAR = "🧹 清空"
CANCEL = "✖️ 取消"
CANCELED = "已取消。"
NOTHING_TO_CANCEL = "现在没有要取消的操作，可以直接提问。"

SETTINGS = "我的设置"
SEND_HOUR = "提醒发送时间：{hour}点"
QUIET = "免打扰时段：{start}点到{end}点"
NOT_QUIET = "免打扰时段：未设置"
SCRIPT = "文字：{script}"
SCRIPTS = {"simplified": "简体", "traditional": "繁體"}
DIGEST = "每周摘要：{state}"
DIGEST_STATES = {True: "接收", False: "不接收"}
SETTING_BUTTONS = {
    "send_hour": "🕘 发送时间",
    "quiet": "🌙 免打扰",
    "script": "🔤 简体/繁體",
    "digest": "📰 每周摘要",
}
CHOOSE_SETTING = {
    "send_hour": "您希望几点收到提醒？",
    "quiet": "哪个时段不要打扰您？",
    "script": "您习惯看哪种文字？",
    "digest": "要不要接收每周摘要？",
}
CHOSEN = "✅ {label}"
BACK_TO_SETTINGS = "↩️ 返回设置"
HOUR = "{hour}点"
QUIET_CHOICE = "{start}点到{end}点"
NO_QUIET = "不设置"

MYDATA = (
    "您可以导出我保存的关于您的全部数据，也可以删除它们。\n"
    "· 导出：得到一份可以直接阅读的网页文件和一份 JSON 数据文件。\n"
    "{unlink}"
    "· 删除：您的账号、提问、资料、设置、条件检查、办理的事、期限和提醒，以及单位在本系统中保存的您的档案信息，"
    "都会真正删除，不能恢复；有同事一起办的事会交给同事接着办。"
)
UNLINK_HOW = "· 解除绑定：单位保存的档案信息不再和这个账号关联，其他数据不变。\n"
EXPORT = "📤 导出我的数据"
UNLINK = "🔗 解除绑定"
DELETE = "🗑 删除我的数据"
EXPORTED = "这是我保存的关于您的全部数据。文件里有个人信息，请妥善保管。"
UNLINKED = "已解除绑定。单位保存的档案信息还在，但不再和这个账号关联。"
NOT_LINKED = "这个账号没有绑定单位的档案信息。"
CONFIRM_DELETE = (
    "确定要删除吗？删除后不能恢复：您的提问、资料、设置、条件检查、办理的事、期限和提醒，"
    "以及单位在本系统中保存的您的档案信息都会消失。有同事一起办的事会交给同事接着办。"
    "操作日志会保留，但只有编号，没有您的姓名和账号。"
)
CONFIRM = "确定，全部删除"
KEEP = "不删了"
KEPT = "好的，什么都没有删除。"
DELETED = "您的数据已经全部删除。需要再次使用时，请联系本单位组织人事部门重新邀请。"
