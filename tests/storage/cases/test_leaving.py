"""What becomes of cases when an account is deleted, on SQLite and PostgreSQL."""

from sqlmodel import select

from storage.accounts import delete_account
from storage.cases.moves import mark_note
from storage.cases.reading import get_case, list_members
from storage.cases.record import check_case
from storage.cases.sharing import mark_assigned, mark_shared
from storage.chain import Verified
from storage.tables import Case, May, OutboxMessage, User
from tests.population import row_of
from tests.storage.cases.samples import begin, made, tap_on


def test_what_others_work_on_becomes_theirs(database, cast, begun):
    """The earliest member who works on it has it then; steps that were the deleted account's are nobody's."""
    whom, owner = cast.colleague.user_id, cast.owner.user_id
    with database.write() as session:
        view = made(mark_shared(session, cast.owner, tap=tap_on(begun), user_id=whom, may=May.WORK))
        view = made(mark_assigned(session, cast.owner, tap=tap_on(view, "end"), user_id=owner))
        delete_account(session, user=row_of(session, User, owner), now=cast.owner.now)
        seen = get_case(session, cast.colleague, case_id=view.case.id)
        assert (seen.access.is_owner, seen.step("end").assignee_id) == (True, None)
        assert list_members(session, case_id=view.case.id) == []
        assert isinstance(check_case(session, case_id=view.case.id), Verified)
        told = session.exec(select(OutboxMessage).where(OutboxMessage.user_id == whom)).one()
        assert told.payload["until"] == seen.case.version


def test_what_others_only_read_goes(database, cast, begun):
    """With the account; the readers are told, and the deleted account's part in others' cases ends."""
    whom, owner = cast.colleague.user_id, cast.owner.user_id
    with database.write() as session:
        made(mark_shared(session, cast.owner, tap=tap_on(begun), user_id=whom, may=May.READ))
        view = begin(session, cast.colleague)
        view = made(mark_shared(session, cast.colleague, tap=tap_on(view), user_id=owner, may=May.WORK))
        view = made(mark_note(session, cast.owner, tap=tap_on(view, "end"), note="先问清"))
        delete_account(session, user=row_of(session, User, owner), now=cast.owner.now)
        assert session.get(Case, begun.case.id) is None
        told = session.exec(select(OutboxMessage).where(OutboxMessage.kind == "case_deleted")).one()
        assert told.user_id == whom
        kept = get_case(session, cast.colleague, case_id=view.case.id)
        assert (list_members(session, case_id=kept.case.id), kept.step("end").note) == ([], "先问清")
        assert isinstance(check_case(session, case_id=kept.case.id), Verified)
