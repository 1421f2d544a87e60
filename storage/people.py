"""Persons' records: kept by staff, seen within a scope, linked to at most one account."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from sqlmodel import Session, col, delete, func, select, update

from storage.reminders import mark_recipient
from storage.scope import Scope, within
from storage.tables import Appointment, DateKind, Level, Person, PersonDate, Unit, User

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=32)]
Post = Annotated[str, StringConstraints(strip_whitespace=True, max_length=64)]


class PersonFields(BaseModel):
    """What a record says, checked before it becomes a row."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    name: Name
    post: Post | None = None
    level: Level | None = None
    appointment: Appointment | None = None
    dates: Annotated[dict[DateKind, date], Field(max_length=len(DateKind))] = {}


def get_person(session: Session, *, person_id: int, scope: Scope) -> Person | None:
    """The person of this number, if the record lies in the scope."""
    query = select(Person).join(Unit).where(Person.id == person_id, within(scope))
    return session.exec(query).one_or_none()


def get_person_of(session: Session, *, user: User) -> Person | None:
    """The record that staff keep of whoever uses this account."""
    return session.get(Person, user.person_id) if user.person_id is not None else None


def list_persons(
    session: Session, *, scope: Scope, offset: int = 0, limit: int | None = None
) -> Sequence[Person]:
    """The persons in the scope, by unit and name."""
    query = select(Person).join(Unit).where(within(scope))
    query = query.order_by(col(Unit.path), col(Person.name), col(Person.id)).offset(offset).limit(limit)
    return session.exec(query).all()


def count_persons(session: Session, *, scope: Scope) -> int:
    """How many persons lie in the scope."""
    return session.exec(select(func.count()).select_from(Person).join(Unit).where(within(scope))).one()


def list_dates(session: Session, *, person_id: int) -> dict[DateKind, date]:
    """A person's dates, for whoever may see the person; in the order of their kinds."""
    rows = {
        row.kind: row.on for row in session.exec(select(PersonDate).where(PersonDate.person_id == person_id))
    }
    return {kind: rows[kind] for kind in DateKind if kind in rows}


def add_person(session: Session, *, unit: Unit, fields: PersonFields, now: datetime) -> Person:
    """A new record in a unit that the caller found within the scope."""
    person = Person(unit_id=unit.id, changed_at=now, **fields.model_dump(exclude={"dates"}))
    session.add(person)
    session.flush()
    for kind, on in fields.dates.items():
        mark_date(session, person=person, kind=kind, on=on, now=now)
    return person


def mark_person(session: Session, *, person: Person, fields: PersonFields, now: datetime) -> None:
    """Change what a record says of the post; its dates are changed one by one."""
    for name, value in fields.model_dump(exclude={"dates"}).items():
        setattr(person, name, value)
    person.changed_at = now
    session.add(person)


def mark_date(session: Session, *, person: Person, kind: DateKind, on: date | None, now: datetime) -> None:
    """Set one of a person's dates, or clear it."""
    row = session.get(PersonDate, (person.id, kind))
    if on is None:
        if row is not None:
            session.delete(row)
    else:
        row = row or PersonDate(person_id=person.id, kind=kind, on=on)
        row.on = on
        session.add(row)
    person.changed_at = now
    session.add(person)
    session.flush()


def fields_of(person: Person) -> PersonFields:
    """What a record says, without its dates."""
    return PersonFields(
        name=person.name,
        post=person.post,
        level=Level(person.level) if person.level else None,
        appointment=Appointment(person.appointment) if person.appointment else None,
    )


def delete_person(session: Session, *, person: Person) -> None:
    """Delete a record with its dates and invitations; a linked account stays, without it."""
    session.exec(delete(Person).where(col(Person.id) == person.id))
    session.expire_all()


def get_account(session: Session, *, person: Person) -> User | None:
    """The account linked to a record."""
    return session.exec(select(User).where(User.person_id == person.id)).one_or_none()


def mark_linked(session: Session, *, person: Person, user: User) -> None:
    """Link a record to an account; the account that had it before loses it, the record stays."""
    for person_id in {person.id, user.person_id or person.id}:
        mark_unlinked(session, person_id=person_id)
    user.person_id = person.id
    session.add(user)
    session.flush()
    mark_recipient(session, person_id=person.id, user_id=user.id)


def mark_unlinked(session: Session, *, person_id: int) -> bool:
    """Take a record from the account that has it; say whether one had."""
    session.flush()
    change = update(User).where(col(User.person_id) == person_id).values(person_id=None)
    had_one: bool = session.exec(change.execution_options(synchronize_session="fetch")).rowcount > 0
    mark_recipient(session, person_id=person_id, user_id=None)
    return had_one
