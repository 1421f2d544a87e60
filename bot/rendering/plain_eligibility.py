"""A checked rule as plain text, for the command line and wherever there is no markup."""

from collections.abc import Iterator

from bot.rendering.citations import short_places
from knowledge.eligibility.explanation import Explanation, Reason, Status
from knowledge.eligibility.rulebook import Rulebook
from knowledge.sources import Citation

MARKS = {Status.MET: "✓", Status.UNMET: "✗", Status.UNKNOWN: "?", Status.NOT_APPLICABLE: "－"}
CONDITIONS = "条件："
NOTES = "说明："
NEXT = "下一步："


def plain_result(book: Rulebook, told: Explanation) -> str:
    """The verdict first, then the conditions, the notes, what to do next, and the standing of the document."""
    return "\n".join(_lines(book, told)) + "\n"


def _lines(book: Rulebook, told: Explanation) -> Iterator[str]:
    yield told.result.rule.title
    yield told.summary
    yield CONDITIONS
    for reason in told.reasons:
        yield _reason_line(book, reason)
    if told.notes:
        yield NOTES
    for note in told.notes:
        yield f"  · {note.text}{_sources(book, note.cite or told.result.rule.cite)}"
    if told.next_steps:
        yield NEXT
    for step in told.next_steps:
        yield f"  · {step}"
    yield told.warning


def _reason_line(book: Rulebook, reason: Reason) -> str:
    return f"  {MARKS[reason.status]} {reason.text}{_sources(book, reason.citations)}"


def _sources(book: Rulebook, citations: tuple[Citation, ...]) -> str:
    return f"（{'；'.join(short_places(book.documents, citations))}）"
