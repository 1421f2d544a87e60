"""Where somebody is: asked once, when the answer depends on it, remembered, and never asked again."""

from dataclasses import replace

import pytest

from bot.context import Knowledge
from bot.payloads.questions import ChoosePlace
from bot.place import DECLINED, list_places
from bot.rendering import questions_texts as texts
from bot.rendering import texts as general
from knowledge.retrieval.answering import AnswerEngine
from storage.preferences import mark_consent
from storage.tables import User
from tests.builders import MOMENT, make_base, make_entry, make_knowledge
from tests.population import NORTH_OFFICIAL, SOUTH_OFFICIAL, STRANGER, row_of

QUESTION = "新录用的年轻干部下派挂职要多长时间？"


def regional_knowledge():
    """Content in which the nation and a county answer the same question differently, and a model that heeds hints."""
    base = make_base()
    entries = (
        make_entry(
            id="guazhi.nation",
            topic="挂职",
            question=QUESTION,
            variants=("下派挂职的期限",),
            answer="全国一般挂职一年，可以延长。",
            citations=("DEMO2 二.1",),
            related=(),
        ),
        make_entry(
            id="guazhi.county",
            topic="挂职",
            question="新录用的年轻干部下派挂职需要多长时间？",
            variants=("某县挂职的期限",),
            answer="在某县一般挂职两年，可以延长。",
            citations=("DEMO1 二.1",),
            related=(),
        ),
    )
    model = make_knowledge(base).engine.model
    weights = {"ratio": 1.0, "hinted": 2.0}
    more = {entry.id: entry for entry in entries}
    wider = replace(base, entries={**base.entries, **more})
    return Knowledge(wider, AnswerEngine(wider, model.model_copy(update={"weights": weights, "answer": 0.2})))


@pytest.fixture
def town(town):
    """The town, with rules that differ by region."""
    object.__setattr__(town.application.bot_data, "knowledge", regional_knowledge())
    return town


def member(town, number):
    """The region in a member's profile."""
    with town.application.bot_data.database.read() as session:
        return row_of(session, User, town.population.users[number]).region


async def test_asked_once(town):
    """The first answer that depends on it asks; whoever does not answer is not asked again."""
    assert texts.ASK_PLACE in (await town.say(NORTH_OFFICIAL, QUESTION))[-1]
    assert "某县" in town.keyboard()
    assert texts.ASK_PLACE not in (await town.say(NORTH_OFFICIAL, QUESTION))[-1]


async def test_the_first_reply_asks_nothing(town):
    """It says what is kept; the next one asks."""
    with town.application.bot_data.database.write() as session:
        row_of(session, User, town.population.users[NORTH_OFFICIAL]).informed_at = None
    assert texts.ASK_PLACE not in (await town.say(NORTH_OFFICIAL, QUESTION))[-1]
    assert texts.ASK_PLACE in (await town.say(NORTH_OFFICIAL, QUESTION))[-1]


async def test_an_answer_that_holds_there_too_is_not_repeated(town):
    """Where the place changes nothing, that is said, and what else there is to press comes then."""
    await town.say(NORTH_OFFICIAL, QUESTION)
    places = list_places(town.application.bot_data.knowledge.base)
    said = await town.press(NORTH_OFFICIAL, ChoosePlace(1, places.index("其他")))
    assert texts.SAME_ANSWER in said[-1]
    assert "全国一般挂职一年" not in said[-1]


async def test_not_asked_where_it_does_not_matter(town):
    """Answers that hold everywhere, groups, and people whose profile says it, are spared."""
    assert texts.ASK_PLACE not in (await town.say(NORTH_OFFICIAL, "干部轮岗要满几年？"))[-1]
    said = await town.say_in_group(NORTH_OFFICIAL, f"@some_bot {QUESTION}")
    assert texts.ASK_PLACE not in said[-1]
    with town.application.bot_data.database.write() as session:
        row_of(session, User, town.population.users[SOUTH_OFFICIAL]).region = "某县"
    assert texts.ASK_PLACE not in (await town.say(SOUTH_OFFICIAL, QUESTION))[-1]


async def test_a_member_says_where(town):
    """The profile keeps it, the question is answered for there at once, and later ones are too."""
    await town.say(NORTH_OFFICIAL, QUESTION)
    places = list_places(town.application.bot_data.knowledge.base)
    said = await town.press(NORTH_OFFICIAL, ChoosePlace(1, places.index("某县")))
    assert texts.PLACE_TAKEN.format(place="某县") in said[-1]
    assert "在某县一般挂职两年" in said[-1]
    assert member(town, NORTH_OFFICIAL) == "某县"
    with town.application.bot_data.database.write() as session:
        row_of(session, User, town.population.users[NORTH_OFFICIAL]).region = "全国"
    assert "全国一般挂职一年" in (await town.say(NORTH_OFFICIAL, QUESTION))[-1]


async def test_a_guest_says_where(town):
    """A guest's chat keeps it."""
    await town.say(STRANGER, QUESTION)
    places = list_places(town.application.bot_data.knowledge.base)
    said = await town.press(STRANGER, ChoosePlace(1, places.index("某县")))
    assert texts.PLACE_TAKEN_GUEST.format(place="某县") in said[-1]
    assert "在某县一般挂职两年" in (await town.say(STRANGER, QUESTION))[-1]


async def test_nationwide_and_declined(town):
    """Both are answers: the question does not come back."""
    await town.say(NORTH_OFFICIAL, QUESTION)
    assert texts.PLACE_NATIONWIDE in (await town.press(NORTH_OFFICIAL, ChoosePlace(1, 0)))[-1]
    await town.say(SOUTH_OFFICIAL, QUESTION)
    declined = await town.press(SOUTH_OFFICIAL, ChoosePlace(3, DECLINED))
    assert texts.PLACE_DECLINED in declined
    assert texts.ASK_PLACE not in (await town.say(SOUTH_OFFICIAL, QUESTION))[-1]
    assert member(town, SOUTH_OFFICIAL) is None


async def test_consent_decides_for_the_profile(town):
    """A region that was agreed to is used without being asked for."""
    with town.application.bot_data.database.write() as session:
        user = row_of(session, User, town.population.users[NORTH_OFFICIAL])
        user.region = "某县"
        mark_consent(session, user_id=user.id, is_given=True, now=MOMENT)
    assert "在某县一般挂职两年" in (await town.say(NORTH_OFFICIAL, QUESTION))[-1]


@pytest.mark.parametrize("data", ["1:qr:1:9", "1:qr:1:-2", "1:qr:9:0", "1:qr:x:0"])
async def test_stale_buttons(town, data):
    """Positions and questions that are not there are stale."""
    await town.say(NORTH_OFFICIAL, QUESTION)
    assert await town.press(NORTH_OFFICIAL, data) == [general.STALE]
