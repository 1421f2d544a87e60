"""Accounts, on SQLite and PostgreSQL."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from storage.tables import Role, User
from storage.users import (
    get_user,
    list_admins,
    mark_informed,
    mark_invited,
    mark_menu,
    mark_reachable,
    record_visit,
)


def test_an_unknown_account_is_none(database):
    """Nobody is there before the first visit."""
    with database.read() as session:
        assert get_user(session, telegram_id=5) is None


def test_first_visit_adds_a_guest(database, now):
    """An account starts as a guest who was not invited."""
    with database.write() as session:
        record_visit(session, telegram_id=5_000_000_000, display_name="王芳", now=now)
    with database.read() as session:
        user = get_user(session, telegram_id=5_000_000_000)
    assert user
    assert (user.display_name, user.role, user.is_invited) == ("王芳", Role.GUEST, False)
    assert user.is_reachable
    assert user.created_at == user.last_seen_at == now


def test_later_visits_update_the_row(database, now):
    """The name and the time follow, the row stays the same one."""
    later = now + timedelta(days=3)
    with database.write() as session:
        first = record_visit(session, telegram_id=5, display_name="王芳", now=now).id
    with database.write() as session:
        mark_reachable(session, telegram_id=5, is_reachable=False)
    with database.write() as session:
        user = record_visit(session, telegram_id=5, display_name="王" * 200, now=later)
        assert (user.id, user.created_at, user.last_seen_at) == (first, now, later)
        assert (len(user.display_name), user.is_reachable) == (128, True)


def test_invitation_comes_before_or_after_the_first_visit(database, now):
    """Inviting is remembered either way."""
    with database.write() as session:
        mark_invited(session, telegram_id=1, display_name="甲", now=now)
        record_visit(session, telegram_id=2, display_name="乙", now=now)
        mark_invited(session, telegram_id=2, display_name="乙", now=now)
        record_visit(session, telegram_id=1, display_name="甲", now=now)
    with database.read() as session:
        users = [get_user(session, telegram_id=number) for number in (1, 2)]
    assert [user and user.is_invited for user in users] == [True, True]


def test_reachability_of_strangers_is_not_kept(database):
    """Blocking by an account that was never let in leaves no row."""
    with database.write() as session:
        assert not mark_reachable(session, telegram_id=9, is_reachable=False)
        assert get_user(session, telegram_id=9) is None


def test_roles_are_a_closed_set(database, now):
    """The database refuses a role that does not exist."""

    def add_boss():
        with database.write() as session:
            session.add(User(telegram_id=1, display_name="甲", role="boss", created_at=now, last_seen_at=now))

    with pytest.raises(IntegrityError):
        add_boss()


def test_what_was_told_and_shown_is_noted(database, now):
    """The first time counts for what was told; the last one for the menu."""
    with database.write() as session:
        user = mark_invited(session, telegram_id=1, display_name="甲", now=now, role=Role.ADMIN)
        mark_informed(session, user=user, now=now)
        mark_informed(session, user=user, now=now + timedelta(days=1))
        mark_menu(session, user_id=user.id, menu="admin:1")
    with database.read() as session:
        kept = get_user(session, telegram_id=1)
        assert kept
        assert (kept.informed_at, kept.menu) == (now, "admin:1")
        assert [admin.telegram_id for admin in list_admins(session)] == [1]


def test_inviting_again_takes_no_role_away(database, now):
    """Staff who are invited as officials stay staff."""
    with database.write() as session:
        mark_invited(session, telegram_id=1, display_name="甲", now=now, role=Role.STAFF)
        assert mark_invited(session, telegram_id=1, display_name="甲", now=now).role == Role.STAFF
