"""Replies about invitations: who may be invited, what is open, and the code, which is shown once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.payloads.people import Invite, Revoke, UnitPage
from bot.rendering import access
from bot.rendering import people_texts as texts
from bot.rendering.reply import Button, Reply, block, bold
from storage.invitations import write_code
from storage.tables import Invitation, Role

# Where a role holds in units, one is chosen; a curator's and an admin's holds everywhere.
IN_UNITS = (Role.OFFICIAL, Role.STAFF)


@dataclass(frozen=True)
class Ticket:
    """A new invitation as it is handed on."""

    role: str
    code: str
    username: str
    until: str
    unit: str | None = None
    person: str | None = None

    @property
    def link(self) -> str:
        """The deep link that redeems the code."""
        return f"https://t.me/{self.username}?start={write_code(self.code)}"


def render_invite(
    roles: Sequence[Role], invitations: Sequence[tuple[Invitation, str | None]], zone: ZoneInfo
) -> Reply:
    """The roles that the viewer may invite to, and the open invitations."""
    invite = tuple(
        (Button(texts.INVITE_ROLE.format(role=access.ROLES[role]), _start(role)),) for role in roles
    )
    revoke = tuple(
        (Button(_label(invitation, unit, zone), Revoke(invitation.id)),) for invitation, unit in invitations
    )
    note = texts.OPEN_INVITATIONS if invitations else texts.NO_OPEN_INVITATIONS
    return Reply((block(bold(texts.INVITE)), block(note)), (*invite, *revoke))


def _start(role: Role) -> UnitPage | Invite:
    """How inviting to a role begins: by choosing a unit, or at once."""
    return UnitPage(role, 0) if role in IN_UNITS else Invite(role, 0)


def _label(invitation: Invitation, unit: str | None, zone: ZoneInfo) -> str:
    """An open invitation on its button."""
    role = access.ROLES[invitation.role]
    until = day(invitation.expires_at, zone)
    return texts.REVOKE.format(role=role, unit=unit or texts.NO_SUCH_UNIT, until=until)


def day(instant: datetime, zone: ZoneInfo) -> str:
    """An instant's day and time as people in the zone read it."""
    return f"{instant.astimezone(zone):%Y-%m-%d %H:%M}"


def ticket_lines(ticket: Ticket) -> tuple[str, ...]:
    """An invitation in paragraphs: what it is, for whom, the link if the bot's name is known, and the code."""
    details = "".join(f"，{part}" for part in (ticket.unit, ticket.person) if part)
    link = (texts.ISSUED_LINK.format(link=ticket.link),) if ticket.username else ()
    code = texts.ISSUED_CODE if link else texts.ISSUED_CODE_ONLY
    return (
        texts.ISSUED.format(until=ticket.until),
        texts.ISSUED_FOR.format(role=access.ROLES[ticket.role], details=details),
        *link,
        code.format(code=write_code(ticket.code)),
    )


def render_ticket(ticket: Ticket) -> Reply:
    """The code and the link, to be handed on."""
    return Reply(tuple(block(line) for line in ticket_lines(ticket)))
