"""What cards, previews and reminders of deadlines are made of."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from bot.rendering import deadline_texts as texts
from bot.rendering.citations import title, traits
from bot.rendering.reply import Block, Button, Keyboard, block, bold, italic
from knowledge.deadlines.arithmetic import period_words
from knowledge.deadlines.book import DeadlineBook
from knowledge.deadlines.calendar import WorkingDayCalendar
from knowledge.deadlines.rules import DeadlineRule
from knowledge.deadlines.wording import hardness_words


def short_title(text: str) -> str:
    """A rule's title without the document it is from."""
    return text.partition(texts.DOCUMENT_IN_TITLE)[0] or text


def moment_words(at: datetime, today: date) -> str:
    """An instant in its own zone; the year where it isn't this one."""
    return (texts.AT if at.year == today.year else texts.AT_YEAR).format(at=at)


def distance_words(due_on: date, today: date) -> str:
    """How many days are left, or have passed."""
    days = (due_on - today).days
    if days < 0:
        return texts.LATE.format(days=-days)
    return texts.LEFT.format(days=days, working="") if days else texts.LEFT_TODAY


def left_words(due_on: date, *, today: date, calendar: WorkingDayCalendar, is_brief: bool = False) -> str:
    """How many days are left, calendar and working ones, or how many have passed; in lists nothing of what is not known."""
    days = (due_on - today).days
    if days <= 0:
        return distance_words(due_on, today)
    worked = calendar.count(today, due_on)
    if worked is None and is_brief:
        return distance_words(due_on, today)
    if worked is None:
        unknown = next(year for year in range(today.year, due_on.year + 1) if year not in calendar.years)
        return texts.LEFT.format(days=days, working=texts.WORKING_UNKNOWN.format(year=unknown))
    return texts.LEFT.format(days=days, working=texts.WORKING.format(days=worked))


def way_words(rule: DeadlineRule) -> str:
    """How the date of a rule comes about, in a few words."""
    if rule.historic:
        return texts.WAY_HISTORIC
    if rule.closed:
        return texts.WAY_CLOSED
    if rule.period is None or rule.trigger is None:
        return texts.WAY_BLANK
    if not (rule.period.months or rule.period.days):
        return texts.WAY_DAY.format(trigger=rule.trigger.words)
    period = period_words(rule.period)
    if rule.shortest:
        period = f"{period_words(rule.shortest)}至{period}"
    return texts.WAY_PERIOD.format(trigger=rule.trigger.words, period=period)


def consequence_words(rule: DeadlineRule) -> str:
    """What follows otherwise, or that the document names nothing."""
    if rule.consequence:
        return texts.CONSEQUENCE.format(consequence=rule.consequence)
    return texts.NO_CONSEQUENCE if rule.can_be_missed else texts.NOTHING_FOLLOWS


def duty_lines(rule: DeadlineRule) -> Iterator[str]:
    """Who has to do what, what follows otherwise, and how strongly it binds."""
    yield texts.WHO.format(who=rule.who)
    yield texts.DUTY.format(duty=rule.duty)
    yield consequence_words(rule)
    yield texts.HARDNESS.format(hardness=hardness_words(rule.hardness))


def places(book: DeadlineBook, rule: DeadlineRule) -> str:
    """Where it is written, each document once."""
    found: dict[str, list[str]] = {}
    for citation in rule.cite:
        found.setdefault(citation.document, []).append(
            book.documents[citation.document].locate(citation.locator)
        )
    return "；".join(f"{book.documents[name].short}{'、'.join(where)}" for name, where in found.items())


def basis_blocks(book: DeadlineBook, rule: DeadlineRule) -> tuple[Block, ...]:
    """Where it is written, what force the document has, and what to bear in mind."""
    document = book.documents[rule.document]
    lines = (
        texts.BASIS.format(places=places(book, rule)),
        f"{title(document)} · {traits(document)}",
    )
    return (block("\n".join(lines)), block(italic(texts.CAVEAT.format(caveat=document.caveat))))


def listed(head: str, lines: Iterable[str]) -> tuple[Block, ...]:
    """A list under its heading; nothing for an empty one."""
    items = "".join(f"\n· {line}" for line in lines)
    return (block(bold(head), items),) if items else ()


def stage_buttons(buttons: Sequence[Button]) -> Keyboard:
    """Buttons two in a row."""
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
