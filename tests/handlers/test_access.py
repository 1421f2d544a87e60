"""Who may do what: the table of cases, executed against the real handlers."""

from pathlib import Path

import pytest
import yaml

from bot.access import COMMANDS, Expecting, Needs
from bot.callback_data import CODES, SEPARATOR, VERSION
from bot.rendering import texts
from bot.rendering.access import Barred
from handlers import FORMS, HANDLERS
from storage.invitations import Terms, add_invitation
from storage.tables import Role, Unit
from tests.builders import MOMENT
from tests.population import ADMIN, CURATOR, NORTH_OFFICIAL, NORTH_STAFF, STRANGER, row_of

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "access.yaml").read_text(encoding="utf-8"))
PEOPLE = {
    "guest": STRANGER,
    "official": NORTH_OFFICIAL,
    "staff": NORTH_STAFF,
    "curator": CURATOR,
    "admin": ADMIN,
}
REFUSALS = {reason.value for reason in Barred}


def invite(town):
    """An open invitation to the northern county."""
    with town.application.bot_data.database.write() as session:
        terms = Terms(Role.OFFICIAL, row_of(session, Unit, town.population.north))
        return add_invitation(session, terms=terms, invited_by=None, now=MOMENT).invitation.id


async def attempt(town, case, number):
    """Do what the case says."""
    if "say" in case:
        return await town.say(number, case["say"])
    rows = {"person": town.population.north_person, "unit": town.population.north, "invitation": invite(town)}
    return await town.press(
        number, SEPARATOR.join([VERSION, *(str(v).format(**rows) for v in case["press"])])
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["action"])
async def test_the_table_of_access(town, case):
    """Each role either gets on, or gets a sentence that says whom to ask; a refusal changes nothing."""
    for role, number in PEOPLE.items():
        before = town.rows()
        said = await attempt(town, case, number)
        assert said, "nobody is left without an answer"
        is_refused = bool(REFUSALS & set(said))
        assert is_refused is (role not in case["allowed"]), role
        if is_refused and "press" in case:
            changed = {name for name, rows in town.rows().items() if rows != before[name]}
            assert changed <= {"invitations", "users"}


def test_every_command_and_button_is_in_the_table():
    """Whoever adds one says there who may use it."""
    said = {case["say"][1:] for case in CASES if case.get("say", "").startswith("/")}
    pressed = {case["press"][0] for case in CASES if "press" in case}
    assert said == set(COMMANDS) == set(texts.COMMANDS)
    assert pressed == set(CODES)


def test_every_handler_states_what_it_needs():
    """No conversation is reached without a role being asked for; membership is no conversation."""
    for handler in HANDLERS[0][1:]:
        assert isinstance(handler.callback, Needs | Expecting)
    assert all(isinstance(needs, Needs) for needs in FORMS.values())


@pytest.mark.parametrize("reason", Barred)
def test_a_refusal_fits_over_the_chat(reason):
    """Telegram shows at most 200 characters there."""
    assert len(reason.value) <= 200
