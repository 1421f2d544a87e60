"""What the buttons of staff and admins carry: units, persons, invitations, the audit log."""

from dataclasses import dataclass

from bot.payloads.base import Payload


@dataclass(frozen=True)
class PeoplePage(Payload):
    """Show a page of the persons in one's units."""

    page: int


@dataclass(frozen=True)
class ShowPerson(Payload):
    """Show a person's record."""

    person: int


@dataclass(frozen=True)
class EditPerson(Payload):
    """Change a field, or one of the dates, of a person's record."""

    person: int
    field: str


@dataclass(frozen=True)
class SetPerson(Payload):
    """Choose a value for a field of a person's record: the one at this position, or none with -1."""

    person: int
    field: str
    position: int


@dataclass(frozen=True)
class ActOnPerson(Payload):
    """Invite the person, unlink the account, or delete the record."""

    person: int
    act: str


@dataclass(frozen=True)
class AddPerson(Payload):
    """Add a person to a unit."""

    unit: int


@dataclass(frozen=True)
class UnitPage(Payload):
    """Show a page of one's units, to choose one for a purpose."""

    purpose: str
    page: int


@dataclass(frozen=True)
class ActOnUnit(Payload):
    """Show a unit, add one below it, or name it anew."""

    unit: int
    act: str


@dataclass(frozen=True)
class Invite(Payload):
    """Invite somebody to a role in a unit (0: in none)."""

    role: str
    unit: int


@dataclass(frozen=True)
class Revoke(Payload):
    """Revoke an invitation."""

    invitation: int


@dataclass(frozen=True)
class AuditPage(Payload):
    """Show the entries of the audit log before a number (0: the latest)."""

    before: int


@dataclass(frozen=True)
class ExportAudit(Payload):
    """Send the audit log as a file."""
