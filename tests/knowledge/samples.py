"""A small knowledge base for tests: two documents, a few entries, a glossary, and what lies outside."""

from datetime import date
from pathlib import Path

import yaml

from knowledge.boundaries import SmallTalk, UncoveredTopic
from knowledge.entries import Entry
from knowledge.glossary import GlossaryTerm
from knowledge.knowledge_base import KnowledgeBase
from knowledge.sources import Document

NATIONAL = Document(
    id="CN1",
    title="关于基层锻炼的意见",
    short="全国意见",
    issuer="某部",
    number="某发1号",
    date="2009-01-04",
    effective_on=date(2009, 1, 4),
    level="中央",
    region="全国",
    regions=("全国",),
    standing="政策文件",
    period="2009年印发",
    aliases=("中央意见",),
    caveat="这是全国意见。",
    locator_words=("第{0}部分", "第{1}条", "第{2}段"),
    locators=("前言", "一", "一.1", "一.2", "二", "二.1"),
    headings=("一",),
)
NINGXIA = NATIONAL.model_copy(
    update={
        "id": "NX1",
        "title": "关于干部交流的办法",
        "short": "宁夏办法",
        "number": None,
        "level": "自治区",
        "region": "宁夏",
        "regions": ("宁夏",),
        "aliases": ("宁夏意见",),
        "date": "2016-10-08",
        "effective_on": date(2016, 10, 8),
        "caveat": "这是宁夏办法。",
    }
)
REVIEWED = date(2026, 11, 22)
# The same, as an author writes it: the documents' file, and one with a single entry.
DOCUMENTS_FILE = yaml.safe_dump([NATIONAL.model_dump(mode="json")], allow_unicode=True)
ENTRY_FILE = """\
- id: a.b
  topic: a
  kind: mechanism
  question: 试用期多长？
  answer: 试用期一般为一年，期满考核。
  citations: [CN1 一.1]
  reviewed_on: 2026-11-22
"""


def make_entry(entry_id="topic.slug", **fields):
    """An entry with sensible defaults."""
    defaults = {
        "topic": "topic",
        "kind": "mechanism",
        "question": "试用期一般多长？",
        "variants": ("试用期几年", "试岗要多久"),
        "answer": "试用期一般为一年。期满考核合格的办理任职手续。",
        "citations": ("CN1 一.1",),
        "reviewed_on": REVIEWED,
    }
    return Entry.model_validate({"id": entry_id} | defaults | fields)


ENTRIES = (
    make_entry(
        "shiyongqi.length",
        related=("diaoren.age",),
        variants=("试用期几年", "新提拔的干部试用多长时间", "试任职务要多久才能转正", "试用期满怎么办"),
    ),
    make_entry(
        "diaoren.age",
        kind="eligibility",
        question="宁夏调任科级领导职务的年龄上限是多少？",
        variants=(
            "宁夏调任年龄不能超过多少岁",
            "超过45周岁还能调任吗",
            "从国企调进机关年龄有限制吗",
            "岁数大了能不能调进乡镇",
        ),
        keywords=("超龄", "年龄上限"),
        answer="宁夏原则上不超过45周岁。超过的须报批后办理。",
        citations=("NX1 二.1",),
    ),
    make_entry(
        "diaoren.differ",
        kind="comparison",
        question="调任的年龄规定，全国和宁夏有什么不同？",
        variants=(
            "调任年龄全国和宁夏对比",
            "两个文件关于调任年龄的口径一样吗",
            "全国意见与宁夏办法在调任上的区别",
        ),
        answer="全国意见没有规定年龄，宁夏办法规定原则上不超过45周岁。",
        citations=("CN1 一.2", "NX1 二.1"),
    ),
    make_entry(
        "gongshi.blank",
        kind="blank",
        question="任前公示要公示几天？",
        variants=("公示期多少天", "名单要贴几天", "公示时间多长"),
        answer="文件没有规定公示的天数。",
        citations=("CN1 二",),
    ),
    make_entry(
        "gongshi.what",
        kind="definition",
        question="什么是任前公示？",
        variants=("任前公示是什么意思", "公示指的是什么", "任前公示的含义"),
        answer="任前公示是任职前把拟任人选公开、听取意见的做法。",
        citations=("CN1 二.1", "CN1 前言"),
    ),
)
GLOSSARY = (
    GlossaryTerm(term="试用期", words=("试岗", "试任")),
    GlossaryTerm(term="任前公示", words=("贴名单", "张榜")),
)
SMALL_TALK = (SmallTalk(id="greeting", patterns=("你好", "在吗", "早上好"), reply="您好，请直接输入问题。"),)
UNCOVERED = (
    UncoveredTopic(
        id="annual-leave",
        topic="年休假",
        words=("年休假", "年假", "带薪休假"),
        examples=("年休假有几天", "工作十年能休几天年假", "带薪年休假怎么申请", "没休的年假补钱吗"),
        reply="库中没有年休假的规定，请向本单位人事部门咨询。",
    ),
)


def make_base(entries=ENTRIES, **fields):
    """A base of two documents; give other entries to test other content."""
    defaults = {
        "documents": {"CN1": NATIONAL, "NX1": NINGXIA},
        "entries": {entry.id: entry for entry in entries},
        "glossary": GLOSSARY,
        "small_talk": SMALL_TALK,
        "uncovered": UNCOVERED,
        "version": "test",
    }
    return KnowledgeBase(**defaults | fields)


def write_content(folder: Path, files: dict[str, str]) -> Path:
    """A content folder with these files, written as UTF-8."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
