"""Invitations, on SQLite and PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from storage.invitations import (
    ALPHABET,
    GUESSES,
    LENGTH,
    WINDOW,
    Terms,
    add_invitation,
    claim_invitation,
    is_guessing,
    is_open,
    list_invitations,
    mark_revoked,
    mark_used,
    read_code,
    record_guess,
    write_code,
)
from storage.scope import scope_for
from storage.tables import Invitation, Person, Role, Unit
from storage.users import get_scope, record_visit
from tests.population import NORTH_OFFICIAL, NORTH_STAFF, SOUTH_STAFF, STRANGER, row_of, user_of

EVERYTHING = scope_for(Role.ADMIN)


def issue(session, now, **terms):
    """A new invitation's code."""
    return add_invitation(
        session, terms=Terms(**{"role": Role.OFFICIAL} | terms), invited_by=None, now=now
    ).code


def use(session, code, user, now):
    """Let an account in by a code that holds."""
    invitation = claim_invitation(session, code=code, now=now)
    assert invitation
    mark_used(session, invitation=invitation, user=user, now=now)


@given(st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH))
def test_a_code_is_read_however_it_is_typed(code):
    """Groups, small letters and spaces make no difference."""
    for typed in (
        code,
        write_code(code),
        write_code(code).lower(),
        f" {write_code(code).replace('-', ' ')} ",
    ):
        assert read_code(typed) == code


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_code_or_none(text):
    """Reading never fails, and what it gives has the right form."""
    code = read_code(text)
    assert code is None or (len(code) == LENGTH and set(code) <= set(ALPHABET))


def test_the_code_itself_is_not_kept(database, now):
    """The row has its hash only."""
    with database.write() as session:
        code = issue(session, now)
        assert code not in str(session.exec(select(Invitation)).one().model_dump())


def test_an_invitation_serves_once(database, population, now):
    """The first use lets the account in; the second finds nothing."""
    with database.write() as session:
        code = issue(session, now, role=Role.STAFF, unit=row_of(session, Unit, population.north))
        invitation = claim_invitation(session, code=code, now=now)
        assert invitation
        user = record_visit(session, telegram_id=STRANGER, display_name="新人", now=now)
        mark_used(session, invitation=invitation, user=user, now=now)
        assert (user.role, user.unit_id, user.is_invited) == ("staff", population.north, True)
        assert claim_invitation(session, code=code, now=now) is None
        assert not is_open(invitation, now=now)


def test_only_one_of_many_gets_in(database, now):
    """Several who open the same link at once: one transaction wins."""
    with database.write() as session:
        code = issue(session, now)

    def redeem(number):
        with database.write() as session:
            invitation = claim_invitation(session, code=code, now=now)
            if invitation is None:
                return False
            user = record_visit(session, telegram_id=number, display_name="甲", now=now)
            mark_used(session, invitation=invitation, user=user, now=now)
            return True

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(redeem, range(1, 9))) == 1


@pytest.mark.parametrize("case", ["expired", "revoked", "unknown"])
def test_what_is_over_cannot_be_used(database, now, case):
    """Expired, revoked and unknown codes are all the same: nothing."""
    with database.write() as session:
        code = "A" * LENGTH if case == "unknown" else issue(session, now, lasts=timedelta(days=1))
        if case == "revoked":
            number = list_invitations(session, scope=EVERYTHING, now=now)[0].id
            assert mark_revoked(session, invitation_id=number, scope=EVERYTHING, now=now)
            assert not mark_revoked(session, invitation_id=number, scope=EVERYTHING, now=now)
        later = now + timedelta(days=1 if case == "expired" else 0)
        assert claim_invitation(session, code=code, now=later) is None


def test_an_invitation_never_takes_a_role_away(database, population, now):
    """Staff who open an official's invitation get the record linked and stay staff of their unit."""
    with database.write() as session:
        person, unit = (
            row_of(session, Person, population.south_person),
            row_of(session, Unit, population.south),
        )
        code = issue(session, now, unit=unit, person=person)
        staff = user_of(session, NORTH_STAFF)
        use(session, code, staff, now)
        assert (staff.role, staff.unit_id, staff.person_id) == (
            "staff",
            population.north,
            population.south_person,
        )


def test_a_record_moves_to_another_account(database, population, now):
    """A person with a new telephone is invited again; the old account loses the record."""
    with database.write() as session:
        person, unit = (
            row_of(session, Person, population.north_person),
            row_of(session, Unit, population.north),
        )
        code = issue(session, now, unit=unit, person=person)
        user = record_visit(session, telegram_id=STRANGER, display_name="新号", now=now)
        use(session, code, user, now)
    with database.read() as session:
        assert user_of(session, STRANGER).person_id == population.north_person
        assert user_of(session, NORTH_OFFICIAL).person_id is None
        assert row_of(session, Person, population.north_person).post == "副科长"


def test_staff_see_and_revoke_their_own_units_invitations_only(database, population, now):
    """The other county's are not there; those without a unit are the admins'."""
    with database.write() as session:
        issue(session, now, unit=row_of(session, Unit, population.north))
        issue(session, now, role=Role.CURATOR)
        north, south = (
            get_scope(session, user=user_of(session, number), is_admin=False)
            for number in (NORTH_STAFF, SOUTH_STAFF)
        )
        mine = list_invitations(session, scope=north, now=now)
        assert [item.unit_id for item in mine] == [population.north]
        assert list_invitations(session, scope=south, now=now) == []
        assert not mark_revoked(session, invitation_id=mine[0].id, scope=south, now=now)
        assert mark_revoked(session, invitation_id=mine[0].id, scope=north, now=now)
        assert [item.role for item in list_invitations(session, scope=EVERYTHING, now=now)] == ["curator"]


def test_guesses_are_counted_within_the_hour(database, now):
    """The fifth wrong code is one too many, told once; after an hour it begins anew."""
    with database.write() as session:
        told = [record_guess(session, telegram_id=5, now=now) for _ in range(GUESSES + 2)]
        assert told == [False] * (GUESSES - 1) + [True, False, False]
        assert is_guessing(session, telegram_id=5, now=now)
        assert not is_guessing(session, telegram_id=6, now=now)
        assert not is_guessing(session, telegram_id=5, now=now + WINDOW)
        assert not record_guess(session, telegram_id=5, now=now + WINDOW)
        assert not is_guessing(session, telegram_id=5, now=now + WINDOW)
