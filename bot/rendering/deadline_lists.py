"""Pages of deadlines: one's own, those of the units' people, and the ledger of what was sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from bot.payloads.deadlines import (
    DeadlineFile,
    DeadlinePage,
    DeadlineSearch,
    DeadlineSubjects,
    DeliveryPage,
    MoveClock,
    ResendMessage,
    ShowDeadline,
    UnitDeadlines,
)
from bot.payloads.people import PeoplePage
from bot.rendering import clock_texts
from bot.rendering import deadline_texts as texts
from bot.rendering.deadline_parts import (
    distance_words,
    left_words,
    moment_words,
    short_title,
)
from bot.rendering.paging import OLDER, Page
from bot.rendering.reply import Block, Button, Keyboard, Reply, block, bold, italic
from bot.rendering.searching import search_row
from knowledge.deadlines.calendar import WorkingDayCalendar
from knowledge.eligibility.durations import show_date
from storage.deadline_lists import Named, View
from storage.delivery_ledger import RESENDABLE, Tried, Troubled
from storage.tables import Deadline


@dataclass(frozen=True)
class Listing:
    """A page of a view, with how many there are in each view, on a day."""

    view: View
    page: Page
    counts: Mapping[View, int]
    today: date


def render_mine(rows: Sequence[Deadline], listing: Listing, calendar: WorkingDayCalendar) -> Reply:
    """A page of one's own deadlines."""
    lines = []
    for number, row in enumerate(rows, listing.page.offset + 1):
        state = left_words(row.due_on, today=listing.today, calendar=calendar, is_brief=True)
        state = texts.STATES[row.status] if row.closed_at else state
        title = short_title(row.title)
        lines.append(texts.LINE.format(number=number, day=show_date(row.due_on), title=title, state=state))
    keys = _shows(listing, rows, [short_title(row.title) for row in rows])
    head = block(bold(f"{texts.MINE} · {texts.VIEWS[listing.view]}"))
    return Reply((head, *_body(lines, texts.EMPTY[listing.view])), (*keys, *_turns(listing, DeadlinePage)))


def _body(lines: Sequence[str], empty: str) -> tuple[Block, ...]:
    return tuple(map(block, lines)) or (block(empty),)


def _shows(listing: Listing, rows: Sequence[Deadline], labels: Sequence[str]) -> Keyboard:
    """A button for each deadline."""
    numbered = enumerate(zip(rows, labels, strict=True), listing.page.offset + 1)
    return tuple(
        (Button(texts.SHOW_BUTTON.format(number=number, title=label), ShowDeadline(row.id)),)
        for number, (row, label) in numbered
    )


def _turns(listing: Listing, kind: type[DeadlinePage | UnitDeadlines]) -> Keyboard:
    """Other pages, and other views with how many are there."""
    page, view = listing.page, listing.view
    turns = page.turns(lambda number: kind(view, number))
    views = tuple(
        Button(
            (texts.VIEW_CHOSEN if key == view else texts.VIEW_BUTTON).format(
                name=name, count=listing.counts[View(key)]
            ),
            kind(key, 0),
        )
        for key, name in texts.VIEWS.items()
    )
    return (*turns, views)


def with_tools(reply: Reply, *, is_staff: bool, has_clock: bool) -> Reply:
    """One's own list with what can be made of it."""
    units = (
        Button(texts.UNITS_BUTTON, UnitDeadlines("overdue", 0)),
        Button(texts.LEDGER_BUTTON, DeliveryPage("trouble", 0)),
    )
    tools = (
        (Button(texts.NEW_BUTTON, DeadlineSubjects(0)), *search_row(DeadlineSearch(0))),
        (
            Button(texts.PICTURE_BUTTON, DeadlineFile("picture")),
            Button(texts.FILE_BUTTON, DeadlineFile("ics")),
        ),
        *((units,) if is_staff else ()),
        *(((Button(clock_texts.SHOW_BUTTON, MoveClock("show")),),) if has_clock else ()),
    )
    return Reply(reply.blocks, (*reply.keyboard, *tools))


def render_units(rows: Sequence[Named], listing: Listing) -> Reply:
    """A page of the deadlines of the units' people."""
    first = listing.page.offset + 1
    lines = [_unit_line(one, number, listing.today) for number, one in enumerate(rows, first)]
    keys = _shows(
        listing,
        [one.deadline for one in rows],
        [f"{one.name} {short_title(one.deadline.title)}" for one in rows],
    )
    tools = (
        (Button(texts.CHOOSE_PERSON_BUTTON, PeoplePage(0)),),
        (
            Button(texts.LEDGER_BUTTON, DeliveryPage("trouble", 0)),
            Button(texts.MINE_BUTTON, DeadlinePage("next", 0)),
        ),
    )
    head = block(bold(f"{texts.UNITS} · {texts.VIEWS[listing.view]}"))
    body = _body(lines, texts.UNITS_EMPTY[listing.view])
    return Reply((head, *body), (*keys, *_turns(listing, UnitDeadlines), *tools))


def _unit_line(one: Named, number: int, today: date) -> str:
    row = one.deadline
    return texts.UNIT_LINE.format(
        number=number,
        day=show_date(row.due_on),
        who=one.name,
        unit=one.unit,
        title=short_title(row.title),
        state=texts.STATES[row.status] if row.closed_at else distance_words(row.due_on, today),
        mark=_mark(one),
    )


def _mark(one: Named) -> str:
    """Why reminders do not reach the person."""
    if not one.is_linked:
        return texts.NOT_LINKED_MARK
    return "" if one.is_reachable else texts.NOT_REACHED_MARK


def _kind(kind: str) -> str:
    return texts.MESSAGE_KINDS.get(kind, texts.OTHER_KIND)


def render_trouble(rows: Sequence[Troubled], *, zone: ZoneInfo, today: date) -> Reply:
    """What did not reach its recipient for certain, and why; what is in doubt can be sent again."""
    lines = [
        texts.TROUBLE_LINE.format(
            number=number,
            at=moment_words(one.message.changed_at.astimezone(zone), today),
            who=one.name,
            kind=_kind(one.message.kind),
            state=texts.OUTCOMES[one.message.status],
        )
        for number, one in enumerate(rows, 1)
    ]
    keys = tuple(
        (Button(texts.RESEND_BUTTON.format(number=number), ResendMessage(one.message.id)),)
        for number, one in enumerate(rows, 1)
        if one.message.status in RESENDABLE
    )
    how = (block(italic(texts.RESEND_HOW)),) if keys else ()
    return Reply(
        (_ledger_head("trouble"), *_body(lines, texts.LEDGER_EMPTY["trouble"]), *how),
        (*keys, *_ledger_turns()),
    )


def render_attempts(rows: Sequence[Tried], *, zone: ZoneInfo, today: date, has_more: bool) -> Reply:
    """What was tried, the latest first."""
    lines = [
        texts.LEDGER_LINE.format(
            at=moment_words(one.attempt.at.astimezone(zone), today),
            who=one.name,
            kind=_kind(one.message.kind),
            outcome=texts.OUTCOMES[one.attempt.outcome],
        )
        for one in rows
    ]
    older = ((Button(OLDER, DeliveryPage("all", rows[-1].attempt.id)),),) if has_more else ()
    body = block("\n".join(lines) or texts.LEDGER_EMPTY["all"])
    return Reply((_ledger_head("all"), body), (*older, *_ledger_turns()))


def _ledger_head(view: str) -> Block:
    return block(bold(f"{texts.LEDGER} · {texts.LEDGER_VIEWS[view]}"))


def _ledger_turns() -> Keyboard:
    """Both views of the ledger, and the way back."""
    views = tuple(Button(name, DeliveryPage(key, 0)) for key, name in texts.LEDGER_VIEWS.items())
    return (views, (Button(texts.UNITS_BUTTON, UnitDeadlines("overdue", 0)),))
