"""Who may do what: the roles that a handler needs, stated in the table of handlers, and the commands of a role."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from telegram import Update

from bot.context import BotContext
from bot.delivery import respond
from bot.incoming import acknowledge
from bot.rendering.access import Barred, render_barred
from bot.viewer import Viewer
from storage.tables import Role

Callback = Callable[[Update, BotContext], Coroutine[Any, Any, None]]

ANYBODY = frozenset(Role)
MEMBERS = ANYBODY - {Role.GUEST}
STAFF = frozenset({Role.STAFF, Role.ADMIN})
CURATORS = frozenset({Role.CURATOR, Role.ADMIN})
ADMIN = frozenset({Role.ADMIN})
# What somebody without the role is told: the lowest role that would do decides.
LACKING = (
    (Role.OFFICIAL, Barred.NOT_INVITED),
    (Role.STAFF, Barred.NOT_STAFF),
    (Role.CURATOR, Barred.NOT_CURATOR),
    (Role.ADMIN, Barred.NOT_ADMIN),
)

# The commands, in the order of the menu, with the roles that have them.
COMMANDS: dict[str, frozenset[Role]] = {
    "start": ANYBODY,
    "help": ANYBODY,
    "check": ANYBODY,
    "checklist": MEMBERS,
    "deadlines": MEMBERS,
    "me": MEMBERS,
    "settings": ANYBODY,
    "mydata": ANYBODY,
    "people": STAFF,
    "units": STAFF,
    "invite": STAFF,
    "questions": CURATORS,
    "audit": ADMIN,
    "maintenance": ADMIN,
    "cancel": ANYBODY,
}


@dataclass(frozen=True)
class Needs:
    """A callback with the roles that it needs.

    Those that are kept go on during maintenance; only those that say so work in groups, where nothing personal
    may be shown.
    """

    roles: frozenset[Role]
    callback: Callback
    is_kept: bool = False
    in_groups: bool = False

    async def __call__(self, update: Update, context: BotContext) -> None:
        """Call back, or say why not and whom to ask."""
        reason = self.refuse(context.viewer)
        if reason is None:
            await self.callback(update, context)
        elif update.callback_query:
            await acknowledge(update, context, render_barred(reason).plain, show_alert=True)
        else:
            await respond(update, context, render_barred(reason))

    def refuse(self, viewer: Viewer) -> Barred | None:
        """Why the viewer may not; None for who may."""
        if not viewer.is_private and not self.in_groups:
            return Barred.PRIVATE_ONLY
        if viewer.role not in self.roles:
            return next(reason for role, reason in LACKING if role in self.roles)
        if viewer.is_maintained and not self.is_kept and viewer.role is not Role.ADMIN:
            return Barred.MAINTENANCE
        return None


@dataclass(frozen=True)
class Expecting:
    """A callback for texts: the form that the chat waits in takes them, otherwise they are questions."""

    forms: dict[str, Needs]
    otherwise: Needs

    async def __call__(self, update: Update, context: BotContext) -> None:
        """Hand the text over."""
        viewer = context.viewer
        form = self.forms.get(viewer.expects or "") if viewer.is_private else None
        await (form or self.otherwise)(update, context)


def commands_of(role: Role) -> list[str]:
    """The commands that a role has."""
    return [name for name, roles in COMMANDS.items() if role in roles]
