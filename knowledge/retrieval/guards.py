"""Guards before the search: requests that no policy question makes, and notes about places and dates."""

import re
from datetime import date

from knowledge.retrieval.analysis import Query
from knowledge.retrieval.naming import find_elsewhere
from knowledge.sources import Document

MAX_LENGTH = 1000
INJECTION = re.compile(
    r"忽略.{0,12}(?:指令|指示|规则|要求|设定|提示)|系统提示|提示词|system prompt|ignore (?:all|previous|the)|越狱|"
    r"你现在是|从现在起你是|从现在开始你|假装你|(?:请|你来?|给我)扮演|扮演(?:一[个名位])|不受限制|(?:当作|作为)新(?:的)?规则|任何人问.{0,12}(?:都|就)回答|跳过.{0,6}(?:引用|检查|审核|核对)|管理员已授权|系统消息|"
    r"(?:编|捏造|伪造|杜撰).{0,8}(?:条|文件|规定|依据|出处)|删除.{0,10}(?:知识库|条目|数据)|执行.{0,6}(?:命令|代码|它)|"
    r"jailbreak|developer mode|开发者模式|调试模式|"
    r"(?:凡是|不管|无论).{0,10}问.{0,14}(?:一律|统统|都)(?:回答|回复|说)|<script|drop table|select \* from",
    re.IGNORECASE,
)
EVASION = re.compile(
    r"(?:怎么|如何|教我|告诉我|想办法|怎样).{0,10}(?:绕过|绕开|规避|躲过|瞒过|蒙混|糊弄).{0,16}|(?:绕过|绕开).{0,12}(?:直接|提拔)|别留(?:下)?记录|不留痕迹"
)


def is_unsafe(question: str) -> bool:
    """Whether the message tries to steer the assistant or asks for help in breaking the rules."""
    return bool(INJECTION.search(question) or EVASION.search(question))


def place_note(query: Query, region: str | None, documents: tuple[Document, ...]) -> str | None:
    """What to say first when the user's place is not where the answer's documents hold."""
    if any(document.region == "全国" for document in documents[:1]):
        elsewhere = find_elsewhere(query.text)
        if elsewhere:
            return f"库中没有{elsewhere}的规定，以下是全国性文件的说法，{elsewhere}的具体做法请向当地组织人事部门核实。"
        return None
    held = {document.region for document in documents}
    elsewhere = find_elsewhere(query.text) or (
        region if region and region not in {*held, "全国", "其他"} else None
    )
    if elsewhere and not query.named:
        where = "、".join(dict.fromkeys(document.short for document in documents))
        return f"库中没有{elsewhere}在这个问题上的规定，以下出自{where}，只能作参考。"
    return None


def date_note(as_of: date | None, documents: tuple[Document, ...]) -> str | None:
    """What to say first when the day asked about lies before the cited documents."""
    later = [
        document
        for document in documents
        if as_of and document.effective_on and as_of < document.effective_on
    ]
    if not later:
        return None
    issued = "、".join(f"{document.short}（{document.effective_on}印发）" for document in later)
    return f"您问的是{as_of}，当时{issued}还没有出台，以下内容仅供对照。"
