"""Reminders and word to staff about deadlines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.deadlines.reading import Held
from bot.payloads.deadlines import DeadlinePage, DeliveryPage, ShowDeadline, UnitDeadlines
from bot.payloads.people import PeoplePage
from bot.rendering import deadline_texts
from bot.rendering import reminder_texts as texts
from bot.rendering.days import long_day
from bot.rendering.deadline_cards import EARLIEST_MARK, act, case_row
from bot.rendering.deadline_parts import (
    basis_blocks,
    distance_words,
    duty_lines,
    left_words,
    short_title,
)
from bot.rendering.reply import Block, Button, Keyboard, Reply, block, bold, italic
from knowledge.deadlines.book import DeadlineBook
from knowledge.eligibility.durations import show_date
from storage.deadline_lists import Digest, Named
from storage.tables import Deadline

MOST = 20
MOST_BUTTONS = 12


@dataclass(frozen=True)
class Reminded:
    """A deadline that is due for a reminder, at which stage, and the day on which that was to be sent."""

    deadline: Deadline
    stage: str
    send_on: date | None = None

    def is_late(self, today: date) -> bool:
        """Whether the reminder should have been sent on a day before."""
        return self.send_on is not None and self.send_on < today


def render_reminders(due: Sequence[Reminded], book: DeadlineBook, *, today: date) -> Reply:
    """What is due to one person: one deadline in full, several in brief."""
    if len(due) == 1:
        return render_reminder(due[0], book, today=today)
    lines = [_brief(one, book, number, today) for number, one in enumerate(due[:MOST], 1)]
    lines += [texts.MORE.format(count=len(due) - MOST)] if len(due) > MOST else []
    told = [block(italic(texts.SEVERAL_LATE))] if any(one.is_late(today) for one in due) else []
    keys = tuple((_numbered(one.deadline, number),) for number, one in enumerate(due[:MOST_BUTTONS], 1))
    mine = (Button(deadline_texts.MINE_BUTTON, DeadlinePage("next", 0)),)
    head = block(bold(texts.SEVERAL.format(count=len(due))))
    return Reply((head, *told, *map(block, lines)), (*keys, mine))


def _brief(one: Reminded, book: DeadlineBook, number: int, today: date) -> str:
    """A deadline among several."""
    row = one.deadline
    return texts.SEVERAL_LINE.format(
        number=number,
        title=short_title(row.title),
        mark=texts.MARK_LATE if one.is_late(today) else "",
        day=show_date(row.due_on),
        left=left_words(row.due_on, today=today, calendar=book.calendar, is_brief=True),
    )


def _numbered(row: Deadline, number: int, who: str = "") -> Button:
    """The way to a deadline of a list."""
    label = texts.NUMBERED.format(number=number, title=f"{who} {short_title(row.title)}".strip())
    return Button(label, ShowDeadline(row.id))


def render_reminder(one: Reminded, book: DeadlineBook, *, today: date) -> Reply:
    """One deadline: what is due, when, what to do, what follows otherwise, where it is written."""
    held = Held(one.deadline, book, today)
    rule = held.rule
    late = texts.LATE.format(day=show_date(one.send_on)) if one.send_on and one.is_late(today) else ""
    blocks = (
        block(bold(texts.TITLED.format(head=_head(held), title=held.title))),
        *([block(italic(late))] if late else []),
        _when(one, held),
        block("\n".join(duty_lines(rule)) if rule else deadline_texts.OWN_CONSEQUENCE),
        *(basis_blocks(book, rule) if rule else ()),
        block(italic(texts.HOW)),
    )
    return Reply(blocks, reminder_keyboard(held))


def _head(held: Held) -> str:
    days = (held.row.due_on - held.today).days
    return texts.HEAD if days > 0 else texts.HEAD_OVERDUE if days else texts.HEAD_TODAY


def _when(one: Reminded, held: Held) -> Block:
    """The due date and how far it is; the lower end of a range where that is near."""
    row = held.row
    lines = [left_words(row.due_on, today=held.today, calendar=held.book.calendar)]
    if one.stage.startswith(EARLIEST_MARK) and row.earliest_on:
        lines.insert(0, texts.EARLIEST.format(day=long_day(row.earliest_on)))
    if row.extended_from:
        extended = deadline_texts.EXTENDED
        lines.append(extended.format(day=show_date(row.extended_from), reason=row.extended_reason or ""))
    return block(bold(deadline_texts.DUE.format(day=long_day(row.due_on))), "\n" + "\n".join(lines))


def reminder_keyboard(held: Held) -> Keyboard:
    """What can be done about it at once."""
    last = [Button(deadline_texts.BASIS_BUTTON, act(held, "basis"))] if held.rule else []
    last += [Button(texts.ANSWER_BUTTON, act(held, "answer"))] if held.rule and held.rule.related else []
    return (
        (
            Button(deadline_texts.DONE_BUTTON, act(held, "done")),
            Button(deadline_texts.LATER_BUTTON, act(held, "later")),
        ),
        (
            Button(deadline_texts.EXTEND_BUTTON, act(held, "extend")),
            Button(deadline_texts.STOP_BUTTON, act(held, "stop")),
        ),
        *((tuple(last),) if last else ()),
        *case_row(held),
    )


def render_overdue(named: Sequence[Named], *, today: date) -> Reply:
    """What is overdue in spite of all reminders, with whose it is."""
    lines = [_of_whom(one, today, number) for number, one in enumerate(named[:MOST], 1)]
    lines += [texts.MORE.format(count=len(named) - MOST)] if len(named) > MOST else []
    keys = tuple(
        (_numbered(one.deadline, number, one.name),) for number, one in enumerate(named[:MOST_BUTTONS], 1)
    )
    head = block(bold(texts.OVERDUE.format(count=len(named))))
    return Reply((head, *map(block, lines), block(texts.OVERDUE_HOW)), (*keys, _to_units()))


def _of_whom(one: Named, today: date, number: int) -> str:
    row = one.deadline
    return texts.OF_WHOM.format(
        number=number,
        who=one.name,
        unit=one.unit,
        title=short_title(row.title),
        day=show_date(row.due_on),
        left=distance_words(row.due_on, today),
    )


def _to_units() -> tuple[Button, ...]:
    return (Button(deadline_texts.UNITS_BUTTON, UnitDeadlines("overdue", 0)),)


def render_unlinked(names: Sequence[str], *, more: int) -> Reply:
    """Whose records have nobody to remind."""
    tail = [texts.MORE_PEOPLE.format(count=more)] if more else []
    text = texts.UNLINKED.format(names="、".join([*names, *tail]))
    return Reply((block(text), block(texts.UNLINKED_HOW)), ((Button(texts.PEOPLE_BUTTON, PeoplePage(0)),),))


def render_unreachable(names: Sequence[str]) -> Reply:
    """Who blocked the bot."""
    text = texts.UNREACHABLE.format(names="、".join(names))
    return Reply((block(text), block(texts.UNREACHABLE_HOW)), (_to_ledger(),))


def _to_ledger() -> tuple[Button, ...]:
    return (Button(deadline_texts.LEDGER_BUTTON, DeliveryPage("trouble", 0)),)


def render_digest(digest: Digest, *, today: date) -> Reply:
    """The week's digest: counts first, then the first of each, then what went wrong on the way."""
    troubles = (
        (texts.DIGEST_UNLINKED, digest.unlinked),
        (texts.DIGEST_UNREACHABLE, digest.unreachable),
        (texts.DIGEST_UNCERTAIN, digest.uncertain),
        (texts.DIGEST_FAILED, digest.failed),
    )
    told = [template.format(count=count) for template, count in troubles if count]
    blocks = (
        block(bold(texts.DIGEST.format(day=show_date(today)))),
        *_part(texts.DIGEST_OVERDUE, digest.overdue, digest.first_overdue, today),
        *_part(texts.DIGEST_SOON, digest.soon, digest.first_soon, today),
        *([block("\n".join(told))] if told else []),
    )
    return Reply(blocks, (_to_units(), *((_to_ledger(),) if told else ())))


def _part(head: str, count: int, first: Sequence[Named], today: date) -> tuple[Block, ...]:
    """A part of the digest; nothing where there is nothing."""
    if not count:
        return (block(head.format(count=0)),)
    lines = [_of_whom(one, today, number) for number, one in enumerate(first, 1)]
    lines += [texts.MORE.format(count=count - len(first))] if count > len(first) else []
    return (block(bold(head.format(count=count)), "\n" + "\n".join(lines)),)
