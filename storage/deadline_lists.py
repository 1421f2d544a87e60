"""Lists of deadlines: a person's own, those that staff look after, and the staff's digest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from storage.deadlines import is_own, is_staffed, with_units
from storage.scope import Scope, within
from storage.tables import (
    Deadline,
    DeadlineStatus,
    MessageStatus,
    OutboxMessage,
    Person,
    Unit,
    User,
)

SOON = timedelta(days=30)
MOST_LISTED = 10


class View(StrEnum):
    """Parts of a list of deadlines."""

    NEXT = "next"
    OVERDUE = "overdue"
    CLOSED = "closed"


@dataclass(frozen=True)
class Named:
    """A deadline with whose it is, and whether reminders reach anybody."""

    deadline: Deadline
    name: str
    unit: str
    is_linked: bool
    is_reachable: bool


@dataclass(frozen=True)
class Page:
    """Where a page of a list begins and how long it is."""

    offset: int = 0
    limit: int | None = None


ALL = Page()


@dataclass(frozen=True)
class Digest:
    """What staff look after: how much is overdue or due soon, the first of each, and what went wrong on the way."""

    overdue: int
    soon: int
    first_overdue: Sequence[Named]
    first_soon: Sequence[Named]
    unlinked: int
    unreachable: int
    uncertain: int
    failed: int

    @property
    def has_anything(self) -> bool:
        """Whether there is anything to tell."""
        return any((self.overdue, self.soon, self.unlinked, self.unreachable, self.uncertain, self.failed))


def in_view(view: View, today: date) -> ColumnElement[bool]:
    """The condition for a part of a list."""
    is_open = col(Deadline.status) == DeadlineStatus.OPEN
    if view is View.CLOSED:
        return col(Deadline.status) != DeadlineStatus.OPEN
    late = col(Deadline.due_on) < today
    return is_open & (late if view is View.OVERDUE else ~late)


def list_mine(session: Session, *, scope: Scope, view: View, today: date, page: Page = ALL) -> list[Deadline]:
    """The viewer's own deadlines: the next and the overdue by day, those that are closed by when that was, the latest first."""
    by_day = (col(Deadline.due_on), col(Deadline.id))
    order = (col(Deadline.closed_at).desc(), col(Deadline.id).desc()) if view is View.CLOSED else by_day
    query = select(Deadline).where(is_own(scope), in_view(view, today)).order_by(*order)
    return list(session.exec(query.offset(page.offset).limit(page.limit)))


def count_mine(session: Session, *, scope: Scope, today: date) -> dict[View, int]:
    """How many of the viewer's own there are in each part."""
    mine = select(func.count()).select_from(Deadline).where(is_own(scope))
    return {view: session.exec(mine.where(in_view(view, today))).one() for view in View}


def list_staffed(session: Session, *, scope: Scope, view: View, today: date, page: Page = ALL) -> list[Named]:
    """The deadlines that the viewer looks after, by day, with whose they are."""
    return _named(session, is_staffed(scope), in_view(view, today), page=page)


def count_staffed(session: Session, *, scope: Scope, today: date) -> dict[View, int]:
    """How many the viewer looks after in each part."""
    return {view: _count(session, scope, in_view(view, today)) for view in View}


def list_named(session: Session, *, scope: Scope, numbers: Sequence[int]) -> list[Named]:
    """Deadlines of these numbers that are still open, as far as the viewer looks after them."""
    is_open = col(Deadline.status) == DeadlineStatus.OPEN
    return _named(session, is_staffed(scope), is_open, col(Deadline.id).in_(numbers))


def get_digest(session: Session, *, scope: Scope, today: date) -> Digest:
    """What the staff with this scope should know today."""
    soon = in_view(View.NEXT, today) & (col(Deadline.due_on) <= today + SOON)
    overdue = in_view(View.OVERDUE, today)
    first = Page(limit=MOST_LISTED)
    is_open = col(Deadline.status) == DeadlineStatus.OPEN
    persons = _of_scope(select(func.count(col(Deadline.person_id).distinct())), scope).where(is_open)
    return Digest(
        overdue=_count(session, scope, overdue),
        soon=_count(session, scope, soon),
        first_overdue=_named(session, is_staffed(scope), overdue, page=first),
        first_soon=_named(session, is_staffed(scope), soon, page=first),
        unlinked=session.exec(persons.where(col(User.id).is_(None))).one(),
        unreachable=count_troubled(session, scope=scope, status=MessageStatus.BLOCKED),
        uncertain=count_troubled(session, scope=scope, status=MessageStatus.UNCERTAIN),
        failed=count_troubled(session, scope=scope, status=MessageStatus.FAILED),
    )


def count_troubled(session: Session, *, scope: Scope, status: MessageStatus) -> int:
    """How many people of the scope have messages in this state."""
    query = select(func.count(col(OutboxMessage.user_id).distinct())).join(User)
    query = query.outerjoin(Person, col(Person.id) == col(User.person_id))
    query = query.join(Unit, col(Unit.id) == func.coalesce(Person.unit_id, User.unit_id))
    return session.exec(query.where(OutboxMessage.status == status, within(scope))).one()


def _of_scope(query: Any, scope: Scope) -> Any:
    """A query over the deadlines that the viewer looks after."""
    return with_units(query.select_from(Deadline)).where(is_staffed(scope))


def _count(session: Session, scope: Scope, condition: ColumnElement[bool]) -> int:
    count: int = session.exec(_of_scope(select(func.count()), scope).where(condition)).one()
    return count


def _named(session: Session, *conditions: ColumnElement[bool], page: Page = ALL) -> list[Named]:
    """Deadlines by day, with whose they are."""
    name = func.coalesce(Person.name, User.display_name)
    # Five columns are more than the typed form of select takes.
    choose: Any = select
    query = with_units(choose(Deadline, name, Unit.name, User.id, User.is_reachable).select_from(Deadline))
    query = query.where(*conditions).order_by(col(Deadline.due_on), col(Deadline.id))
    rows = session.exec(query.offset(page.offset).limit(page.limit))
    return [
        Named(row, who, unit, number is not None, is_reachable is not False)
        for row, who, unit, number, is_reachable in rows
    ]
