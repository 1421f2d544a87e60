"""The sentences about unanswered questions and about where somebody is."""

HAND_ON = "🙋 转给工作人员"
HANDED_ON = (
    "已转给政策内容编审（证件号、电话等已经遮盖）。有了答复，我会在这里告诉您。"
    "事情比较急的话，请直接联系本单位组织人事部门。"
)
ANSWERED = "您之前问的问题有答复了："
ANSWERED_NOTE = "以上由政策内容编审答复，供参考，办理具体事项请以现行规定和当地组织人事部门的答复为准。"

QUESTIONS = "待处理的提问（{count}个，相同的合并在一起）"
NO_QUESTIONS = "没有待处理的提问。"
GROUP_LINE = "{number}. {text}（{traits}）"
COUNT = "问了{count}次"
WAITING = "{count}人在等答复"
OPEN_BUTTON = "{number}"
BACK = "↩️ 返回列表"

GROUP = "提问 {number}"
GROUP_WORDINGS = "问法："
REASONS = {
    "unknown": "没有找到对应的规定",
    "out_of_scope": "不在库中文件的范围内",
    "answered": "已回答，但用户说没有用",
    "clarification": "请用户选择后没有下文",
}
GROUP_REASON = "当时的结果：{reason}"
GROUP_NEAREST = "当时最接近的条目：{entries}"
REPLY_BUTTON = "✍️ 写答复并办结"
CLOSE_BUTTON = "✅ 办结，不答复"
TYPE_REPLY = (
    "请输入给提问人的答复（500字以内，会发给转来这个问题的{count}人）。\n"
    "请写明依据的文件和条款，不要写涉密内容和个人信息；不写了就发送 /cancel。"
)
NOBODY_WAITS = "请输入处理说明（500字以内），只留在记录里；不写了就发送 /cancel。"
REPLY_TOO_LONG = "太长了，请控制在500个字以内，再输入一次；不写了就发送 /cancel。"
SETTLED = "已办结，相同的提问一并办结（{count}个）。"
SETTLED_TOLD = "已办结，相同的提问一并办结（{count}个）；答复会发给{told}人。"
GONE = "这个提问已经办结，或者提问人已经删除了它。"

ASK_PLACE = "这件事各地的规定不一样。您在哪里？告诉我以后，我会先看当地的规定。（只问这一次）"
PLACES = {"全国": "全国通用", "其他": "其他地方"}
NO_PLACE = "不用了"
PLACE_TAKEN = "已记下：您在{place}。以后先看当地的规定；想改的话，在 /me 里改。"
PLACE_TAKEN_GUEST = "已记下：您在{place}。以后先看当地的规定；想改的话，再点一次上面的按钮。"
PLACE_NATIONWIDE = "已记下：按全国通用的规定回答。"
SAME_ANSWER = "对这个问题，上面的答案不变。"
PLACE_DECLINED = "好的，不再问了。提问时写上地区，也能得到当地的规定。"
