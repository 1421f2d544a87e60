"""Rosters as files, and a base whose teams are those of the content, for tests of structure checks."""

from dataclasses import replace
from functools import cache
from io import BytesIO

import openpyxl

from knowledge.eligibility.rules import RuleKind
from knowledge.loader import load_knowledge
from tests.builders import make_base, make_knowledge

HEADINGS = ("姓名", "职务", "性别", "出生年月", "民族", "政治面貌", "学历", "是否正职")
TOWN = (
    ("甲", "书记", "男", "1980-06", "汉族", "中共党员", "研究生", "是"),
    ("乙", "镇长", "女", "1988年3月", "回族", "中共党员", "大学本科", "是"),
    ("丙", "副书记", "男", "1992.10", "汉族", "中共党员", "大学", "否"),
    ("丁", "副镇长", "男", "1975/05", "汉族", "民盟", "大专", "否"),
)


@cache
def shipped_base():
    """The content as it is shipped, loaded once."""
    return load_knowledge()


def make_structure_base():
    """The made-up base with the structure rules and teams of the content."""
    base, real = make_base(), shipped_base()
    rules = {rule.id: rule for rule in real.rules.values() if rule.kind is RuleKind.STRUCTURE}
    documents = {**base.documents, **real.documents}
    return replace(base, documents=documents, rules=rules, facts=real.facts, teams=real.teams)


def make_structure_knowledge():
    """The base with its engine."""
    return make_knowledge(make_structure_base())


def as_xlsx(*rows, title=None):
    """A workbook with these rows, below a title where there is one."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in ([title], *rows) if title else rows:
        sheet.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def as_csv(*rows, encoding="utf-8", separator=","):
    """A text table with these rows."""
    return "".join(f"{separator.join(map(str, row))}\r\n" for row in rows).encode(encoding)
