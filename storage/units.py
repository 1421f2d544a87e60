"""The tree of units: what lies in a scope, and how it grows."""

from sqlmodel import Session, col, func, select

from storage.scope import ROOT, Scope, within
from storage.tables import Unit, UnitKind

NAME_LENGTH = 64
# What a new unit is, by what it stands below.
BELOW = {
    UnitKind.PROVINCE: UnitKind.CITY,
    UnitKind.CITY: UnitKind.COUNTY,
    UnitKind.COUNTY: UnitKind.ORGANIZATION,
    UnitKind.ORGANIZATION: UnitKind.ORGANIZATION,
}


def get_unit(session: Session, *, unit_id: int, scope: Scope) -> Unit | None:
    """The unit of this number, if it lies in the scope."""
    return session.exec(select(Unit).where(Unit.id == unit_id, within(scope))).one_or_none()


def list_units(session: Session, *, scope: Scope, offset: int = 0, limit: int | None = None) -> list[Unit]:
    """The units in the scope, parents before their children."""
    query = select(Unit).where(within(scope)).order_by(col(Unit.path)).offset(offset).limit(limit)
    return list(session.exec(query))


def count_units(session: Session, *, scope: Scope) -> int:
    """How many units lie in the scope."""
    return session.exec(select(func.count()).select_from(Unit).where(within(scope))).one()


def list_ancestors(session: Session, *, unit: Unit) -> list[Unit]:
    """The units above this one, the widest first."""
    numbers = [int(part) for part in unit.path.strip(ROOT).split(ROOT)[:-1]]
    found = {row.id: row for row in session.exec(select(Unit).where(col(Unit.id).in_(numbers)))}
    return [found[number] for number in numbers]


def find_child(session: Session, *, parent: Unit | None, name: str) -> Unit | None:
    """The unit of this name directly below another one, or at the top."""
    above = col(Unit.parent_id).is_(None) if parent is None else Unit.parent_id == parent.id
    return session.exec(select(Unit).where(above, Unit.name == name)).first()


def add_unit(
    session: Session, *, name: str, parent: Unit | None = None, kind: UnitKind | None = None
) -> Unit:
    """A new unit below another one, or at the top; the name is new there, or nothing is added."""
    name = name.strip()[:NAME_LENGTH]
    known = find_child(session, parent=parent, name=name)
    if known is not None:
        return known
    kind = kind or (BELOW[UnitKind(parent.kind)] if parent else UnitKind.PROVINCE)
    unit = Unit(parent_id=parent.id if parent else None, name=name, kind=kind, path=ROOT)
    session.add(unit)
    # The path holds the unit's own number, which the database gives.
    session.flush()
    unit.path = f"{parent.path if parent else ROOT}{unit.id}{ROOT}"
    session.add(unit)
    session.flush()
    return unit


def mark_unit_name(session: Session, *, unit: Unit, name: str) -> None:
    """Name a unit anew."""
    unit.name = name.strip()[:NAME_LENGTH]
    session.add(unit)
