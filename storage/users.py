"""Accounts: who was seen, who is invited, who can be reached."""

from datetime import datetime

from sqlmodel import Session, col, select, update

from storage.insertion import add_if_absent
from storage.outbox import mark_released
from storage.scope import Scope, higher, scope_for
from storage.tables import Role, Unit, User

NAME_LENGTH = 128


def get_user(session: Session, *, telegram_id: int) -> User | None:
    """The account of this Telegram id, if it was ever let in."""
    return session.exec(select(User).where(User.telegram_id == telegram_id)).one_or_none()


def record_visit(session: Session, *, telegram_id: int, display_name: str, now: datetime) -> User:
    """Note that the account is here now, adding it at the first visit; who writes can be reached."""
    user = _add_user(session, telegram_id=telegram_id, display_name=display_name, now=now)
    user.display_name = display_name[:NAME_LENGTH]
    user.last_seen_at = now
    if not user.is_reachable:
        mark_released(session, user_id=user.id)
    user.is_reachable = True
    session.add(user)
    return user


def mark_invited(
    session: Session, *, telegram_id: int, display_name: str, now: datetime, role: Role = Role.OFFICIAL
) -> User:
    """Let an account in, known already or not; a role that may do more is not taken away."""
    user = _add_user(session, telegram_id=telegram_id, display_name=display_name, now=now)
    user.is_invited = True
    user.role = higher(Role(user.role), role)
    session.add(user)
    session.flush()
    return user


def mark_informed(session: Session, *, user: User, now: datetime) -> None:
    """Note that the person was told what is kept about them."""
    user.informed_at = user.informed_at or now
    session.add(user)


def mark_menu(session: Session, *, user_id: int, menu: str) -> None:
    """Note which command menu the account's chat shows."""
    session.exec(update(User).where(col(User.id) == user_id).values(menu=menu))


def get_scope(session: Session, *, user: User | None, is_admin: bool) -> Scope:
    """Whose records an account may see; `is_admin` for those whom the settings name."""
    if user is None:
        return scope_for(Role.ADMIN if is_admin else Role.GUEST)
    unit = session.get(Unit, user.unit_id) if user.unit_id is not None else None
    role = Role.ADMIN if is_admin else Role(user.role)
    path = unit.path if unit else None
    return scope_for(role, user_id=user.id, person_id=user.person_id, unit_path=path)


def list_admins(session: Session) -> list[User]:
    """The accounts that are admins by invitation."""
    return list(session.exec(select(User).where(User.role == Role.ADMIN).order_by(col(User.id))))


def mark_reachable(session: Session, *, telegram_id: int, is_reachable: bool) -> bool:
    """Note that the account blocked or unblocked the bot; say whether it is known."""
    change = update(User).where(col(User.telegram_id) == telegram_id).values(is_reachable=is_reachable)
    is_known: bool = session.exec(change).rowcount == 1
    user = get_user(session, telegram_id=telegram_id)
    if user is not None and is_reachable:
        mark_released(session, user_id=user.id)
    return is_known


def _add_user(session: Session, *, telegram_id: int, display_name: str, now: datetime) -> User:
    """The account's row, added if it is missing; two replicas may see its first message at once."""
    user = get_user(session, telegram_id=telegram_id)
    if user is None:
        fresh = User(
            telegram_id=telegram_id, display_name=display_name[:NAME_LENGTH], created_at=now, last_seen_at=now
        )
        add_if_absent(session, row=fresh)
        user = session.exec(select(User).where(User.telegram_id == telegram_id)).one()
    return user
