"""Overview of cases: own, shared, put away, and those that a unit's staff may read; page by page, searched by words."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlmodel import Session, col, func, or_, select

from knowledge.text.normalization import fold
from storage.cases.events import names_of
from storage.cases.reading import group_steps, in_unit, make_view, shared_with
from storage.cases.values import Actor, CaseView
from storage.scope import Scope
from storage.tables import Case

PAGE = 8


class Pile(StrEnum):
    """Which cases: own ones, those that others share, those put away, those of the staff's units."""

    MINE = "mine"
    SHARED = "shared"
    ARCHIVED = "archived"
    UNIT = "unit"


@dataclass(frozen=True)
class Wanted:
    """A page of a pile, with these words in the name or the procedure's title."""

    pile: Pile = Pile.MINE
    words: str = ""
    offset: int = 0
    limit: int = PAGE


@dataclass(frozen=True)
class Summary:
    """A case in a list, with its owner's name."""

    view: CaseView
    owner: str

    def days(self, today: date) -> int:
        """How many days ago the case began."""
        return (today - self.view.case.created_at.date()).days


@dataclass(frozen=True)
class Page:
    """A page of cases, and how many there are in all."""

    rows: tuple[Summary, ...]
    total: int


def list_cases(session: Session, actor: Actor, *, wanted: Wanted) -> Page:
    """A page of cases, those changed last first."""
    conditions = (_in_pile(actor.scope, wanted.pile), *_with_words(wanted.words))
    total = session.exec(select(func.count()).select_from(Case).where(*conditions)).one()
    query = select(Case).where(*conditions).order_by(col(Case.updated_at).desc(), col(Case.id).desc())
    rows = session.exec(query.offset(wanted.offset).limit(wanted.limit)).all()
    return Page(tuple(_summaries(session, actor, rows)), total)


def list_children(session: Session, actor: Actor, *, case_id: int) -> list[Summary]:
    """The cases that the steps of a case opened and that the actor sees, in the order they began."""
    everywhere = or_(*(_in_pile(actor.scope, pile) for pile in Pile))
    query = select(Case).where(Case.parent_id == case_id, everywhere).order_by(col(Case.id))
    return _summaries(session, actor, session.exec(query).all())


def count_cases(session: Session, actor: Actor) -> dict[Pile, int]:
    """How many cases are in each pile."""
    return {
        pile: session.exec(select(func.count()).select_from(Case).where(_in_pile(actor.scope, pile))).one()
        for pile in Pile
    }


def _in_pile(scope: Scope, pile: Pile) -> Any:
    """The condition that keeps a query to a pile."""
    mine, shared = col(Case.owner_id) == scope.user_id, col(Case.id).in_(shared_with(scope))
    is_kept = col(Case.archived_at).is_(None)
    return {
        Pile.MINE: mine & is_kept,
        Pile.SHARED: shared & is_kept,
        Pile.ARCHIVED: or_(mine, shared) & ~is_kept,
        Pile.UNIT: in_unit(scope) & is_kept,
    }[pile]


def _with_words(words: str) -> list[Any]:
    return [col(Case.search).contains(word, autoescape=True) for word in fold(words).split()]


def _summaries(session: Session, actor: Actor, rows: Any) -> list[Summary]:
    """Cases with what follows from their steps, read for all of them at once."""
    steps = group_steps(session, [case.id for case in rows])
    names = names_of(session, [case.owner_id for case in rows])
    return [
        Summary(make_view(session, actor, case, steps.get(case.id, {})), names[case.owner_id])
        for case in rows
    ]
