"""Who looks after whom: the unit of an account or a record, the staff nearest to it, and word to them."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from storage.outbox import Notice, add_numbers
from storage.scope import ROOT
from storage.tables import Deadline, OutboxMessage, Person, Role, Unit, User

# The kinds of messages to staff; each names rows by number.
UNREACHABLE = "unreachable"
UNLINKED = "unlinked"
OVERDUE = "overdue"


def get_unit_of(session: Session, *, user_id: int | None = None, person_id: int | None = None) -> Unit | None:
    """The unit of a record, or of an account: that of its record, else its own."""
    user = session.get(User, user_id) if user_id is not None else None
    person_id = user.person_id if user else person_id
    person = session.get(Person, person_id) if person_id is not None else None
    unit_id = person.unit_id if person else user.unit_id if user else None
    return session.get(Unit, unit_id) if unit_id is not None else None


def unit_of_deadline(session: Session, deadline: Deadline) -> Unit | None:
    """The unit whose staff look after a deadline."""
    return get_unit_of(session, user_id=deadline.user_id, person_id=deadline.person_id)


def list_unit_staff(session: Session, *, unit: Unit | None) -> list[User]:
    """The staff of the unit, of the nearest unit above that has any, or else the admins."""
    numbers = [int(part) for part in unit.path.strip(ROOT).split(ROOT)] if unit else []
    staff = select(User).where(User.role == Role.STAFF, col(User.unit_id).in_(numbers))
    found = list(session.exec(staff.order_by(col(User.id)))) if numbers else []
    nearest = next((number for number in reversed(numbers) if _of_unit(found, number)), None)
    if nearest is not None:
        return _of_unit(found, nearest)
    return list(session.exec(select(User).where(User.role == Role.ADMIN).order_by(col(User.id))))


def _of_unit(users: Iterable[User], number: int) -> list[User]:
    return [user for user in users if user.unit_id == number]


def tell_staff(
    session: Session, *, unit: Unit | None, kind: str, numbers: Sequence[int], now: datetime
) -> list[OutboxMessage]:
    """Put numbers into a message to each of the staff nearest to a unit."""
    staff = list_unit_staff(session, unit=unit)
    notices = (Notice(user_id=user.id, kind=kind) for user in staff)
    return [add_numbers(session, notice=notice, numbers=numbers, now=now) for notice in notices]


def tell_unreachable(session: Session, *, user: User, now: datetime) -> None:
    """Tell the staff that somebody blocked the bot or is gone; the one in question is not told."""
    unit = get_unit_of(session, user_id=user.id)
    for colleague in list_unit_staff(session, unit=unit):
        if colleague.id != user.id:
            notice = Notice(user_id=colleague.id, kind=UNREACHABLE)
            add_numbers(session, notice=notice, numbers=[user.id], now=now)
