"""What a calendar entry says of a deadline."""

from bot.rendering import deadline_texts as texts
from bot.rendering.deadline_parts import duty_lines, places
from knowledge.deadlines.book import DeadlineBook
from knowledge.eligibility.durations import show_date
from storage.tables import Deadline


def description_of(row: Deadline, book: DeadlineBook) -> str:
    """Duty, consequence, formula and where it is written, as plain lines."""
    rule = book.rules.get(row.rule or "")
    lines = [row.title]
    lines += list(duty_lines(rule)) if rule else [texts.OWN_CONSEQUENCE]
    lines += [texts.FORMULA.format(formula=row.formula)] if row.formula else []
    if row.extended_from:
        day = show_date(row.extended_from)
        lines.append(texts.EXTENDED.format(day=day, reason=row.extended_reason or ""))
    if rule:
        lines.append(texts.BASIS.format(places=places(book, rule)))
        lines.append(texts.CAVEAT.format(caveat=book.documents[rule.document].caveat))
    return "\n".join(lines)
