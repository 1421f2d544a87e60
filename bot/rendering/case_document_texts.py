"""The sentences of a case's record as a document."""

TITLE = "办理记实"
HEADER = "{name} · 办理记实"
FOOTER = "第 {{page}} 页，共 {{pages}} 页　　校验码 {code}"
FILE_NAME = "办理记实-{name}-{day}.docx"
AUTHOR = "干部政策助手"

HEAD = "一、基本情况"
NAME, PROCEDURE, UNIT, OWNER, MEMBERS = "事项", "办理程序", "单位", "经办人", "参与人"
SPAN, PROGRESS, BASIS, OTHERS, VERSION, PARENT = (
    "起止时间",
    "进度",
    "依据的文件",
    "另行采用",
    "清单版本",
    "来自",
)
NO_UNIT = "（没有登记）"
MAY = {"read": "看", "work": "一起办"}
MEMBER = "{name}（{may}）"
RUNNING = "{begun}起，仍在办理（导出时）"
FINISHED = "{begun}至{ended}，已办结"
STOPPED = "{begun}至{ended}，因“{title}”一步不符合要求而终止"
ARCHIVED = "；{day}归档"
DONE_OF = "应办{total}步，已了结{done}步"
UNDECIDED = "；另有{count}步要不要办，还没有定"
DOCUMENT = "《{title}》{number}，{traits}"
VERSION_TEXT = "{version}（{reviewed}核对）；{order}"
ORDERS = {"document": "步骤顺序按文件", "editorial": "文件没有写先后，步骤顺序由系统编排"}
OUTDATED = "；清单内容此后有更新，本事项仍按开办时的版本"
FACTS = "事项情况"

STEPS = "二、办理步骤"
STEP_HEAD = ("序号", "步骤和依据", "由谁做", "办理情况", "数字、理由和备注")
STATES = {"open": "未办", "waiting": "等待", "done": "已办", "not_applicable": "不适用"}
UNKNOWN_YET, NOT_SO, NOT_FOLLOWED = "待定", "不涉及", "未采用"
WHEN = "条件：{when}"
LACKS = "还缺：{labels}"
OTHER_REGION = "{region}文件的步骤，本事项没有采用"
BY = "登记：{name}"
ASSIGNED = "请{name}办"
EXPECTED = "预计{day}"
EXPECTED_BY_RULE = "按文件期限{day}"
UNTIL = "等到{day}"
FIGURE = "{label}：{value}"
REASON, NOTE = "理由：{words}", "备注：{words}"
SEE = "见附注{number}"
APPENDED = "附注{number}（{step}）{words}"
GATE = "与要求不符：{words}"
GATE_SAYS = "文件：{words}"
CITED = "依据：{places}"
MARKS = {"historic": "历史上的做法", "editorial": "顺序由系统编排"}
OLD_STEPS = "按旧版清单办过、现行版本里没有的步骤"
GONE = "已注销的账号"
SYSTEM = "系统"

RECORDS = "三、材料"
RECORD_HEAD = ("材料", "步骤", "文件要求", "有没有")
NAMED = {True: "★ 点名", False: "建议"}
ATTACHED = "这一步附了{count}个文件"
NOT_ATTACHED = {True: "步骤已办，没有附文件", False: "步骤未办"}
FILES = "四、附件目录"
FILE_HEAD = ("序号", "文件", "步骤", "大小", "提交")
FILES_NOTE = "附件保存在聊天软件里，系统没有打开过；归档时请另行打印或下载。"
NO_FILES = "没有附件。"

OPEN = "五、未尽事项"
NOTHING_OPEN = "没有。"
OPEN_STEPS = "还没有办的：{steps}"
STEP = "第{number}步“{title}”"
WAITED = "{step}在等待{words}"
UNDECIDED_STEP = "{step}要不要办，还缺：{labels}"
GATED = "{step}：{words}"
LATE = "{step}预计{day}，已经过了"
MISSING = "文件点名、步骤已办而没有附上的材料：{records}"
CHILD = "另开的清单“{name}”还在办（{done}/{total}步）"

EVENTS = "六、过程记录"
EVENT_HEAD = ("序号", "时间", "人员", "做了什么", "校验值")
VERIFY = "七、核验"
CODE = "校验码"
HOW = """本记实由{count}条过程记录生成。每条记录的校验值都由它的内容和前一条的校验值算出，最后一条的校验值就是校验码。
核对方法：在同一事项里导出 JSON 文件，运行 python run_bot.py record verify 文件名。
显示“unchanged”，而且末尾的校验值和上面的校验码一样，就说明记录没有被改动、增加或删去。"""
SIGNATURES = ("经办人（签字）", "审核人（签字）", "日期")
LEGEND = (
    "※ 文件没有写由谁做，是推定的。“未采用”是外地文件的步骤，本事项没有采用；“不涉及”是条件不成立的步骤。"
)
SENT = "{name}\n{at:%Y-%m-%d}"
CAVEAT = "提示：{caveat}"
EXPORTED = "{at}（{zone}时间）导出。"
ZONES = {"Asia/Shanghai": "北京"}
SIZES = ("{0}字节", "{0:.0f} KB", "{0:.1f} MB")
