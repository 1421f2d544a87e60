"""The rules as pages for officers to proof-read: one a document, and a table of the rule sets of the inventory."""

from collections.abc import Iterator, Sequence

from knowledge.eligibility.conditions import Blank, FactTest, Hardness, Reference, Stated, parts_of
from knowledge.eligibility.listing import print_rule
from knowledge.eligibility.rulebook import Rulebook
from knowledge.eligibility.rules import EligibilityRule
from knowledge.eligibility.wording import HARDNESS
from knowledge.sources import Document

TABLE = "README.md"
GENERATED = "由 `python run_bot.py eligibility docs DIR` 生成，不要手改。"
HEADS = ("规则集", "规则", "条件", "例外", "空白", "前提", "约束力", "依据")
SETS = {"E": "资格和程序", "S": "结构"}


def print_reference(book: Rulebook) -> dict[str, str]:
    """The pages by file name."""
    pages = {TABLE: "\n".join(_table_page(book)) + "\n"}
    for document in book.documents.values():
        rules = [rule for rule in book.rules.values() if rule.document == document.id]
        if rules:
            pages[_file_of(document)] = "\n".join(_page(book, document, rules)) + "\n"
    return pages


def _file_of(document: Document) -> str:
    return f"{document.id.lower()}.md"


def _page(book: Rulebook, document: Document, rules: Sequence[EligibilityRule]) -> Iterator[str]:
    yield f"# {document.short}的规则\n"
    yield f"共{len(rules)}条。{GENERATED}\n"
    for rule in rules:
        yield f'<a id="{rule.id}"></a>\n\n```text\n{print_rule(book, rule)}```\n'


def _table_page(book: Rulebook) -> Iterator[str]:
    rules = book.rules.values()
    yield "# 条件审核规则\n"
    yield f"共{len(rules)}条。{GENERATED}\n"
    yield "条件、例外（达不到时文件给出的途径）、原文空白、前提按个数列出；约束力按条件出现的顺序。\n"
    for letter, name in SETS.items():
        sets = sorted({code for rule in rules for code in rule.covers if code.startswith(letter)})
        yield f"## {name}：{sets[0]}—{sets[-1]}，{len(sets)}个规则集\n" if sets else ""
        yield from _rows([HEADS, ["---"] * len(HEADS)])
        yield from _rows(_row(book, code, rule) for code in sets for rule in rules if code in rule.covers)
        yield ""


def _rows(rows: Iterator[Sequence[str]] | Sequence[Sequence[str]]) -> Iterator[str]:
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _row(book: Rulebook, code: str, rule: EligibilityRule) -> tuple[str, ...]:
    leaves = tuple(_leaves(book, rule.condition))
    tests = [leaf for leaf in leaves if isinstance(leaf, FactTest)]
    hardness = dict.fromkeys(leaf.hardness for leaf in leaves)
    blanks = sum(isinstance(leaf, Blank) for leaf in leaves)
    blanks += sum(note.hardness is Hardness.BLANK for note in rule.notes)
    page = _file_of(book.documents[rule.document])
    return (
        code,
        f"[{rule.title}]({page}#{rule.id})",
        str(len(leaves)),
        str(sum(test.exception is not None for test in tests)),
        str(blanks),
        str(len(rule.premises)),
        "、".join(HARDNESS[one] for one in hardness),
        "；".join(map(str, rule.citations)),
    )


def _leaves(book: Rulebook, condition: Stated) -> Iterator[FactTest | Blank]:
    """The conditions of a rule, those of rules it refers to included."""
    if isinstance(condition, FactTest | Blank):
        yield condition
    elif isinstance(condition, Reference):
        yield from _leaves(book, book.rule(condition.rule).condition)
    for part in parts_of(condition):
        yield from _leaves(book, part)
