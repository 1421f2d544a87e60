"""Who may use the bot. Roles and what each may do come with their own table of rights."""

from bot.settings import Access, Settings
from storage.tables import User


def is_admitted(settings: Settings, user: User | None, *, telegram_id: int) -> bool:
    """Whether this account may ask: anybody in open access, otherwise admins and invited people."""
    if settings.access is Access.OPEN or telegram_id in settings.admins:
        return True
    return user is not None and user.is_invited
