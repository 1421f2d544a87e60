"""Moves on the whole case, on SQLite and PostgreSQL: name, documents, version, putting it away."""

from dataclasses import replace

from storage.cases.matters import (
    followed_by,
    mark_archived,
    mark_followed,
    mark_moved,
    mark_name,
    other_documents,
)
from storage.cases.moves import mark_done, mark_left_out, mark_note, mark_values
from storage.cases.overview import Wanted, list_cases
from storage.cases.record import check_case
from storage.cases.sharing import mark_shared
from storage.cases.values import Hindrance
from storage.chain import Verified
from storage.tables import May
from tests.storage.cases.samples import EMPTY, NEW, NEWER, OLD, begin, made, tap_on


def test_a_case_is_called_something_else(database, cast, begun):
    """By its owner, in one line; it is found by the new name."""
    with database.write() as session:
        assert mark_name(session, cast.owner, tap=tap_on(begun), name=" ").why is Hindrance.NAME
        same = mark_name(session, cast.owner, tap=tap_on(begun), name=" 某局副职推荐 ")
        assert same.why is Hindrance.UNCHANGED
        view = made(mark_name(session, cast.owner, tap=tap_on(begun), name="乙局\n正职"))
        assert view.case.name == "乙局 正职"
        assert list_cases(session, cast.owner, wanted=Wanted(words="乙局 民主")).total == 1


def test_the_steps_of_a_document_are_left_out_with_one_tap(database, cast, begun):
    """And followed again; the template's own documents cannot be left out."""
    assert other_documents(OLD) == ("NX1",)
    with database.write() as session:
        own = mark_followed(session, cast.owner, tap=tap_on(begun), document="CN1", is_followed=False)
        same = mark_followed(session, cast.owner, tap=tap_on(begun), document="NX1", is_followed=True)
        assert (own.why, same.why) == (Hindrance.VALUE, Hindrance.UNCHANGED)
        view = made(mark_followed(session, cast.owner, tap=tap_on(begun), document="NX1", is_followed=False))
        assert followed_by(view) == view.situation.documents == {"CN1"}
        assert mark_done(session, cast.owner, tap=tap_on(view, "local")).why is Hindrance.REFUSED
        view = made(mark_followed(session, cast.owner, tap=tap_on(view), document="NX1", is_followed=True))
        assert made(mark_done(session, cast.owner, tap=tap_on(view, "local")))


def test_a_case_is_put_away_and_taken_out(database, cast, begun):
    """Only what is not so already, and only by the owner."""
    with database.write() as session:
        in_hand = mark_archived(session, cast.owner, tap=tap_on(begun), is_archived=False)
        assert in_hand.why is Hindrance.UNCHANGED
        view = made(mark_archived(session, cast.owner, tap=tap_on(begun), is_archived=True))
        assert view.case.archived_at == cast.owner.now
        assert mark_name(session, cast.owner, tap=tap_on(view), name="别的").why is Hindrance.ARCHIVED
        view = made(mark_archived(session, cast.owner, tap=tap_on(view), is_archived=False))
        assert view.case.archived_at is None


def test_a_case_goes_over_to_the_newer_version(database, cast):
    """What still fits stays, what was done on figures that no longer do is open again, and history is kept."""
    with database.write() as session:
        values = {"expected": 90, "attended": 60, "kind": "大会", "member": False}
        view = begin(session, cast.owner, region="甘肃", values=values)
        for item in ("count", "opinion"):
            view = made(mark_done(session, cast.owner, tap=tap_on(view, item)))
        view = made(mark_note(session, cast.owner, tap=tap_on(view, "opinion"), note="意见在卷"))
        newer = replace(cast.owner, book=NEWER)
        outcome = mark_moved(session, newer, tap=tap_on(view))
        view = made(outcome)
        assert outcome.event.details == {
            "from": OLD.version,
            "version": NEW.version,
            "title": "民主推荐",
            "documents": ["CN1"],
            "dropped": {"kind": "大会"},
            "reopened": ["count"],
            "removed": {"opinion": "征求意见"},
        }
        assert (view.template, view.is_outdated, view.next_item.id) == (NEW, False, "count")
        assert view.situation.values == {"expected": 90, "attended": 60, "member": False}
        assert (view.step("opinion").state, view.step("opinion").note) == ("done", "意见在卷")
        assert view.progress.total == 2
        assert isinstance(check_case(session, case_id=view.case.id), Verified)
        assert mark_moved(session, newer, tap=tap_on(view)).why is Hindrance.UNCHANGED


def test_nothing_to_go_over_to(database, cast, begun):
    """The content has the same version, or the template no longer."""
    with database.write() as session:
        assert mark_moved(session, cast.owner, tap=tap_on(begun)).why is Hindrance.UNCHANGED
        gone = replace(cast.owner, book=EMPTY)
        assert mark_moved(session, gone, tap=tap_on(begun)).why is Hindrance.OUTDATED
        view = made(mark_left_out(session, gone, tap=tap_on(begun, "end"), reason="不办"))
        assert made(mark_values(session, gone, tap=tap_on(view), values={"member": True}))


def test_a_worker_follows_documents_but_arranges_nothing(database, cast, begun):
    """Name, version and putting away are the owner's."""
    with database.write() as session:
        whom = cast.colleague.user_id
        view = made(mark_shared(session, cast.owner, tap=tap_on(begun), user_id=whom, may=May.WORK))
        tap = tap_on(view)
        refused = (
            mark_name(session, cast.colleague, tap=tap, name="别的"),
            mark_archived(session, cast.colleague, tap=tap, is_archived=True),
            mark_moved(session, cast.colleague, tap=tap),
        )
        assert {outcome.why for outcome in refused} == {Hindrance.FORBIDDEN}
        assert made(mark_followed(session, cast.colleague, tap=tap, document="NX1", is_followed=False))
