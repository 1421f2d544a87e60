"""Who an update comes from: looked up once, before anything is done for them."""

from dataclasses import dataclass

from sqlmodel import Session

from bot.settings import Settings
from storage.conversations import get_chat
from storage.preferences import get_script
from storage.scope import Scope, scope_for
from storage.switches import is_on
from storage.tables import Role, Script, User
from storage.users import get_scope, get_user


@dataclass(frozen=True)
class Viewer:
    """An account, what it may do and see, and how its chat stands.

    `is_kept` says whether there is a row for the account, `was_informed` whether the person was told what is kept
    before this update, `is_informed` whether they are by now; `expects` is what the next text answers, `menu` the
    command menu that the chat shows.
    """

    scope: Scope
    is_admitted: bool = False
    is_kept: bool = False
    was_informed: bool = False
    is_informed: bool = False
    is_private: bool = True
    is_maintained: bool = False
    script: Script = Script.SIMPLIFIED
    expects: str | None = None
    menu: str | None = None

    @property
    def needs_notice(self) -> bool:
        """Whether to say now what is kept: to whoever is let in and has not been told, in private."""
        return self.is_admitted and self.is_kept and self.is_private and not self.is_informed

    @property
    def role(self) -> Role:
        """What the account may do."""
        return self.scope.role


NOBODY = Viewer(scope_for(Role.GUEST))


def find_viewer(session: Session, *, settings: Settings, telegram_id: int, chat_id: int) -> Viewer:
    """The viewer with this number, in this chat."""
    user = get_user(session, telegram_id=telegram_id)
    is_admin = telegram_id in settings.admins
    chat = get_chat(session, chat_id=chat_id)
    is_informed = user is not None and user.informed_at is not None
    return Viewer(
        scope=get_scope(session, user=user, is_admin=is_admin),
        is_admitted=is_admitted(settings, user, telegram_id=telegram_id),
        is_kept=user is not None,
        was_informed=is_informed,
        is_informed=is_informed,
        is_private=chat_id == telegram_id,
        is_maintained=is_on(session),
        script=get_script(session, user_id=user.id) if user else Script.SIMPLIFIED,
        expects=chat.expects if chat else None,
        menu=user.menu if user else None,
    )


def is_admitted(settings: Settings, user: User | None, *, telegram_id: int) -> bool:
    """Whether this account may ask: anybody in open access, otherwise admins and invited people."""
    if settings.is_open or telegram_id in settings.admins:
        return True
    return user is not None and user.is_invited
