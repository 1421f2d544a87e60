"""Which documents a question names, outright or by a hint, and which regions lie outside all of them."""

import re
from collections.abc import Iterable

from knowledge.sources import Document
from knowledge.text.normalization import normalize

# Words that point to a document's kind of region without naming it; they only tip the balance.
HINTS = {
    "某省": re.compile(r"某省|省里|省内|全省|我省|本省|省的|这个省|2005年|省委组织部"),
    "某市": re.compile(r"某市|市里|我市|本市|全市|这个市|那个市|市的|市委组织部|2014年|2009-2014"),
    "全国": re.compile(r"全国|国家|中央|中组部|2009年"),
    "宁夏": re.compile(r"自治区|区直|区内|2016年|驻宁|宁组发|银川|固原|吴忠|石嘴山|中卫"),
    "舟山": re.compile(r"渔农|海岛|定海|普陀|岱山|嵊泗|2008年|2007年"),
}
PLACES = [
    "北京",
    "天津",
    "上海",
    "重庆",
    "河北",
    "山西",
    "辽宁",
    "吉林",
    "黑龙江",
    "江苏",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "海南",
    "四川",
    "贵州",
    "云南",
    "陕西",
    "甘肃",
    "青海",
    "台湾",
    "内蒙古",
    "广西",
    "西藏",
    "新疆",
    "香港",
    "澳门",
    "深圳",
    "广州",
    "杭州",
    "宁波",
    "温州",
    "南京",
    "苏州",
    "成都",
    "武汉",
    "西安",
    "青岛",
    "大连",
    "厦门",
    "郑州",
    "长沙",
    "沈阳",
    "哈尔滨",
    "长春",
    "石家庄",
    "济南",
    "合肥",
    "福州",
    "南昌",
    "太原",
    "昆明",
    "贵阳",
    "南宁",
    "海口",
    "兰州",
    "西宁",
    "乌鲁木齐",
    "拉萨",
    "呼和浩特",
    "绍兴",
    "台州",
    "金华",
    "嘉兴",
    "湖州",
]
# What follows a document's name and belongs to it: 市里那份计划里说的, 中央的意见要求.
REFERENCE = (
    "(?:的?(?:那份|那个|这份|这个)?(?:文件|通知|意见|计划|报告|规定|办法|调研|说法|口径))?"
    "(?:里|中|上)?(?:说的?|讲的?|要求|规定|提出|提到)?"
)
ENOUGH = 5
ELSEWHERE = re.compile("|".join(PLACES))


class DocumentNames:
    """Recognizes documents by title, number, alias and region in normalized text."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._names: list[tuple[str, str]] = []
        self._hints: list[tuple[re.Pattern[str], str]] = []
        for document in documents:
            names = {document.id, document.title, document.short, *document.aliases}
            names |= {document.region} if document.region not in {"全国", "某省", "某市"} else set()
            self._names += [(normalize(name), document.id) for name in names]
            if document.region in HINTS:
                self._hints.append((HINTS[document.region], document.id))
        spelled = sorted({re.escape(name) for name, _ in self._names}, key=len, reverse=True)
        hints = [pattern.pattern for pattern, _ in self._hints]
        self._pattern = re.compile(f"(?:按照?|照|根据|依据)?(?:{'|'.join([*spelled, *hints])}){REFERENCE}")

    def find(self, text: str) -> tuple[frozenset[str], frozenset[str]]:
        """The ids of documents that the text names outright, and of those that it hints at."""
        named = frozenset(document for name, document in self._names if name in text)
        hinted = frozenset(document for pattern, document in self._hints if pattern.search(text))
        return named, hinted - named

    def strip(self, text: str) -> str:
        """The text without the words that name or hint at a document; the text itself when little would remain."""
        bare = self._pattern.sub(" ", text)
        return bare if sum("\u4e00" <= c <= "\u9fff" for c in bare) >= ENOUGH else text


def find_elsewhere(text: str) -> str | None:
    """A province or city named in the text that no document of the base speaks of."""
    match = ELSEWHERE.search(text)
    return match[0] if match else None
