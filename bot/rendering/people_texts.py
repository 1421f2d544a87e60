"""The sentences for staff and admins: persons, units, invitations, the audit log, maintenance."""

PEOPLE = "人员（共{count}人）"
NO_PEOPLE = "您负责的单位里还没有人员。点“添加人员”开始。"
NO_UNIT = "您还没有负责的单位，请联系系统管理员。"
PERSON_BUTTON = "{name} · {unit}"
ADD_PERSON = "➕ 添加人员"
BACK = "↩ 返回名单"
FIELDS = {"name": "姓名", "post": "职务", "level": "职务级别", "appointment": "任用方式"}
UNIT = "单位"
EMPTY = "未填写"
ACCOUNT = "账号"
HAS_ACCOUNT = "已绑定"
HAS_NO_ACCOUNT = "未绑定"
EDIT = "✏️ {field}"
DATES = "📅 日期"
DATE_KINDS = {
    "birth_date": "出生日期",
    "work_start": "参加工作日期",
    "hired_on": "录用日期",
    "post_start": "任现职日期",
    "rank_start": "任现级日期",
    "appointed_on": "提任日期",
    "trial_start": "试任起始日期",
    "term_start": "任期起始日期",
    "grassroots_start": "基层工作起始日期",
    "exercise_start": "基层锻炼起始日期",
    "secondment_start": "挂职起始日期",
    "village_start": "到村任职日期",
}
CHOOSE_DATE = "要填写{name}的哪个日期？"
INVITE_PERSON = "✉️ 邀请本人"
UNLINK = "🔗 解除账号绑定"
DELETE = "🗑 删除"
CONFIRM_DELETE = "确定删除{name}的档案信息吗？日期和未用的邀请也会删除，不能恢复；已绑定的账号会保留。"
CONFIRM = "确定删除"
DELETED = "已删除。"
CHOOSE_UNIT = {
    "person": "要添加到哪个单位？",
    "official": "要邀请哪个单位的干部？",
    "staff": "要邀请哪个单位的组织人事干部？",
    "manage": "单位",
}
TYPE_PERSON = "请输入姓名和职务，用逗号隔开，例如“张三，办公室副主任”。职务可以不写。"
TYPE_FIELD = "请输入{name}新的{field}。"
TYPE_DATE = "请输入{name}的{kind}，例如“2024年3月5日”。要清空就输入“无”。"
CLEARING = "无"
BAD_NAME = "姓名要有1到32个字，职务不超过64个字。请再输入一次，或发送 /cancel 取消。"
BAD_DATE = "没有看懂这个日期，请写全年月日，例如“2024年3月5日”，或发送 /cancel 取消。"
GONE = "这条记录已经不在了，请重新打开名单。"
SAVED = "已保存。"

UNITS_EMPTY = "还没有单位。点“添加单位”开始。"
ADD_UNIT = "➕ 添加下级单位"
ADD_TOP_UNIT = "➕ 添加单位"
RENAME_UNIT = "✏️ 改名"
ALL_UNITS = "↩️ 全部单位"
TYPE_UNIT = "请输入新单位的名称。"
TYPE_UNIT_NAME = "请输入“{name}”的新名称。"
BAD_UNIT = "单位名称要有1到64个字。请再输入一次，或发送 /cancel 取消。"
UNIT_ADDED = "已添加：{name}"
UNIT_RENAMED = "已改名：{name}"
UNIT_TAKEN = "上级单位下已经有同名的单位，请换一个名称，或发送 /cancel 取消。"
UNIT_CARD = "{path}\n人员：{people}人"

INVITE = "邀请"
INVITE_ROLE = "邀请{role}"
OPEN_INVITATIONS = "还没有使用的邀请（点按钮可以撤销）："
NO_OPEN_INVITATIONS = "没有未使用的邀请。"
REVOKE = "撤销：{role} · {unit} · {until}前有效"
REVOKED = "邀请已撤销，邀请码不能再用。"
NO_SUCH_UNIT = "全部"
ISSUED = "邀请码已生成，请转发给对方。它只能用一次，{until}前有效，这里只显示这一次。"
ISSUED_FOR = "对象：{role}{details}"
ISSUED_LINK = "点开链接即可加入：\n{link}"
ISSUED_CODE = "或者在对话里发送：\n/start {code}"
ISSUED_CODE_ONLY = "在和助手的对话里发送：\n/start {code}"

AUDIT = "操作日志（共{count}条）"
AUDIT_EMPTY = "操作日志还是空的。"
AUDIT_HEAD = "最新校验值：{hash}"
AUDIT_EXPORT = "📤 导出全部"
AUDIT_FILE = "操作日志，共{count}条。用命令 run_bot.py record verify 可以校验文件没有改动。"
AUDIT_LINE = "{number}. {at} {actor} {action}{subject}"
SYSTEM = "命令行"
NUMBERED = "{kind}{number}"
SUBJECTS = {
    "account": "账号",
    "person": "人员",
    "unit": "单位",
    "invitation": "邀请",
    "question": "提问",
    "case": "办理事项",
    "system": "",
}
ACTIONS = {
    "unit.added": "添加单位",
    "unit.renamed": "单位改名",
    "person.added": "添加人员",
    "person.viewed": "查看人员",
    "person.changed": "修改人员",
    "person.deleted": "删除人员",
    "person.linked": "绑定账号",
    "person.unlinked": "解除绑定",
    "invitation.made": "生成邀请",
    "invitation.used": "使用邀请",
    "invitation.revoked": "撤销邀请",
    "codes.guessed": "多次输错邀请码",
    "account.admitted": "准入账号",
    "account.exported": "导出本人数据",
    "account.unlinked": "本人解除绑定",
    "account.deleted": "删除本人数据",
    "case.viewed": "查看同事的办理事项",
    "case.exported": "导出同事的办理记实",
    "deadline.added": "添加期限",
    "deadline.changed": "修改期限",
    "deadline.closed": "办结或停止期限",
    "deadline.deleted": "删除期限",
    "message.resent": "重发消息",
    "result.shared": "同意同事看检查结果",
    "result.unshared": "收回给同事看的结果",
    "result.viewed": "查看同事的检查结果",
    "audit.exported": "导出操作日志",
    "question.settled": "办结提问",
    "maintenance.on": "开启维护",
    "maintenance.off": "结束维护",
}

MAINTENANCE_USAGE = "用法：/maintenance on 开启维护，/maintenance off 结束维护。现在：{state}"
MAINTENANCE_STATES = {True: "维护中", False: "正常"}
MAINTENANCE_SET = {
    True: "已开启维护：政策问答照常并附上提示，其他功能暂停。",
    False: "已结束维护，所有功能恢复。",
}
MAINTENANCE_NOTICE = "系统正在维护，政策问答照常，其他功能暂停使用。"
