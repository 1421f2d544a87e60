"""Staff of one county, with the other county's numbers in their buttons: nothing is shown, nothing changes."""

from dataclasses import fields

import pytest

from bot.callback_data import CODES, encode
from bot.cases import words
from bot.cases.acts import ACTS as CASE_ACTS
from bot.cases.finding import template_key
from bot.cases.people import CHOICES, HAND, HAND_SURE, REMOVE
from bot.deadlines.acts import ACTS as DEADLINE_ACTS
from bot.payloads.answers import Feedback, Pick, Sources
from bot.payloads.cases import (
    AskCase,
    BeginCase,
    CaseFile,
    CasePage,
    CasePerson,
    FillCase,
    MoveCase,
    ShowCase,
    StartChecklist,
)
from bot.payloads.deadlines import (
    DeadlineRules,
    DeadlineSearch,
    DeadlineSubjects,
    NewDeadline,
    ResendMessage,
    ShowDeadline,
    UseDeadline,
)
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
from handlers.case_files import SEND, TAKE_OFF
from handlers.case_pages import EXPORT, PAGES
from handlers.case_steps import DELETE, LINKS, UNLINK
from handlers.deadline_making import PERSON
from handlers.people import ACTS
from storage.deadlines import About, Draft, add_deadline
from storage.invitations import Terms, add_invitation
from storage.schedules import DeadlineFields
from storage.tables import DateKind, MessageStatus, OutboxMessage, Person, Role, Unit, User
from tests.builders import MOMENT
from tests.casework import make_casework_knowledge
from tests.handlers.desk import Desk, document
from tests.handlers.reminded import give_rules, with_knowledge
from tests.population import ADMIN, NAMES, NORTH_OFFICIAL, NORTH_STAFF, SOUTH_STAFF, row_of

# The fields of payloads that number a record of somebody's unit, or of somebody.
SCOPED = {"person", "unit", "invitation", "case", "file", "deadline", "message", "number"}
KEY = template_key(make_casework_knowledge().base.checklists["tuijian.demo"])


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
        DeadlineSearch(person),
        NewDeadline("", PERSON, person),
        SetPerson(person, "level", 1),
        SetPerson(person, "appointment", -1),
        *(ActOnPerson(person, act) for act in ACTS),
        AddPerson(unit),
        *(ActOnUnit(unit, act) for act in ("show", "add", "rename")),
        *(Invite(role, unit) for role in Role),
        Revoke(invitation),
    ]


def walk_matters(case, file, deadline, message):
    """Every button of a case, a deadline and a message, with these numbers; what takes them away comes last."""
    return [
        ShowCase(case),
        *(CasePage(case, view) for view in (*PAGES, EXPORT)),
        *(AskCase(case, act, 0) for act in ("fill", "fact", "later", "region", "delete", *words.MOVES)),
        FillCase(case, 2, "fill", 0, 0, 0),
        *(CasePerson(case, 2, act, 0, 0) for act in CHOICES),
        *(CasePerson(case, 2, act, 1, 0) for act in (*CHOICES - {HAND}, HAND_SURE, REMOVE)),
        StartChecklist(KEY, case, 0),
        BeginCase(KEY, case, 0),
        *(CaseFile(case, file, act) for act in (SEND, TAKE_OFF)),
        *(MoveCase(case, 2, act, 0) for act in (*CASE_ACTS, *LINKS, UNLINK, DELETE)),
        ShowDeadline(deadline),
        *(UseDeadline(deadline, 1, act) for act in DEADLINE_ACTS),
        ResendMessage(message),
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


@pytest.fixture
async def matters(town):
    """The numbers of what the northern staff have under way: a case, its file, a deadline, a message in doubt."""
    town.application.bot_data.limits.actions = 1000
    desk = Desk(with_knowledge(town, make_casework_knowledge()))
    await desk.press(BeginCase(KEY), who=NORTH_STAFF)
    await desk.press(CasePage(1, "files"), who=NORTH_STAFF)
    await desk.send(who=NORTH_STAFF, document=document())
    number = town.population.users[NORTH_STAFF]
    with town.application.bot_data.database.write() as session:
        fields = DeadlineFields(title="北县的事", due_on=MOMENT.date(), zone="Asia/Shanghai")
        deadline = add_deadline(session, draft=Draft(About(user_id=number), fields), now=MOMENT)
        times = dict.fromkeys(("not_before", "created_at", "changed_at"), MOMENT)
        message = OutboxMessage(
            user_id=town.population.users[NORTH_OFFICIAL],
            kind="reminders",
            status=MessageStatus.UNCERTAIN,
            **times,
        )
        session.add(message)
        session.flush()
        return 1, 1, deadline.id, message.id


async def test_every_button_of_somebody_elses_matters(town, matters):
    """Staff of the other county get nothing from it and change nothing, whatever the button."""
    await town.say(SOUTH_STAFF, "/help")
    before, sent = town.rows(), len(town.wire.calls)
    for payload in walk_matters(*matters):
        assert await town.press(SOUTH_STAFF, payload) == [texts.STALE], payload
    assert town.rows() == before
    for said in ("北县", "民主推荐（", "方案.docx"):
        assert said not in str(town.wire.calls[sent:])


async def test_the_same_buttons_work_on_own_matters(town, matters):
    """The walk would notice: for whose it is, every one of these buttons does something."""
    stale = [one for one in walk_matters(*matters) if await town.press(NORTH_STAFF, one) == [texts.STALE]]
    # A deadline without a rule has no questions that belong to it.
    assert stale == [UseDeadline(matters[2], 1, "answer")]


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
    """Every payload that numbers somebody's record is walked."""
    every = [*walk(1, 1, 1), *walk_matters(1, 1, 1, 1)]
    walked = {type(payload) for payload in every}
    assert all(encode(payload) for payload in every)
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
