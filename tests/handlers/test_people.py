"""Staff at work: persons, units and invitations of their own county."""

import re
from datetime import date

import pytest
from sqlmodel import col, select

from bot.payloads.people import (
    ActOnPerson,
    ActOnUnit,
    AddPerson,
    EditPerson,
    Invite,
    PeoplePage,
    SetPerson,
    ShowPerson,
    UnitPage,
)
from bot.payloads.personal import Cancel
from bot.rendering import people_texts, personal_texts, texts
from storage.audit import list_entries
from storage.people import PersonFields, add_person, list_dates
from storage.tables import Chat, Invitation, Person, Unit
from tests.builders import MOMENT
from tests.population import ADMIN, CURATOR, NAMES, NORTH_OFFICIAL, NORTH_STAFF, STRANGER, row_of, user_of


def read(town):
    """A reading session."""
    return town.application.bot_data.database.read()


def actions(town):
    """The audit log's actions, oldest first."""
    with read(town) as session:
        return [str(entry.action) for entry in reversed(list_entries(session, limit=50))]


async def test_a_person_is_added_and_filled_in(town):
    """Name and post in one line, then level, dates and all the rest; each step is in the log."""
    unit = town.population.north
    assert people_texts.TYPE_PERSON in (await town.press(NORTH_STAFF, AddPerson(unit)))[-1]
    assert people_texts.BAD_NAME in (await town.say(NORTH_STAFF, "长" * 40))[-1]
    card = (await town.say(NORTH_STAFF, "张三，办公室 副主任"))[-1]
    assert "张三" in card
    assert "职务：办公室 副主任" in card
    with read(town) as session:
        person = session.exec(select(Person).where(Person.name == "张三")).one()
    await town.press(NORTH_STAFF, SetPerson(person.id, "level", 2))
    await town.press(NORTH_STAFF, EditPerson(person.id, "post"))
    assert "职务：主任" in (await town.say(NORTH_STAFF, "主任"))[-1]
    assert (
        people_texts.CHOOSE_DATE.format(name="张三")
        in (await town.press(NORTH_STAFF, EditPerson(person.id, "dates")))[-1]
    )
    await town.press(NORTH_STAFF, EditPerson(person.id, "birth_date"))
    assert people_texts.BAD_DATE in (await town.say(NORTH_STAFF, "很久以前"))[-1]
    assert people_texts.BAD_DATE in (await town.say(NORTH_STAFF, "1985年6月"))[-1]
    assert "出生日期：1985-06-01" in (await town.say(NORTH_STAFF, "1985年6月1日"))[-1]
    with read(town) as session:
        kept = row_of(session, Person, person.id)
        assert (kept.level, kept.post, kept.unit_id) == ("section", "主任", unit)
        assert list_dates(session, person_id=person.id) == {"birth_date": date(1985, 6, 1)}
    assert actions(town) == ["person.added", *["person.changed"] * 3]
    await town.press(NORTH_STAFF, EditPerson(person.id, "birth_date"))
    assert "出生日期" not in (await town.say(NORTH_STAFF, people_texts.CLEARING))[-1]


async def test_a_form_is_left(town):
    """Cancelling by button or command leaves it; what is typed next is a question again."""
    await town.press(NORTH_STAFF, AddPerson(town.population.north))
    assert (await town.press(NORTH_STAFF, Cancel()))[-1] == personal_texts.CANCELED
    assert (await town.say(NORTH_STAFF, "/cancel"))[-1] == personal_texts.NOTHING_TO_CANCEL
    assert "五年" in (await town.say(NORTH_STAFF, "干部轮岗要满几年？"))[-1]
    with read(town) as session:
        assert "form" not in row_of(session, Chat, NORTH_STAFF).state


async def test_a_field_that_cannot_be_kept_is_asked_for_again(town):
    """The form stays open until the name fits."""
    await town.press(NORTH_STAFF, EditPerson(town.population.north_person, "name"))
    assert people_texts.BAD_NAME in (await town.say(NORTH_STAFF, "长" * 40))[-1]
    assert "欧阳南" in (await town.say(NORTH_STAFF, "欧阳南"))[-1]


@pytest.mark.parametrize(
    "payload",
    [
        PeoplePage(-1),
        UnitPage("elsewhere", 0),
        UnitPage("person", -1),
        EditPerson(1, "salary"),
        SetPerson(1, "level", 99),
        SetPerson(1, "name", 0),
        ActOnPerson(1, "promote"),
        ActOnUnit(2, "delete"),
        ActOnUnit(0, "add"),
        Invite("boss", 2),
        Invite("official", 0),
        "1:pp:none",
        "1:ps",
    ],
    ids=str,
)
async def test_buttons_that_nobody_has(town, payload):
    """Whatever a client makes up is stale."""
    assert await town.press(NORTH_STAFF, payload) == [texts.STALE]


async def test_long_lists_have_pages(town):
    """The second page is reached, and so is the first again."""
    with town.application.bot_data.database.write() as session:
        unit = row_of(session, Unit, town.population.north)
        for number in range(12):
            add_person(session, unit=unit, fields=PersonFields(name=f"干部{number:02}"), now=MOMENT)
    await town.say(NORTH_STAFF, "/people")
    assert "1:pp:1" in town.keyboard()
    assert "1:pp:-1" not in town.keyboard()
    await town.press(NORTH_STAFF, PeoplePage(1))
    assert "1:pp:0" in town.keyboard()
    assert "1:pp:2" not in town.keyboard()


async def test_an_invitation_links_the_persons_new_account(town):
    """The code from the card moves the record to whoever redeems it; staff see that it is linked."""
    said = await town.press(NORTH_STAFF, ActOnPerson(town.population.north_person, "invite"))
    code = re.search(r"start=([A-Z0-9-]+)", said[-1])
    assert code
    greeting = await town.say(STRANGER, f"/start {code[1].lower()}")
    assert "邀请已经生效" in greeting[-1]
    with read(town) as session:
        assert user_of(session, STRANGER).person_id == town.population.north_person
        assert user_of(session, NORTH_OFFICIAL).person_id is None
    assert (
        people_texts.HAS_ACCOUNT
        in (await town.press(NORTH_STAFF, ShowPerson(town.population.north_person)))[-1]
    )
    unlinked = await town.press(NORTH_STAFF, ActOnPerson(town.population.north_person, "unlink"))
    assert people_texts.HAS_NO_ACCOUNT in unlinked[-1]
    assert actions(town) == [
        "invitation.made",
        "invitation.used",
        "person.linked",
        "person.viewed",
        "person.unlinked",
    ]
    # Unlinking what is not linked is harmless and is no entry.
    await town.press(NORTH_STAFF, ActOnPerson(town.population.north_person, "unlink"))
    assert len(actions(town)) == 5


async def test_deleting_asks_first(town):
    """The question names the person; only the confirmation deletes."""
    person = town.population.north_person
    asked = await town.press(NORTH_STAFF, ActOnPerson(person, "delete"))
    assert NAMES[NORTH_OFFICIAL] in asked[-1]
    with read(town) as session:
        assert row_of(session, Person, person)
    await town.press(NORTH_STAFF, ActOnPerson(person, "confirm"))
    with read(town) as session:
        assert row_of(session, Person, person) is None
        assert user_of(session, NORTH_OFFICIAL).person_id is None


async def test_units_grow_and_are_named_anew(town):
    """Staff below their own unit, admins at the top, too; a name is used once below a unit."""
    population = town.population
    await town.press(NORTH_STAFF, ActOnUnit(population.north, "add"))
    assert people_texts.BAD_UNIT in (await town.say(NORTH_STAFF, "长" * 65))[-1]
    assert "北县 / 县委办" in (await town.say(NORTH_STAFF, "县委办"))[-1]
    await town.press(NORTH_STAFF, ActOnUnit(population.north, "add"))
    assert people_texts.UNIT_TAKEN in (await town.say(NORTH_STAFF, "县委办"))[-1]
    await town.press(NORTH_STAFF, ActOnUnit(population.north, "rename"))
    assert people_texts.UNIT_TAKEN in (await town.say(NORTH_STAFF, "南县"))[-1]
    assert "北区" in (await town.say(NORTH_STAFF, "北区"))[-1]
    await town.press(ADMIN, ActOnUnit(0, "add"))
    await town.say(ADMIN, "某省")
    await town.press(ADMIN, ActOnUnit(population.city, "rename"))
    await town.say(ADMIN, "某某市")
    with read(town) as session:
        names = [unit.name for unit in session.exec(select(Unit).order_by(col(Unit.id)))]
    assert names == ["某某市", "北区", "南县", "县委办", "某省"]
    assert (await town.press(ADMIN, ActOnUnit(population.city, "show")))[-1].startswith("某某市\n人员：2人")


async def test_admins_invite_staff_and_curators(town):
    """A curator's role holds everywhere, a staff member's in a unit; the list shows and revokes them."""
    await town.say(ADMIN, "/invite")
    assert "1:iv:curator:0" in town.keyboard()
    for role, unit in (("curator", 0), ("staff", town.population.south)):
        assert "start=" in (await town.press(ADMIN, Invite(role, unit)))[-1]
    assert people_texts.OPEN_INVITATIONS in (await town.say(ADMIN, "/invite"))[-1]
    with read(town) as session:
        numbers = [row.id for row in session.exec(select(Invitation).order_by(col(Invitation.id)))]
    assert (await town.press(ADMIN, f"1:ir:{numbers[0]}"))[-1] == people_texts.REVOKED
    assert await town.press(ADMIN, f"1:ir:{numbers[0]}") == [texts.STALE]
    # A staff member's invitation needs a unit, and nobody is made admin in the chat.
    for role, unit in (("staff", 0), ("admin", 0)):
        assert await town.press(ADMIN, Invite(role, unit)) == [texts.STALE]


async def test_staff_without_a_unit_are_told(town):
    """They have nobody to look after yet, and whom to ask is said."""
    with town.application.bot_data.database.write() as session:
        user_of(session, NORTH_STAFF).unit_id = None
    assert people_texts.NO_PEOPLE in (await town.say(NORTH_STAFF, "/people"))[-1]
    assert people_texts.NO_UNIT in (await town.say(NORTH_STAFF, "/units"))[-1]
    assert CURATOR in town.population.users
