"""Dates that are offered when a deadline is made: of a person, a check, a question, one's own record, a step of a case."""

from datetime import date

import pytest

from bot.payloads.deadlines import DeadlineRules, DeadlineSearch, DeadlineSubjects, NewDeadline, UseDeadline
from bot.rendering import deadline_texts as texts
from bot.rendering.access import Barred
from bot.rendering.case_buttons import STEPS_OF_CASE
from bot.rendering.texts import STALE
from storage.assessments import Progress, Subject, add_assessment
from storage.cases.starting import add_case
from storage.cases.values import Actor
from storage.cases.values import Draft as CaseDraft
from storage.people import mark_date
from storage.preferences import mark_consent
from storage.tables import DateKind, Person, Question
from storage.users import get_scope
from tests.builders import MOMENT
from tests.casework import make_casework_knowledge
from tests.handlers.reminded import (
    deadlines,
    draft_button,
    labels,
    new,
    payloads,
    with_knowledge,
)
from tests.population import (
    NAMES,
    NORTH_OFFICIAL,
    NORTH_STAFF,
    SOUTH_STAFF,
    STRANGER,
    row_of,
    user_of,
)

pytestmark = pytest.mark.usefixtures("deadline_rules")


async def test_staff_make_one_for_a_person(town):
    """The dates of the record are offered, and the reminders go to the account that is linked to it."""
    person = town.population.north_person
    with town.application.bot_data.database.write() as session:
        row = row_of(session, Person, person)
        mark_date(session, person=row, kind=DateKind.APPOINTED, on=date(2026, 3, 1), now=MOMENT)
    menu = (await town.press(NORTH_STAFF, DeadlineSubjects(person)))[-1]
    assert NAMES[NORTH_OFFICIAL] in menu
    await town.press(NORTH_STAFF, DeadlineSearch(person))
    found = (await town.say(NORTH_STAFF, "补训"))[-1]
    assert "提任后补训期限" in found
    begin = next(item for item in payloads(town) if isinstance(item, NewDeadline) and item.rule)
    assert (begin.origin, begin.number) == ("person", person)
    await town.press(NORTH_STAFF, begin)
    assert "提任日期：2026年3月1日" in labels(town)
    preview = (await town.press(NORTH_STAFF, draft_button(town, "date")))[-1]
    assert f"对象：{NAMES[NORTH_OFFICIAL]}" in preview
    card = (await town.press(NORTH_STAFF, draft_button(town, "confirm")))[-1]
    assert texts.MADE_FOR.format(name=NAMES[NORTH_OFFICIAL]) in card
    (row,) = deadlines(town)
    assert (row.person_id, row.user_id) == (person, None)


async def test_nobody_makes_one_for_a_person_of_another_unit(town):
    """Staff of the other county and officials are refused at every door."""
    person = town.population.north_person
    for number in (SOUTH_STAFF, NORTH_OFFICIAL):
        for payload in (
            DeadlineSubjects(person),
            DeadlineRules("training", 0, person),
            new(town, "peixun.after", "person", person),
        ):
            assert await town.press(number, payload) == [STALE]
    assert await town.press(STRANGER, new(town, "peixun.after")) == [Barred.NOT_INVITED.value]


async def test_dates_of_a_check_and_of_a_question_are_offered(town):
    """The check's own date fact, and the date in the question that led here; never those of somebody else."""
    with town.application.bot_data.database.write() as session:
        user = user_of(session, NORTH_OFFICIAL)
        subject = Subject(user.id, "lungang.move", "test-1")
        progress = Progress({"appointed_on": "2025-06-07", "age": 42})
        check = add_assessment(session, subject=subject, progress=progress, now=MOMENT).id
    await town.press(NORTH_OFFICIAL, new(town, "peixun.after", "check", check))
    assert "提任日期：2025年6月7日" in labels(town)
    await town.press(NORTH_STAFF, new(town, "peixun.after", "check", check))
    assert "提任日期：2025年6月7日" not in labels(town)
    await town.say(NORTH_OFFICIAL, "/cancel")
    await town.say(NORTH_OFFICIAL, "干部轮岗要满几年？")
    assert "⏰ 设提醒：提任后补训期限" in labels(town)
    offer = next(item for item in payloads(town) if isinstance(item, NewDeadline))
    with town.application.bot_data.database.write() as session:
        row_of(session, Question, offer.number).text = "2026年5月6日提任，什么时候补训？"
    await town.press(NORTH_OFFICIAL, offer)
    assert "2026年5月6日" in labels(town)


async def test_ones_own_record_is_used_only_where_one_agreed(town):
    """The dates that staff keep are offered after consent."""
    with town.application.bot_data.database.write() as session:
        row = row_of(session, Person, town.population.north_person)
        mark_date(session, person=row, kind=DateKind.APPOINTED, on=date(2026, 3, 1), now=MOMENT)
    await town.press(NORTH_OFFICIAL, new(town, "peixun.after"))
    assert "提任日期：2026年3月1日" not in labels(town)
    with town.application.bot_data.database.write() as session:
        user = user_of(session, NORTH_OFFICIAL)
        mark_consent(session, user_id=user.id, is_given=True, now=MOMENT)
    await town.press(NORTH_OFFICIAL, new(town, "peixun.after"))
    assert "提任日期：2026年3月1日" in labels(town)


async def test_from_a_step_of_a_case(town):
    """The case's own date is offered, and the deadline leads back to it; who may not see the case gets a plain one."""
    with_knowledge(town, make_casework_knowledge())
    base = town.application.bot_data.knowledge.base
    items = base.checklists["tuijian.demo"].items
    at = next(number for number, item in enumerate(items) if item.id == "meeting")
    with town.application.bot_data.database.write() as session:
        scope = get_scope(session, user=user_of(session, NORTH_OFFICIAL), is_admin=False)
        actor = Actor(scope, base.checklist_book, MOMENT, MOMENT.date())
        values = {"held_on": date(2026, 11, 20)}
        number = add_case(
            session, actor, draft=CaseDraft("tuijian.demo", "某次推荐", values=values)
        ).view.case.id
    begin = new(town, "lungang.report", "step", number * STEPS_OF_CASE + at)
    await town.press(NORTH_OFFICIAL, begin)
    await town.press(NORTH_OFFICIAL, draft_button(town, "date", date(2026, 11, 20).toordinal()))
    await town.press(NORTH_OFFICIAL, draft_button(town, "confirm"))
    assert texts.CASE_BUTTON in labels(town)
    await town.press(NORTH_OFFICIAL, UseDeadline(deadlines(town)[0].id, 1, "basis"))
    assert "📋 办理清单：民主推荐" in labels(town)
    await town.press(SOUTH_STAFF, begin)
    assert "2026年11月20日" not in str(labels(town))
    await town.say(SOUTH_STAFF, "2026年11月21日")
    await town.press(SOUTH_STAFF, draft_button(town, "confirm"))
    mine, plain = deadlines(town)
    assert (mine.origin, mine.origin_id, mine.origin_part) == ("case", number, "meeting")
    assert (plain.origin, plain.origin_id) == ("rule", None)
