"""A small rulebook for tests: one document, a few facts, and rules made on the spot."""

from datetime import date
from typing import Any

from knowledge.eligibility.evaluation import evaluate
from knowledge.eligibility.facts import Fact
from knowledge.eligibility.rulebook import Rulebook
from knowledge.eligibility.rules import EligibilityRule
from tests.knowledge.samples import NATIONAL, NINGXIA

TODAY = date(2026, 11, 22)
BOOLEANS = ("a", "b", "c", "d", "done")
FACTS: list[dict[str, Any]] = [
    *({"id": name, "label": f"条件{name}", "type": "boolean", "question": f"{name}？"} for name in BOOLEANS),
    {
        "id": "age",
        "label": "年龄",
        "type": "integer",
        "unit": "岁",
        "since": "born",
        "question": "几岁？",
        "maximum": 99,
    },
    {"id": "born", "label": "出生日期", "type": "date", "question": "哪天出生？"},
    {
        "id": "years",
        "label": "任职年数",
        "type": "number",
        "unit": "年",
        "since": "begun",
        "question": "几年？",
    },
    {"id": "begun", "label": "任职日期", "type": "date", "question": "哪天任职？"},
    {"id": "ended", "label": "卸任日期", "type": "date", "question": "哪天卸任？"},
    {
        "id": "span",
        "label": "任期",
        "type": "number",
        "unit": "个月",
        "since": "begun",
        "until": "ended",
        "question": "几个月？",
    },
    {
        "id": "earlier",
        "label": "先任后卸",
        "type": "boolean",
        "since": "begun",
        "until": "ended",
        "question": "先后？",
    },
    {"id": "sex", "label": "性别", "type": "enum", "choices": ["男", "女"], "question": "性别？"},
    {
        "id": "whole",
        "label": "总数",
        "type": "integer",
        "unit": "人",
        "question": "共几人？",
        "help": "含本人。",
    },
    {"id": "part", "label": "其中", "type": "integer", "unit": "人", "question": "其中几人？"},
]


def make_rule(condition, rule_id="topic.rule", **fields):
    """A rule on this condition with sensible defaults."""
    defaults = {
        "id": rule_id,
        "title": "规则",
        "question": "够不够条件？",
        "topic": "topic",
        "document": "NX1",
        "persons": "所有人",
        "cite": ["NX1 一.1"],
        "reviewed_on": TODAY,
    }
    return EligibilityRule.model_validate(defaults | {"condition": condition} | fields)


def make_book(*rules):
    """A rulebook of these rules."""
    facts = [Fact.model_validate(row) for row in FACTS]
    return Rulebook(
        {rule.id: rule for rule in rules},
        {fact.id: fact for fact in facts},
        {document.id: document for document in (NATIONAL, NINGXIA)},
    )


def is_true(name, **fields):
    """The condition that a boolean fact holds."""
    return {"fact": name, "is": True, "text": f"要有{name}"} | fields


def check(condition, facts, today=TODAY, **fields):
    """The result of one condition on these facts."""
    rule = make_rule(condition, **fields)
    book = make_book(rule)
    return evaluate(book, rule, book.read_facts(rule, facts, today), today=today)
