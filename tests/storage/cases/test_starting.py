"""Beginning and deleting a case, on SQLite and PostgreSQL."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, delete, func, select, update

from knowledge.checklists.templates import ChecklistTemplate
from storage.cases import starting
from storage.cases.events import list_events
from storage.cases.moves import mark_note
from storage.cases.reading import get_case
from storage.cases.sharing import mark_shared
from storage.cases.starting import add_case, delete_case
from storage.cases.values import Draft, Hindrance, Standing, Tap, Unmoved
from storage.tables import (
    METADATA,
    Case,
    CaseEvent,
    CaseStep,
    ChainHead,
    ChecklistVersion,
    May,
    OutboxMessage,
    Role,
)
from tests.knowledge.checklists.samples import make_book, make_item, make_template
from tests.storage.cases.samples import EMPTY, NEWER, OLD, begin, made, tap_on


def test_a_case_begins_with_what_is_known(database, cast):
    """Values are read, others than the template's are left aside, and the region says which steps are followed."""
    with database.write() as session:
        values = {"member": True, "expected": "九十", "elsewhere": 1}
        view = begin(session, cast.owner, name="  某局  副职 ", region="甘肃", values=values)
    assert (view.case.name, view.case.version, view.access.standing) == ("某局 副职", 1, Standing.OWNER)
    assert view.situation.values == {"member": True, "expected": 90}
    assert view.situation.documents == {"CN1"}
    assert view.next_item.id == "count"
    assert (view.progress.total, view.is_over, view.is_outdated) == (2, False, False)
    assert view.step("count") is None


def test_without_a_region_every_step_is_followed(database, cast, begun):
    """Nothing is left out that nobody said to leave out; the unit is the owner's."""
    assert begun.situation.documents is None
    with database.read() as session:
        view = get_case(session, cast.owner, case_id=begun.case.id)
        assert view.case.unit_id == cast.owner_unit
        (event,) = list_events(session, case_id=view.case.id)
        assert (event.number, event.action, event.actor) == (1, "opened", cast.owner.user_id)


def test_what_cannot_begin(database, cast):
    """An unknown template, no name, a value that the input does not take, a case that nobody has, and guests."""
    impossible = [
        ({"template": "tuijian.gone"}, Hindrance.OUTDATED),
        ({"name": " \n "}, Hindrance.NAME),
        ({"values": {"expected": "很多"}}, Hindrance.VALUE),
        ({"parent": Tap(999, 1, "count")}, Hindrance.GONE),
    ]
    with database.write() as session:
        for fields, why in impossible:
            draft = Draft(**{"template": OLD.id, "name": "某事"} | fields)
            outcome = add_case(session, cast.owner, draft=draft)
            assert isinstance(outcome, Unmoved)
            assert outcome.why is why
        guest = replace(cast.owner, scope=replace(cast.owner.scope, role=Role.GUEST))
        assert add_case(session, guest, draft=Draft(OLD.id, "某事")).why is Hindrance.FORBIDDEN
        assert session.exec(select(func.count()).select_from(Case)).one() == 0


def test_nobody_has_more_open_cases_than_a_person_can_work_on(database, cast, monkeypatch):
    """The next one is refused until one is put away."""
    monkeypatch.setattr(starting, "MOST_OPEN", 1)
    with database.write() as session:
        view = begin(session, cast.owner)
        full = add_case(session, cast.owner, draft=Draft(OLD.id, "又一件"))
        assert full.why is Hindrance.FULL
        view.case.archived_at = cast.owner.now
        session.flush()
        assert begin(session, cast.owner)


def test_a_step_opens_a_case_of_its_own(database, cast, begun):
    """The new one is linked to the step; who may not work on the step opens nothing from it."""
    with database.write() as session:
        child = begin(session, cast.owner, parent=tap_on(begun, "count"))
        assert (child.case.parent_id, child.case.parent_item) == (begun.case.id, "count")
        nowhere = Draft(OLD.id, "某事", parent=tap_on(begun, "nowhere"))
        assert add_case(session, cast.owner, draft=nowhere).why is Hindrance.GONE
        reader = cast.colleague.user_id
        made(mark_shared(session, cast.owner, tap=tap_on(begun), user_id=reader, may=May.READ))
        draft = Draft(OLD.id, "某事", parent=tap_on(begun, "count"))
        assert add_case(session, cast.colleague, draft=draft).why is Hindrance.FORBIDDEN


def test_a_running_case_keeps_its_version(database, cast, begun):
    """When the content changes, and when it loses the template, the case goes on with what it began with."""
    for book, latest in ((NEWER, NEWER.templates[OLD.id]), (EMPTY, None)):
        with database.read() as session:
            view = get_case(session, replace(cast.owner, book=book), case_id=begun.case.id)
        assert view.template == OLD
        assert view.template.version == OLD.version
        assert (view.latest, view.is_outdated) == (latest, latest is not None)


def test_every_shipped_template_comes_back_from_its_kept_form(shipped):
    """What is kept of a template is the whole of it, so that a hash of it is the same."""
    for template in shipped.templates.values():
        content = template.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        kept = ChecklistTemplate.model_validate(content)
        assert kept == template
        assert kept.version == template.version


def test_a_version_is_kept_once_and_for_as_long_as_it_is_followed(database, cast, begun, now):
    """Two cases share it; a case cannot lose it; the day it was needed last is noted."""
    with database.write() as session:
        later = replace(cast.owner, now=now.replace(year=2027))
        begin(session, later)
        (row,) = session.exec(select(ChecklistVersion)).all()
        assert row.kept_at == later.now
    with pytest.raises(IntegrityError), database.write() as session:
        session.exec(delete(ChecklistVersion))
    assert begun.case.template_version == OLD.version


def test_a_case_that_is_over_at_once_says_so(database, cast):
    """What is known from the start may end the matter."""
    gate = {"needs": {"fact": "fit", "is": True, "text": "合格"}, "failing": "到此为止。", "then": "stop"}
    asked = [{"id": "fit", "label": "合格", "type": "boolean"}]
    template = make_template(make_item(inputs=asked, gate=gate))
    actor = replace(cast.owner, book=make_book(template))
    with database.write() as session:
        view = begin(session, actor, values={"fit": False})
        assert view.is_over
        assert view.case.finished_at == actor.now


def test_deleting_leaves_only_the_end_of_the_chain(database, cast, begun):
    """All rows go, the others are told of the procedure, and nobody but the owner deletes."""
    with database.write() as session:
        view = made(mark_note(session, cast.owner, tap=tap_on(begun, "count"), note="某人的事"))
        whom = cast.colleague.user_id
        view = made(mark_shared(session, cast.owner, tap=tap_on(view), user_id=whom, may=May.WORK))
        assert not delete_case(session, cast.colleague, case_id=view.case.id)
        assert delete_case(session, cast.owner, case_id=view.case.id)
        assert not delete_case(session, cast.owner, case_id=view.case.id)
    with database.read() as session:
        hanging = [table for table in METADATA.sorted_tables if table.name.startswith("case")]
        assert [session.connection().execute(table.select()).all() for table in hanging] == [[]] * 5
        told = session.exec(select(OutboxMessage).where(OutboxMessage.kind == "case_deleted")).one()
        assert (told.user_id, told.payload) == (whom, {"template": OLD.id})
        head = session.get_one(ChainHead, f"case:{view.case.id}")
        assert head.number == view.case.version


def test_the_database_keeps_what_was_done(database, cast, begun):
    """An event is neither changed nor deleted while its case is there, whoever asks."""
    for change in (update(CaseEvent).values(actor=9), delete(CaseEvent)):
        with pytest.raises(IntegrityError), database.write() as session:
            session.exec(change)
    with database.read() as session:
        assert get_case(session, cast.owner, case_id=begun.case.id).case.version == 1


def test_the_database_refuses_nonsense(database, cast, begun):
    """States are those of the checklists, and days go with their states."""
    with database.write() as session:
        made(mark_note(session, cast.owner, tap=tap_on(begun, "count"), note="记一笔"))
    day = cast.owner.today
    for values in ({"state": "half"}, {"state": "done"}, {"done_on": day}, {"waiting_until": day}):
        with pytest.raises(IntegrityError), database.write() as session:
            session.exec(update(CaseStep).where(col(CaseStep.item) == "count").values(**values))
