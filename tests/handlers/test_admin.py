"""Admins: guessing is noticed, the log is shown and sent, maintenance pauses everything but answers."""

import json

from bot.payloads.people import AuditPage, ExportAudit, ShowPerson
from bot.rendering import access, people_texts, texts
from bot.rendering.access import Barred
from handlers.audit import STATES
from storage.audit import AuditAction, export_audit
from storage.chain import Verified, verify_record
from storage.invitations import GUESSES
from storage.tables import Role
from tests.builders import MOMENT
from tests.population import ADMIN, NAMES, NORTH_OFFICIAL, NORTH_STAFF, STRANGER, user_of

WRONG = "ABCD-EFGH-JKLM-NPQR"


async def test_wrong_codes_say_nothing_and_are_stopped(town):
    """Each wrong code gets the same sentence; at the fifth the admins are told, then a pause is asked for."""
    for _ in range(GUESSES - 1):
        assert (await town.say(STRANGER, f"/start {WRONG}"))[-1] == access.WRONG_CODE
    told = await town.say(STRANGER, f"/start {WRONG}")
    assert told == [access.WRONG_CODE, access.GUESSED.format(count=GUESSES, telegram_id=STRANGER)]
    assert town.wire.calls[-1][1]["chat_id"] == ADMIN
    assert (await town.say(STRANGER, f"/start {WRONG}"))[-1] == access.GUESSING
    assert "codes.guessed" in str(town.rows()["audit_entries"])


async def test_an_admin_who_cannot_be_told_is_no_fault(town, caplog):
    """The notice is lost with a line in the log; the guesser still gets the sentence."""
    for _ in range(GUESSES - 1):
        await town.say(STRANGER, f"/start {WRONG}")
    town.wire.refused_chat = ADMIN
    assert (await town.say(STRANGER, f"/start {WRONG}"))[0] == access.WRONG_CODE
    assert "an admin could not be told" in caplog.text


async def test_the_log_is_paged_and_sent(town):
    """Names of accounts that are there, numbers of those that are not; the file verifies."""
    for _ in range(12):
        await town.press(NORTH_STAFF, ShowPerson(town.population.north_person))
    shown = (await town.say(ADMIN, "/audit"))[-1]
    assert shown.startswith("<b>操作日志（共12条）</b>\n12. 2026-11-22 09:30 北县组工 查看人员 人员")
    older = (await town.press(ADMIN, AuditPage(3)))[-1]
    assert "\n2. " in older
    assert "\n3. " not in older
    await town.press(ADMIN, ExportAudit())
    await town.finish()
    with town.application.bot_data.database.read() as session:
        record = json.loads(json.dumps(export_audit(session, now=MOMENT)))
    result = verify_record(record)
    assert isinstance(result, Verified)
    assert (result.count, record["entries"][-1]["action"]) == (13, AuditAction.AUDIT_EXPORTED)
    assert await town.press(ADMIN, "1:au:x") == [texts.STALE]


async def test_an_empty_log(town):
    """There is nothing to show yet."""
    assert (await town.say(ADMIN, "/audit"))[-1] == people_texts.AUDIT_EMPTY


async def test_entries_of_accounts_that_are_gone(town):
    """What they did stays, under their number."""
    await town.press(NORTH_STAFF, ShowPerson(town.population.north_person))
    with town.application.bot_data.database.write() as session:
        session.delete(user_of(session, NORTH_STAFF))
    shown = (await town.say(ADMIN, "/audit"))[-1]
    assert NAMES[NORTH_STAFF] not in shown
    assert f"账号{town.population.users[NORTH_STAFF]} 查看人员" in shown


async def test_maintenance_pauses_everything_but_answers(town):
    """Answers go on with a notice, one's own data stay within reach, admins go on; then all is as before."""
    assert "正常" in (await town.say(ADMIN, "/maintenance"))[-1]
    for word, turned_on in STATES.items():
        assert (await town.say(ADMIN, f"/maintenance {word.upper()}"))[-1] == people_texts.MAINTENANCE_SET[
            turned_on
        ]
        answer = (await town.say(NORTH_OFFICIAL, "干部轮岗要满几年？"))[-1]
        assert "五年" in answer
        assert (people_texts.MAINTENANCE_NOTICE in answer) is turned_on
        for number, text in ((NORTH_OFFICIAL, "/me"), (NORTH_STAFF, "/people")):
            assert ((await town.say(number, text))[-1] == Barred.MAINTENANCE.value) is turned_on
        assert (await town.say(ADMIN, "/people"))[-1] != Barred.MAINTENANCE.value
        assert (await town.say(NORTH_OFFICIAL, "/mydata"))[-1] != Barred.MAINTENANCE.value
    actions = str(town.rows()["audit_entries"])
    assert "maintenance.on" in actions
    assert "maintenance.off" in actions


async def test_the_menu_follows_the_role(town):
    """Staff see staff's commands; a new role brings a new menu; it is not sent again and again."""

    def menus():
        return [
            [command["command"] for command in parameters["commands"]]
            for name, parameters in town.wire.calls
            if name == "setMyCommands"
        ]

    await town.say(NORTH_OFFICIAL, "/help")
    await town.say(NORTH_OFFICIAL, "/help")
    assert len(menus()) == 1
    assert "people" not in menus()[0]
    with town.application.bot_data.database.write() as session:
        user_of(session, NORTH_OFFICIAL).role = Role.STAFF
    helped = await town.say(NORTH_OFFICIAL, "/help")
    assert "people" in menus()[1]
    assert "/people" in helped[-1]
    assert "/audit" not in helped[-1]


async def test_a_menu_that_is_refused_is_no_fault(town, caplog):
    """The person has the answer all the same."""
    town.wire.refused_method = "setMyCommands"
    assert len(await town.say(NORTH_OFFICIAL, "/help")) == 1
    assert "menu was not accepted" in caplog.text
