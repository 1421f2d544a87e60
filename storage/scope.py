"""Whose records somebody may see: every listing of persons, and of what hangs on them, takes a scope."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, false
from sqlmodel import col

from storage.tables import Role, Unit

ROOT = "/"
# A role includes what the roles before it may do to records; it may invite to the roles that stand before it.
RANKS = {Role.GUEST: 0, Role.OFFICIAL: 1, Role.CURATOR: 2, Role.STAFF: 3, Role.ADMIN: 4}
INVITES = {
    Role.STAFF: (Role.OFFICIAL,),
    Role.ADMIN: (Role.OFFICIAL, Role.CURATOR, Role.STAFF),
}


@dataclass(frozen=True)
class Scope:
    """A viewer: the account, the record that is the viewer's own, the role, and the subtree where it holds.

    `path` is None for those who keep nobody's records; admins have the root.
    """

    role: Role
    user_id: int | None = None
    person_id: int | None = None
    path: str | None = None

    def covers(self, path: str) -> bool:
        """Whether the unit with this path is the viewer's to look after."""
        return self.path is not None and path.startswith(self.path)

    @property
    def invites(self) -> tuple[Role, ...]:
        """The roles that the viewer may invite to."""
        return INVITES.get(self.role, ()) if self.path is not None else ()


def scope_for(
    role: Role, *, user_id: int | None = None, person_id: int | None = None, unit_path: str | None = None
) -> Scope:
    """The scope of a role: admins see all units, staff their unit's subtree, others none."""
    path = ROOT if role is Role.ADMIN else unit_path if role is Role.STAFF else None
    return Scope(role, user_id, person_id, path)


def within(scope: Scope) -> ColumnElement[bool]:
    """The condition on units that keeps a query inside the scope."""
    if scope.path is None:
        return false()
    return col(Unit.path).startswith(scope.path, autoescape=True)


def higher(first: Role, second: Role) -> Role:
    """The role of the two that may do more."""
    return max(first, second, key=RANKS.__getitem__)
