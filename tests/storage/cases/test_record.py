"""The record of a case, on SQLite and PostgreSQL: whole, exported, verified, and false where something was changed."""

import copy
import json
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlmodel import select

from storage.accounts import delete_account
from storage.cases.attachments import add_attachment
from storage.cases.moves import mark_done, mark_note, mark_values
from storage.cases.reading import get_case
from storage.cases.record import check_case, export_case, gather
from storage.cases.sharing import mark_assigned, mark_handed_over, mark_shared
from storage.chain import Broken, Verified, verify_record
from storage.tables import Attachment, Case, ChainHead, May, User
from tests.population import NAMES, NORTH_OFFICIAL, NORTH_STAFF, row_of
from tests.storage.cases.samples import begin, made, tap_on, upload


@pytest.fixture
def worked(database, cast, begun):
    """A case with values, notes, files and a colleague's work."""
    whom = cast.colleague.user_id
    with database.write() as session:
        view = made(
            mark_values(session, cast.owner, tap=tap_on(begun), values={"expected": 3, "attended": 3})
        )
        view = made(mark_done(session, cast.owner, tap=tap_on(view, "count")))
        view = made(mark_assigned(session, cast.owner, tap=tap_on(view, "end"), user_id=whom))
        view = made(mark_note(session, cast.colleague, tap=tap_on(view, "end"), note="先问清"))
        return made(add_attachment(session, cast.colleague, tap=tap_on(view, "end"), upload=upload()))


def test_a_record_says_everything(database, cast, worked):
    """Events from the first on, people by name, files, members, the case that it comes from and those it opened."""
    with database.write() as session:
        child = begin(session, cast.owner, name="子清单", parent=tap_on(worked, "count"))
        view = get_case(session, cast.owner, case_id=worked.case.id)
        record = gather(session, cast.owner, view)
        assert [event.number for event in record.events] == [1, 2, 3, 4, 5, 6]
        assert (record.unit, record.parent, record.code) == ("北县", None, record.events[-1].hash)
        assert record.name(cast.colleague.user_id) == NAMES[NORTH_OFFICIAL]
        assert (record.name(None), record.name(999)) == (None, None)
        assert record.members == {cast.colleague.user_id: May.READ}
        assert ([file.name for file in record.files], [one.owner for one in record.children]) == (
            ["名册.pdf"],
            [NAMES[NORTH_STAFF]],
        )
        assert gather(session, cast.owner, child).parent == "某局副职推荐"
        hidden = replace(child, case=child.case)
        assert gather(session, cast.stranger, hidden).parent is None


def test_an_exported_record_verifies_and_shows_every_change(database, cast, worked):
    """Events, names, or what the record says of itself."""
    with database.read() as session:
        view = get_case(session, cast.owner, case_id=worked.case.id)
        record = json.loads(json.dumps(export_case(gather(session, cast.owner, view))))
    verified = verify_record(record)
    assert isinstance(verified, Verified)
    assert (verified.kind, verified.count) == ("case", 6)
    assert record["subject"]["people"] == {
        str(cast.owner.user_id): NAMES[NORTH_STAFF],
        str(cast.colleague.user_id): NAMES[NORTH_OFFICIAL],
    }
    for path, value in (
        (("entries", 1, "details", "values", "attended"), 2),
        (("entries", 2, "actor"), 9),
        (("entries", 4, "details", "note"), "没问"),
        (("subject", "name"), "别的事"),
        (("subject", "people", str(cast.owner.user_id)), "别人"),
    ):
        changed = copy.deepcopy(record)
        place = changed
        for part in path[:-1]:
            place = place[part]
        place[path[-1]] = value
        assert isinstance(verify_record(changed), Broken)


def test_changed_rows_show(database, worked):
    """Whatever is changed behind the program's back, the events say otherwise."""
    guard = (
        "ALTER TABLE case_events DISABLE TRIGGER ALL"
        if database.is_server
        else "DROP TRIGGER case_events_no_update"
    )
    changes = {
        "UPDATE cases SET name = 'x'": "otherwise of cases",
        "UPDATE case_steps SET note = 'x' WHERE item = 'end'": "otherwise of case_steps",
        "UPDATE case_members SET may = 'work'": "otherwise of case_members",
        "DELETE FROM attachments": "otherwise of attachments",
        "UPDATE chain_heads SET number = 5 WHERE name LIKE 'case:%'": "end of the chain",
        "DELETE FROM chain_heads": "end of the chain",
        "UPDATE case_events SET actor = 9 WHERE number = 2": "it was changed",
    }
    with database.write() as session:
        session.execute(text(guard))
        for change, reason in changes.items():
            nested = session.begin_nested()
            session.execute(text(change))
            session.expire_all()
            result = check_case(session, case_id=worked.case.id)
            assert isinstance(result, Broken)
            assert reason in result.reason
            nested.rollback()
        session.expire_all()
        assert isinstance(check_case(session, case_id=worked.case.id), Verified)


def test_an_account_may_go_and_the_chain_still_verifies(database, cast, worked):
    """A case that was handed over keeps its former owner's number, and no name."""
    whom = cast.colleague.user_id
    with database.write() as session:
        view = made(mark_shared(session, cast.owner, tap=tap_on(worked), user_id=whom, may=May.WORK))
        made(mark_handed_over(session, cast.owner, tap=tap_on(view), user_id=whom))
        delete_account(session, user=row_of(session, User, cast.owner.user_id), now=cast.owner.now)
    with database.read() as session:
        view = get_case(session, cast.colleague, case_id=worked.case.id)
        assert isinstance(check_case(session, case_id=view.case.id), Verified)
        record = gather(session, cast.colleague, view)
        assert record.events[0].actor == cast.owner.user_id
        assert record.name(record.events[0].actor) is None
        exported = export_case(record)
        assert isinstance(verify_record(exported), Verified)
        assert NAMES[NORTH_STAFF] not in json.dumps(exported, ensure_ascii=False)
        assert session.exec(select(Attachment)).one().file_id == "FILE"
        assert session.get(Case, worked.case.id).owner_id == whom
        assert session.get(ChainHead, f"case:{worked.case.id}").number == view.case.version
