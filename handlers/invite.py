"""/invite: one-time codes for roles below one's own, within one's own units."""

from sqlmodel import Session
from telegram import Update

from bot.callback_data import parse_as
from bot.context import BotContext
from bot.incoming import query_of
from bot.payloads.people import Invite, Revoke
from bot.rendering import people_texts as texts
from bot.rendering.access import render_line
from bot.rendering.invitations import Ticket, day, render_invite, render_ticket
from bot.rendering.reply import Reply
from bot.turns import note, take_turn
from storage.audit import AuditAction, Subject
from storage.invitations import Terms, add_invitation, is_allowed, list_invitations, mark_revoked
from storage.tables import Role, Unit, User
from storage.units import get_unit

NO_UNIT = 0
MOST_SHOWN = 20


async def show_invite(update: Update, context: BotContext) -> None:
    """Show whom the viewer may invite, and the open invitations."""

    def work(session: Session, _: User) -> Reply:
        scope = context.viewer.scope
        open_ones = list_invitations(session, scope=scope, now=context.now())[:MOST_SHOWN]
        units = {row.id: session.get_one(Unit, row.unit_id).name for row in open_ones if row.unit_id}
        named = [(row, units.get(row.id)) for row in open_ones]
        return render_invite(scope.invites, named, context.settings.zone)

    await take_turn(update, context, work)


async def make_invitation(update: Update, context: BotContext) -> None:
    """Make an invitation, if the viewer may invite to this role in this unit."""
    payload = parse_as(Invite, query_of(update).data)

    def work(session: Session, _: User) -> Reply | None:
        terms = _terms(session, payload, context) if payload else None
        if terms is None or not is_allowed(context.viewer.scope, terms=terms):
            return None
        inviter = context.viewer.scope.user_id
        issued = add_invitation(session, terms=terms, invited_by=inviter, now=context.now())
        about = (Subject.INVITATION, issued.invitation.id)
        note(session, context, AuditAction.INVITATION_MADE, on=about, role=terms.role.value)
        until = day(issued.invitation.expires_at, context.settings.zone)
        unit = terms.unit.name if terms.unit else None
        return render_ticket(Ticket(terms.role, issued.code, context.bot.username, until, unit))

    await take_turn(update, context, work)


def _terms(session: Session, payload: Invite, context: BotContext) -> Terms | None:
    """What the button invites to; None when there is no such role or unit in the viewer's scope."""
    if payload.role not in set(Role):
        return None
    if payload.unit == NO_UNIT:
        return Terms(Role(payload.role))
    unit = get_unit(session, unit_id=payload.unit, scope=context.viewer.scope)
    return Terms(Role(payload.role), unit) if unit else None


async def revoke_invitation(update: Update, context: BotContext) -> None:
    """Revoke an open invitation within the viewer's scope."""
    payload = parse_as(Revoke, query_of(update).data)

    def work(session: Session, _: User) -> Reply | None:
        number = payload.invitation if payload else 0
        scope = context.viewer.scope
        if not mark_revoked(session, invitation_id=number, scope=scope, now=context.now()):
            return None
        note(session, context, AuditAction.INVITATION_REVOKED, on=(Subject.INVITATION, number))
        return render_line(texts.REVOKED)

    await take_turn(update, context, work)
