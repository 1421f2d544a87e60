"""Counting teams, where buttons and files don't fit what the chat is about."""

from dataclasses import replace

import pytest
from telegram import Chat, Document

from bot.checks.finding import rule_key
from bot.payloads.checks import StartCheck, StepCheck, UseCheck
from bot.payloads.structure import TeamDocuments, TeamKinds, TeamStep, UseTeam
from bot.rendering import structure_texts as texts
from bot.rendering.texts import STALE
from bot.structure.turning import KEY
from knowledge.rosters.sheets import MAX_BYTES
from storage.conversations import claim_chat
from tests.builders import make_knowledge
from tests.population import NORTH_STAFF, SOUTH_STAFF, STRANGER
from tests.rosters import make_structure_base, shipped_base


@pytest.fixture
def knowledge():
    """The made-up base with the teams and checklists of the content."""
    return make_knowledge(replace(make_structure_base(), checklists=shipped_base().checklists))


async def send(town, number, *, size=10):
    """Send a file."""
    document = Document("a", "b", file_name="花名册.xlsx", file_size=size)
    return await town._post(number, "", Chat(number, "private"), document=document)


def change(town, number, **changes):
    """Change what the chat keeps of its counting."""
    with town.application.bot_data.database.write() as session:
        chat = claim_chat(session, chat_id=number)
        chat.state = chat.state | {KEY: chat.state[KEY] | changes}


@pytest.mark.parametrize(
    "payload",
    [
        TeamKinds("NONE"),
        UseTeam("none", "show"),
        UseTeam("city-town", "none"),
        UseTeam("city-villages", "roster"),
        UseTeam("city-villages", "template"),
        TeamStep(1, "end"),
        TeamStep(1, "chart"),
        UseCheck(0, "chart"),
    ],
)
async def test_buttons_without_anything_behind_them(town, payload):
    """They are stale."""
    assert await town.press(NORTH_STAFF, payload) == [STALE]


async def test_buttons_that_fit_no_more(town):
    """Options that aren't there, corrections of nothing, files of an older state."""
    await town.press(NORTH_STAFF, UseTeam("city-courts", "count"))
    for act in ("say", "edit", "none"):
        assert await town.press(NORTH_STAFF, TeamStep(2, act, 9)) == [STALE]
    assert await town.press(NORTH_STAFF, TeamStep(1, "table")) == [STALE]
    said = await town.press(NORTH_STAFF, TeamStep(2, "chart"))
    assert said == [texts.CHART_EMPTY]
    assert (await town.press(SOUTH_STAFF, TeamStep(2, "end"))) == [STALE]


async def test_an_option_that_contradicts(town):
    """A button whose value has become impossible is stale."""
    await town.press(NORTH_STAFF, UseTeam("national-hiring", "count"))
    said = await town.say(NORTH_STAFF, "也许吧")
    assert texts.NOT_UNDERSTOOD_CHOICE in said[0]
    said = await town.press(NORTH_STAFF, TeamStep(2, "say", 0))
    assert "专门招考" in said[-1]


async def test_a_file_that_is_too_large_is_not_fetched(town):
    """It is refused by the size that the messenger tells."""
    await town.press(NORTH_STAFF, UseTeam("city-town", "roster"))
    assert "文件太大了" in (await send(town, NORTH_STAFF, size=MAX_BYTES + 1))[0]
    assert "getFile" not in {name for name, _ in town.wire.calls}


async def test_a_file_after_the_team_is_gone(town):
    """Content that no longer has the team waits for nothing, and asks nothing."""
    await town.press(NORTH_STAFF, UseTeam("city-town", "roster"))
    await town.press(SOUTH_STAFF, UseTeam("city-town", "count"))
    change(town, SOUTH_STAFF, team="gone")
    with town.application.bot_data.database.write() as session:
        chat = claim_chat(session, chat_id=NORTH_STAFF)
        chat.state = chat.state | {"form": {"team": "gone"}}
    assert texts.NOT_WAITING in (await send(town, NORTH_STAFF))[0]
    assert await town.say(SOUTH_STAFF, "5") == [STALE]
    assert "轮岗" in "".join(await town.say(SOUTH_STAFF, "干部轮岗要满几年？"))


async def test_a_question_when_the_counting_is_gone(town):
    """Only the answer comes."""
    await town.press(SOUTH_STAFF, UseTeam("city-town", "count"))
    change(town, SOUTH_STAFF, team="gone")
    said = await town.say(SOUTH_STAFF, "干部轮岗要满几年？")
    assert len(said) == 1


async def test_taking_up_what_was_begun(town):
    """The card of a team that was counted before leads back to its counts; that of another one does not."""
    await town.press(NORTH_STAFF, UseTeam("city-courts", "count"))
    await town.say(NORTH_STAFF, "1")
    await town.press(NORTH_STAFF, UseTeam("city-courts", "show"))
    assert texts.RESUME_BUTTON in town.keyboard()
    await town.press(NORTH_STAFF, UseTeam("city-villages", "show"))
    assert texts.RESUME_BUTTON not in town.keyboard()


async def test_guests_are_not_offered_what_they_cannot_have(town):
    """Their results have no checklist and no reminder."""
    for number, has in ((STRANGER, False), (NORTH_STAFF, True)):
        await town.say(number, "/check 轮训面")
        rule = town.application.bot_data.knowledge.base.rules["jiegou.s39-training"]
        await town.press(number, StartCheck(rule_key(rule), 0))
        row = len(town.rows()["assessments"])
        await town.press(number, StepCheck(row, 1, "end"))
        assert ("办理清单" in town.keyboard()) is has


async def test_content_without_teams(town):
    """There is nothing to choose."""
    data = town.application.bot_data
    base = replace(data.knowledge.base, teams={})
    object.__setattr__(data, "knowledge", replace(data.knowledge, base=base))
    assert await town.press(NORTH_STAFF, TeamDocuments()) == [STALE]
    assert texts.NOT_WAITING_OTHER in (await send(town, NORTH_STAFF))[0]
