"""Rules as the listing contract has them, and as indented text that an officer can proof-read."""

from collections.abc import Iterator
from typing import Any

from knowledge.eligibility import wording
from knowledge.eligibility.conditions import (
    AllOf,
    AnyOf,
    Blank,
    FactTest,
    If,
    Not,
    Reference,
    SomeOf,
    Stated,
)
from knowledge.eligibility.facts import Fact
from knowledge.eligibility.rulebook import Rulebook
from knowledge.eligibility.rules import EligibilityRule, Verdict

INDENT = "  "


def list_rule(book: Rulebook, rule: EligibilityRule) -> dict[str, Any]:
    """A rule with its scope and facts, in the form of the listing contract."""
    document = book.documents[rule.document]
    premises = {name for premise in rule.premises for name in premise.fact_ids}
    return {
        "id": rule.id,
        "title": rule.title,
        "question": rule.question,
        "kind": rule.kind.value,
        "scope": {
            "document": document.id,
            "level": document.level,
            "region": document.region,
            "period": document.period,
            "standing": document.standing,
            "persons": rule.persons,
        },
        "facts": [_list_fact(book, fact, premise=fact.id in premises) for fact in book.facts_of(rule)],
        "citations": [citation.as_mapping() for citation in rule.citations],
        "covers": list(rule.covers),
    }


def _list_fact(book: Rulebook, fact: Fact, *, premise: bool) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": fact.id,
        "type": fact.type.value,
        "label": fact.label,
        "question": fact.question,
    }
    if fact.unit:
        row["unit"] = fact.unit
    if fact.choices:
        row["choices"] = list(fact.choices)
    if fact.help:
        row["help"] = fact.help
    sources = [name for name in (fact.since, fact.until) if name]
    if sources:
        row["derived_from"] = [
            {"id": name, "type": "date", "label": book.fact(name).label} for name in sources
        ]
    return row | ({"premise": True} if premise else {})


def print_rule(book: Rulebook, rule: EligibilityRule) -> str:
    """The whole rule as indented text with its citations."""
    return "\n".join(_lines(book, rule)) + "\n"


def _lines(book: Rulebook, rule: EligibilityRule) -> Iterator[str]:
    document = book.documents[rule.document]
    yield f"{rule.title}  [{rule.id}]"
    yield f"问：{rule.question}"
    yield f"适用：{document.region}；{rule.persons}"
    yield f"依据：《{document.title}》（{document.standing}，{document.period}）"
    if rule.premises:
        yield "前提（默认成立，不成立时本规则不适用）："
        for premise in rule.premises:
            yield from _condition(book, premise, rule, depth=1)
    yield "条件："
    yield from _condition(book, rule.condition, rule, depth=1)
    yield from _tail(book, rule)


def _tail(book: Rulebook, rule: EligibilityRule) -> Iterator[str]:
    if rule.outcomes:
        yield "结论："
    for verdict in Verdict:
        if verdict in rule.outcomes:
            yield f"{INDENT}{wording.verdict_words(rule.kind, verdict)}：{rule.outcomes[verdict]}"
    if rule.notes:
        yield "说明："
    for note in rule.notes:
        yield f"{INDENT}{note.text}〔{wording.HARDNESS[note.hardness]}〕{_cited(note.cite or rule.cite)}"
    if rule.next_steps:
        yield "下一步："
    yield from (f"{INDENT}{step}" for step in rule.next_steps)
    if rule.related:
        yield f"接着办（清单、提醒）：{'、'.join(rule.related)}"
    yield f"提示：{rule.warning or book.documents[rule.document].caveat}"


def _condition(book: Rulebook, condition: Stated, rule: EligibilityRule, *, depth: int) -> Iterator[str]:
    pad = INDENT * depth
    if isinstance(condition, FactTest):
        yield f"{pad}· {condition.text}〔{_strength(condition)}〕{_cited(condition.cite or rule.cite)}"
        yield from _exception(book, condition, rule, depth=depth + 1)
    elif isinstance(condition, Blank):
        yield f"{pad}· {condition.text}：{condition.blank}〔原文空白〕{_cited(condition.cite or rule.cite)}"
    elif isinstance(condition, Reference):
        other = book.rule(condition.rule)
        yield f"{pad}· 同“{other.title}”[{other.id}]：{other.question}"
    elif isinstance(condition, If):
        yield f"{pad}如果："
        yield from _condition(book, condition.if_, rule, depth=depth + 1)
        yield f"{pad}那么："
        yield from _condition(book, condition.then, rule, depth=depth + 1)
    else:
        yield f"{pad}{_group_words(condition)}：{condition.text or ''}"
        for part in _members(condition):
            yield from _condition(book, part, rule, depth=depth + 1)


def _exception(book: Rulebook, condition: FactTest, rule: EligibilityRule, *, depth: int) -> Iterator[str]:
    way = condition.exception
    if way is None:
        return
    yield f"{INDENT * depth}达不到时：{way.route}{_cited(way.cite or condition.cite or rule.cite)}"
    if way.when:
        yield f"{INDENT * depth}只限："
        yield from _condition(book, way.when, rule, depth=depth + 1)


def _strength(condition: FactTest) -> str:
    words = wording.HARDNESS[condition.hardness]
    return f"{words}，尚待办理时为有条件" if condition.step else words


def _group_words(condition: Stated) -> str:
    if isinstance(condition, AllOf):
        return "全部满足"
    if isinstance(condition, SomeOf):
        return f"至少满足{condition.at_least}项"
    return "满足其一" if isinstance(condition, AnyOf) else "不得有"


def _members(condition: Stated) -> tuple[Stated, ...]:
    if isinstance(condition, AllOf):
        return condition.all
    if isinstance(condition, SomeOf):
        return condition.of
    if isinstance(condition, AnyOf):
        return condition.any
    return (condition.not_,) if isinstance(condition, Not) else ()


def _cited(citations: tuple[object, ...]) -> str:
    return f"（{'；'.join(str(citation) for citation in citations)}）"
