"""Staff of one county, with the other county's numbers in their buttons: nothing is shown, nothing changes."""

from dataclasses import fields

import pytest

from bot.callback_data import CODES, encode
from bot.payloads.answers import Feedback, Pick, Sources
from bot.payloads.deadlines import DeadlineRules, DeadlineSubjects
from bot.payloads.people import (
    ActOnPerson,
    ActOnUnit,
    AddPerson,
    EditPerson,
    Invite,
    Revoke,
    SetPerson,
    ShowPerson,
)
from bot.rendering import people_texts, texts
from handlers.people import ACTS
from storage.invitations import Terms, add_invitation
from storage.tables import DateKind, Person, Role, Unit, User
from tests.builders import MOMENT
from tests.handlers.reminded import give_rules
from tests.population import ADMIN, NAMES, NORTH_OFFICIAL, NORTH_STAFF, SOUTH_STAFF, row_of

# The fields of payloads that number a record of somebody's unit.
SCOPED = {"person", "unit", "invitation"}


def walk(person, unit, invitation):
    """Every button of staff, with these numbers."""
    return [
        ShowPerson(person),
        *(
            EditPerson(person, field)
            for field in ("name", "post", "level", "appointment", "dates", *DateKind)
        ),
        DeadlineSubjects(person),
        DeadlineRules("term", 0, person),
        SetPerson(person, "level", 1),
        SetPerson(person, "appointment", -1),
        *(ActOnPerson(person, act) for act in ACTS),
        AddPerson(unit),
        *(ActOnUnit(unit, act) for act in ("show", "add", "rename")),
        *(Invite(role, unit) for role in Role),
        Revoke(invitation),
    ]


@pytest.fixture
def town(town):
    """The town with deadline rules, so that their menus have something in them."""
    return give_rules(town)


@pytest.fixture
def north(town):
    """The numbers of the northern county's records."""
    with town.application.bot_data.database.write() as session:
        unit = row_of(session, Unit, town.population.north)
        person = row_of(session, Person, town.population.north_person)
        issued = add_invitation(
            session, terms=Terms(Role.OFFICIAL, unit, person), invited_by=None, now=MOMENT
        )
        return person.id, unit.id, issued.invitation.id


async def test_every_staff_button_with_a_foreign_number(town, north):
    """The answer is that the button is stale, whatever the button; no row changes and no name is sent."""
    town.application.bot_data.limits.actions = 1000
    await town.say(SOUTH_STAFF, "/people")
    before = town.rows()
    for payload in walk(*north):
        assert await town.press(SOUTH_STAFF, payload) == [texts.STALE], payload
    assert town.rows() == before
    assert NAMES[NORTH_OFFICIAL] not in town.sent()
    assert "北县" not in town.sent()


async def test_the_same_buttons_work_on_own_records(town):
    """The walk would notice: with the own county's numbers every one of these buttons does something."""
    town.application.bot_data.limits.actions = 1000
    population = town.population
    with town.application.bot_data.database.write() as session:
        unit = row_of(session, Unit, population.south)
        terms = Terms(Role.OFFICIAL, unit)
        number = add_invitation(session, terms=terms, invited_by=None, now=MOMENT).invitation.id
    own = walk(population.south_person, population.south, number)
    stale = [payload for payload in own if await town.press(SOUTH_STAFF, payload) == [texts.STALE]]
    # Deleting the record comes last of its own; only roles that staff may not invite to are refused.
    assert {type(payload) for payload in stale} == {Invite}
    assert {payload.role for payload in stale} == set(Role) - {Role.OFFICIAL}


async def test_nobody_reads_what_others_asked(town):
    """The buttons below an official's answer are stale for staff of the same county and for admins."""
    await town.say(NORTH_OFFICIAL, "干部轮岗要满几年？")
    for number in (NORTH_STAFF, ADMIN):
        await town.say(number, "/help")
        before = town.rows()
        for payload in (Sources(1), Feedback(1, 1), Pick(1, 0)):
            assert await town.press(number, payload) == [texts.STALE]
        assert town.rows() == before
    assert (await town.press(NORTH_OFFICIAL, Sources(1)))[-1] != texts.STALE


def test_the_walk_is_complete():
    """Every payload that numbers a unit's record is walked."""
    walked = {type(payload) for payload in walk(1, 1, 1)}
    assert all(encode(payload) for payload in walk(1, 1, 1))
    assert {kind for kind in CODES.values() if SCOPED & {field.name for field in fields(kind)}} == walked


@pytest.mark.parametrize("opening", ["person", "date", "unit", "rename"])
async def test_a_form_that_was_opened_before_the_unit_changed(town, opening):
    """Staff who moved to another unit cannot finish what they began in the old one."""
    population = town.population
    await town.press(
        SOUTH_STAFF,
        {
            "person": AddPerson(population.south),
            "date": EditPerson(population.south_person, DateKind.BIRTH),
            "unit": ActOnUnit(population.south, "add"),
            "rename": ActOnUnit(population.south, "rename"),
        }[opening],
    )
    with town.application.bot_data.database.write() as session:
        row_of(session, User, population.users[SOUTH_STAFF]).unit_id = population.north
    before = town.rows()
    assert await town.say(SOUTH_STAFF, "1980年1月1日") == [people_texts.GONE]
    after = town.rows()
    assert {name for name in after if after[name] != before[name]} == {"chats"}
