"""The rules as pages: what docs has, and that nothing of the inventory is missing."""

import re
from pathlib import Path

from knowledge.checker import find_rule_findings
from knowledge.eligibility.reference import TABLE, print_reference
from knowledge.knowledge_base import KnowledgeBase
from knowledge.loader import load_rulebook
from tests.knowledge.eligibility.samples import is_true, make_book, make_rule

REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "rules"


def test_the_pages_in_docs_are_current():
    """They are what the command writes, and there are no others."""
    found = {path.name: path.read_text(encoding="utf-8") for path in REFERENCE.glob("*.md")}
    assert found == print_reference(load_rulebook()), "run: make docs"


def test_every_rule_set_of_the_inventory():
    """E01 to E52 and S01 to S44 all have rules."""
    table = print_reference(load_rulebook())[TABLE]
    sets = set(re.findall(r"^\| ([ES]\d\d) ", table, re.MULTILINE))
    assert sets == {f"E{n:02}" for n in range(1, 53)} | {f"S{n:02}" for n in range(1, 45)}


def test_a_row():
    """Conditions of rules referred to count, too; a rule stands in every set that it covers."""
    way = {"route": "报批后办理"}
    condition = {
        "all": [
            {"any": [is_true("a", hardness="S", exception=way), {"not": is_true("c")}]},
            {"rule": "topic.other"},
            {"blank": "没有写", "text": "年限"},
        ]
    }
    rule = make_rule(condition, premises=[is_true("b")], covers=["E01", "E02"], title="一条")
    other = make_rule(is_true("done"), "topic.other", title="另一条")
    pages = print_reference(make_book(rule, other))
    rows = [line for line in pages[TABLE].splitlines() if "[一条]" in line]
    assert [row.split(" | ")[2:7] for row in rows] == [["4", "1", "1", "1", "有弹性、硬性、原文空白"]] * 2
    assert set(pages) == {TABLE, "nx1.md"}
    assert '<a id="topic.other"></a>' in pages["nx1.md"]


def test_what_takes_a_matter_further_is_there():
    """A rule that names a checklist or deadline which nobody has is a finding."""
    book = make_book(make_rule(is_true("a"), related=["topic.list", "topic.gone"]))
    facts, checklists = {"a": book.facts["a"]}, {"topic.list": None}
    base = KnowledgeBase(book.documents, {}, rules=book.rules, facts=facts, checklists=checklists)
    assert [finding.reason for finding in find_rule_findings(base)] == [
        "no checklist or deadline 'topic.gone'"
    ]
