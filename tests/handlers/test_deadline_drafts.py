"""A draft that moved on: buttons of before, made-up ones, a rule that is gone meanwhile."""

import pytest

from bot.payloads.deadlines import DeadlineRules, DeadlineSubjects, DraftDeadline, NewDeadline
from bot.rendering import deadline_texts as texts
from bot.rendering.texts import STALE
from tests.casework import make_casework_knowledge
from tests.handlers.reminded import (
    deadlines,
    draft_button,
    new,
    with_knowledge,
)
from tests.population import (
    NORTH_OFFICIAL,
)

pytestmark = pytest.mark.usefixtures("deadline_rules")


async def test_an_old_button_shows_where_things_stand(town):
    """A button of an earlier turn changes nothing and shows the present preview."""
    await town.press(NORTH_OFFICIAL, new(town, "peixun.after"))
    old = draft_button(town, "cancel")
    await town.say(NORTH_OFFICIAL, "2026年3月1日")
    said = (await town.press(NORTH_OFFICIAL, old))[-1]
    assert texts.OLD_DRAFT in said
    assert "2027年3月1日" in said


@pytest.mark.parametrize(
    "payload",
    [
        NewDeadline("nothing"),
        NewDeadline("", "elsewhere"),
        DeadlineRules("nothing", 0, 0),
        DeadlineRules("training", 9, 0),
        "1:dn:x",
        "1:dd:x",
        "1:dm:x",
        "1:dr:x",
    ],
    ids=str,
)
async def test_buttons_that_nobody_has(town, payload):
    """Whatever a client makes up is stale."""
    assert await town.press(NORTH_OFFICIAL, payload) == [STALE]


@pytest.mark.parametrize(
    ("act", "value"), [("date", 0), ("date", -1), ("stage", 5), ("confirm", 0), ("fly", 0)]
)
async def test_steps_that_are_not_there(town, act, value):
    """A made-up step of the present turn asks the same again."""
    await town.press(NORTH_OFFICIAL, new(town, "peixun.after"))
    turn = draft_button(town, "cancel").turn
    said = (await town.press(NORTH_OFFICIAL, DraftDeadline(turn, act, value)))[-1]
    assert texts.OLD_DRAFT in said or texts.LAST_STAGE in said
    assert deadlines(town) == []


async def test_a_step_of_before_while_rules_are_searched(town):
    """The menu was opened since: there is nothing to go on with."""
    await town.press(NORTH_OFFICIAL, new(town, "peixun.after"))
    old = draft_button(town, "cancel")
    await town.press(NORTH_OFFICIAL, DeadlineSubjects(0))
    assert (await town.press(NORTH_OFFICIAL, old))[-1] == texts.NO_DRAFT


async def test_a_rule_that_is_gone_meanwhile(town):
    """The content changed between the question and the date."""
    await town.press(NORTH_OFFICIAL, new(town, "peixun.after"))
    with_knowledge(town, make_casework_knowledge())
    assert (await town.say(NORTH_OFFICIAL, "2026年3月1日"))[-1] == texts.RULE_GONE
    assert deadlines(town) == []
