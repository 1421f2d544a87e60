"""A deadline read in the light of its rule: what is known of it today, and for whom it is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.context import BotContext
from knowledge.deadlines.book import DeadlineBook
from knowledge.deadlines.rules import DeadlineRule
from knowledge.eligibility.durations import Period
from storage.reminders import list_reminders
from storage.scope import Scope
from storage.tables import Deadline, DeadlineStatus, Person, Reminder, User


@dataclass(frozen=True)
class Held:
    """A deadline with its rule, if that is still there, on a day; `name` is empty for whom it is about."""

    row: Deadline
    book: DeadlineBook
    today: date
    name: str = ""
    reminders: Sequence[Reminder] = ()

    @property
    def rule(self) -> DeadlineRule | None:
        """The rule; None for one made by hand, or whose rule the content no longer has."""
        return self.book.rules.get(self.row.rule or "")

    @property
    def is_open(self) -> bool:
        """Whether it still has to be met."""
        return self.row.status == DeadlineStatus.OPEN

    @property
    def zone(self) -> ZoneInfo:
        """Where its days are counted."""
        return ZoneInfo(self.row.zone)

    @property
    def title(self) -> str:
        """What is due."""
        return self.row.title

    @property
    def stages(self) -> tuple[Period, ...]:
        """How long before the due date it is reminded of."""
        return tuple(map(Period.parse, self.row.stages))


def is_own(row: Deadline, scope: Scope) -> bool:
    """Whether a deadline is about the viewer, by account or by record."""
    if row.user_id is not None:
        return row.user_id == scope.user_id
    return row.person_id == scope.person_id


def name_of(session: Session, row: Deadline) -> str:
    """The name of whom a deadline is about."""
    if row.person_id is not None:
        person = session.get(Person, row.person_id)
        return person.name if person else ""
    user = session.get(User, row.user_id)
    return user.display_name if user else ""


def hold(session: Session, context: BotContext, row: Deadline) -> Held:
    """A deadline as the viewer sees it, with all its reminders."""
    name = "" if is_own(row, context.viewer.scope) else name_of(session, row)
    reminders = list_reminders(session, deadline_id=row.id)
    return Held(row, context.knowledge.base.deadline_book, context.today(), name, reminders)
