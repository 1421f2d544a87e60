"""`invite`: a one-time code and deep link, for the first admin and staff, or from scripts."""

import argparse
import sys
from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from bot.commands.errors import CommandError
from bot.commands.printing import json_text
from bot.rendering.invitations import Ticket, day, ticket_lines
from bot.settings import Settings, SettingsError, prepare_data_dir
from storage.audit import AuditAction, Audited, Subject, record_audit
from storage.database import open_database
from storage.errors import StorageError
from storage.invitations import Issued, Terms, add_invitation, write_code
from storage.people import PersonFields, add_person, get_person
from storage.schema import upgrade
from storage.scope import scope_for
from storage.tables import Person, Role, Unit
from storage.units import NAME_LENGTH, add_unit, get_unit

ROLES = [role.value for role in Role if role is not Role.GUEST]
NAME_MAX = 32
LONGEST_DAYS = 90


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare `invite --role … [--unit …] [--person …] [--days N] [--json]`."""
    parser = subparsers.add_parser("invite", help="make a one-time invitation: a code and a deep link")
    parser.add_argument("--role", required=True, choices=ROLES)
    parser.add_argument(
        "--unit",
        help="the unit's number, or names from the top such as 某省/某市/某县; units that are missing are added",
    )
    parser.add_argument(
        "--person", help="the number of the person's record, or a name to add one in the unit"
    )
    parser.add_argument("--days", type=_days, default=7, help="how long it holds (default: 7)")
    parser.add_argument("--bot", default="", metavar="USERNAME", help="the bot's name, for the deep link")
    parser.add_argument("--json", action="store_true")


def _days(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= LONGEST_DAYS):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of days between 1 and {LONGEST_DAYS}")
    return int(text)


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Make the invitation and print it; returns the exit status."""
    database = open_database(settings.database)
    try:
        prepare_data_dir(settings)
        upgrade(database)
        with database.write() as session:
            terms = _terms(session, args)
            issued = _issue(session, terms)
            ticket = _ticket(issued, terms, args.bot, settings)
    except (SettingsError, StorageError) as error:
        raise CommandError(f"invite: {error}") from None
    finally:
        database.close()
    _print(issued, ticket, as_json=args.json)
    return 0


def _terms(session: Session, args: argparse.Namespace) -> Terms:
    """What to invite to, checked."""
    role = Role(args.role)
    unit = _unit(session, args.unit) if args.unit else None
    person = _person(session, args.person, unit) if args.person else None
    if person is not None:
        unit = session.get_one(Unit, person.unit_id)
    if role is Role.STAFF and unit is None:
        raise CommandError("invite: staff need --unit: their role holds in a unit")
    return Terms(role, unit, person, timedelta(days=args.days))


def _unit(session: Session, text: str) -> Unit:
    """The unit of a number, or of a path of names, whose missing parts are added."""
    if text.isascii() and text.isdigit():
        unit = get_unit(session, unit_id=int(text), scope=scope_for(Role.ADMIN))
        if unit is None:
            raise CommandError(f"invite: there is no unit {text}")
        return unit
    names = [" ".join(name.split()) for name in text.split("/")]
    if not all(0 < len(name) <= NAME_LENGTH for name in names):
        raise CommandError(f"invite: a unit's name has 1 to {NAME_LENGTH} characters")
    found: Unit | None = None
    for name in names:
        found = add_unit(session, name=name, parent=found)
    return session.get_one(Unit, found.id if found else 0)


def _person(session: Session, text: str, unit: Unit | None) -> Person:
    """The person of a number, or a new record of this name."""
    if text.isascii() and text.isdigit():
        person = get_person(session, person_id=int(text), scope=scope_for(Role.ADMIN))
        if person is None or (unit is not None and person.unit_id != unit.id):
            raise CommandError(f"invite: there is no person {text} in this unit")
        return person
    name = text.strip()
    if unit is None or not 0 < len(name) <= NAME_MAX:
        raise CommandError(f"invite: a new person needs --unit and a name of 1 to {NAME_MAX} characters")
    now = datetime.now(UTC)
    person = add_person(session, unit=unit, fields=PersonFields(name=name), now=now)
    _record(session, AuditAction.PERSON_ADDED, (Subject.PERSON, person.id), now)
    return person


def _issue(session: Session, terms: Terms) -> Issued:
    """Make the invitation; the log says that it came from the command line."""
    now = datetime.now(UTC)
    issued = add_invitation(session, terms=terms, invited_by=None, now=now)
    _record(session, AuditAction.INVITATION_MADE, (Subject.INVITATION, issued.invitation.id), now)
    return issued


def _record(session: Session, action: AuditAction, on: tuple[Subject, int], now: datetime) -> None:
    record_audit(session, audited=Audited(at=now, action=action, subject=on[0], subject_id=on[1]))


def _ticket(issued: Issued, terms: Terms, username: str, settings: Settings) -> Ticket:
    """The invitation as it is handed on."""
    until = day(issued.invitation.expires_at, settings.zone)
    unit = terms.unit.name if terms.unit else None
    person = terms.person.name if terms.person else None
    return Ticket(terms.role, issued.code, username.lstrip("@"), until, unit, person)


def _print(issued: Issued, ticket: Ticket, *, as_json: bool) -> None:
    """Print the code and the link; without the bot's name the link is left out."""
    if as_json:
        expires = issued.invitation.expires_at.isoformat(timespec="seconds")
        row = {
            "role": ticket.role,
            "code": write_code(issued.code),
            "expires_at": expires,
            "unit": ticket.unit,
        }
        row |= {"person": ticket.person, "link": ticket.link if ticket.username else None}
        sys.stdout.write(json_text(row))
        return
    sys.stdout.write("\n".join(ticket_lines(ticket)) + "\n")
