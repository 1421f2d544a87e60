"""A result as a document for a word processor: to print, sign, and put on file."""

from collections.abc import Iterable, Sequence
from typing import Any

from bot.checks.case import Case
from bot.rendering import eligibility_texts as texts
from bot.rendering.citations import title, traits
from bot.rendering.eligibility import documents_of, places
from bot.rendering.eligibility_interview import shown
from bot.rendering.paper import (
    add_edges,
    add_heading,
    add_pairs,
    add_small,
    add_table,
    add_title,
    new_paper,
    saved,
)
from knowledge.eligibility.durations import show_date
from knowledge.eligibility.explanation import Explanation, explain
from knowledge.eligibility.wording import HARDNESS
from storage.tables import Script

REASON_WIDTHS = (2.2, 8.0, 2.2, 4.0)
PAIR_WIDTHS = (4.0, 12.4)
TITLE_LENGTH = 40


def document_name(case: Case) -> str:
    """The name of the file."""
    kept = "".join(letter for letter in case.rule.title if letter.isalnum())[:TITLE_LENGTH]
    return texts.DOCUMENT_NAME.format(title=kept, day=case.today.isoformat())


def render_document(case: Case, version: str, script: Script = Script.SIMPLIFIED) -> bytes:
    """The result with every condition, the answers, and the documents it rests on."""
    told = explain(case.book, case.result)
    paper = new_paper()
    add_title(paper, texts.DOCUMENT_TITLE)
    add_edges(paper, head=texts.DOCUMENT_TITLE, foot=texts.DOCUMENT_FOOT)
    add_pairs(paper, zip(texts.DOCUMENT_HEAD, _head(case, told), strict=True), widths=PAIR_WIDTHS)
    add_heading(paper, texts.CONDITIONS)
    add_table(paper, texts.DOCUMENT_REASONS, _reasons(case, told), widths=REASON_WIDTHS)
    _bullets(paper, texts.NOTES, (_note(case, told, at) for at in range(len(told.notes))))
    _bullets(paper, texts.NEXT_STEPS, told.next_steps)
    _facts(paper, case)
    _bullets(
        paper,
        texts.DOCUMENT_BASIS,
        (f"{title(d)} · {traits(d)}" for d in documents_of(case.book, case.result)),
    )
    for line in (texts.GUIDANCE, texts.CAVEAT.format(caveat=told.warning)):
        paper.add_paragraph().add_run(line).italic = True
    add_small(paper, texts.DOCUMENT_VERSION.format(version=version))
    return saved(paper, script)


def _head(case: Case, told: Explanation) -> tuple[str, ...]:
    """What was checked, when, what came of it, and for whom the rule is."""
    document = case.book.documents[case.rule.document]
    return (
        f"{case.rule.title}：{case.rule.question}",
        show_date(case.today),
        told.summary,
        f"{document.region}；{case.rule.persons}",
    )


def _reasons(case: Case, told: Explanation) -> Iterable[Sequence[str]]:
    for reason in told.reasons:
        place = places(case.book, reason.citations).strip("〔〕")
        yield (texts.DOCUMENT_STATUS[reason.status], reason.text, HARDNESS[reason.hardness], place)


def _facts(paper: Any, case: Case) -> None:
    """What was answered."""
    add_heading(paper, texts.DOCUMENT_FACTS)
    rows = [(fact.label, shown(fact, value)) for fact, value in case.answers]
    if rows:
        add_table(paper, texts.DOCUMENT_FACT_HEAD, rows, widths=PAIR_WIDTHS)
    else:
        paper.add_paragraph(texts.SUMMARY_EMPTY)


def _note(case: Case, told: Explanation, at: int) -> str:
    note = told.notes[at]
    return f"{note.text}{places(case.book, note.cite or case.rule.cite)}"


def _bullets(paper: Any, head: str, lines: Iterable[str]) -> None:
    """A list under its heading; nothing for an empty one."""
    items = list(lines)
    if items:
        add_heading(paper, head)
    for line in items:
        paper.add_paragraph(line, style="List Bullet")
