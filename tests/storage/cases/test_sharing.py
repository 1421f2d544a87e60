"""Working together, on SQLite and PostgreSQL: who is found, who is let in, and what each may do then."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from storage.audit import list_entries
from storage.cases import links, sharing
from storage.cases.links import LASTS, add_link, claim_link, count_links, delete_links
from storage.cases.matters import mark_archived, mark_name
from storage.cases.moves import mark_done, mark_note
from storage.cases.reading import get_case, list_members
from storage.cases.sharing import (
    delete_member,
    get_colleague,
    list_colleagues,
    mark_assigned,
    mark_handed_over,
    mark_shared,
    mark_unit_shared,
)
from storage.cases.staff import record_look
from storage.cases.values import Hindrance, Standing
from storage.tables import CaseLink, May, OutboxMessage, Role, Unit
from storage.units import add_unit
from storage.users import mark_invited
from tests.population import NAMES, NORTH_OFFICIAL, STRANGER, user_of
from tests.storage.cases.samples import actor_of, begin, made, tap_on


def told(session):
    """Who is told of which events, in the order of the messages."""
    rows = session.exec(select(OutboxMessage).order_by(OutboxMessage.id))
    return [(row.user_id, row.payload.get("since"), row.payload.get("until")) for row in rows]


def test_colleagues_are_those_of_the_own_line_of_units(database, cast, population, now):
    """The unit's, those above and below, but not the next county's; admins find everybody, the unattached nobody."""
    with database.write() as session:
        section = add_unit(session, name="一科", parent=session.get(Unit, population.north))
        for number, name, unit in (
            (71, "张科员", section.id),
            (72, "市里的", population.city),
            (73, "过客", None),
        ):
            user = mark_invited(session, telegram_id=number, display_name=name, now=now)
            user.unit_id, user.role = unit, Role.GUEST if unit is None else Role.OFFICIAL
        names = {one.name for one in list_colleagues(session, cast.owner)}
        assert names == {"张科员", "市里的", NAMES[NORTH_OFFICIAL]}
        assert [one.name for one in list_colleagues(session, cast.owner, words="科 张")] == ["张科员"]
        assert len(list_colleagues(session, cast.owner, offset=1, limit=1)) == 1
        assert len(list_colleagues(session, cast.admin)) == 7
        section_member = actor_of(session, 71, now)
        assert {one.unit for one in list_colleagues(session, section_member)} == {"某市", "北县"}
        unattached = actor_of(session, 73, now)
        assert list_colleagues(session, unattached) == []
        assert get_colleague(session, cast.owner, user_id=cast.stranger.user_id) is None


def test_a_shared_case_is_read_or_worked_on(database, cast, begun):
    """Strangers are not let in, the right can be changed, and everybody in it is named."""
    whom = cast.colleague.user_id
    with database.write() as session:
        nobody = mark_shared(
            session, cast.owner, tap=tap_on(begun), user_id=cast.stranger.user_id, may=May.READ
        )
        own = mark_shared(session, cast.owner, tap=tap_on(begun), user_id=cast.owner.user_id, may=May.READ)
        assert (nobody.why, own.why) == (Hindrance.NOBODY, Hindrance.NOBODY)
        view = made(mark_shared(session, cast.owner, tap=tap_on(begun), user_id=whom, may=May.READ))
        same = mark_shared(session, cast.owner, tap=tap_on(view), user_id=whom, may=May.READ)
        assert same.why is Hindrance.UNCHANGED
        reader = get_case(session, cast.colleague, case_id=view.case.id)
        assert (reader.access.standing, reader.access.may_work) == (Standing.READER, False)
        again = mark_shared(session, cast.colleague, tap=tap_on(view), user_id=whom, may=May.WORK)
        assert again.why is Hindrance.FORBIDDEN
        view = made(mark_shared(session, cast.owner, tap=tap_on(view), user_id=whom, may=May.WORK))
        assert [(one.user_id, one.name, one.may) for one in list_members(session, case_id=view.case.id)] == [
            (whom, NAMES[NORTH_OFFICIAL], May.WORK)
        ]
        assert made(mark_done(session, cast.colleague, tap=tap_on(view, "end")))


def test_no_more_members_than_fit(database, cast, begun, monkeypatch):
    """Neither by sharing nor by assigning nor by a link."""
    for module in (sharing, links):
        monkeypatch.setattr(module, "MOST_MEMBERS", 0)
    whom = cast.colleague.user_id
    with database.write() as session:
        share = mark_shared(session, cast.owner, tap=tap_on(begun), user_id=whom, may=May.READ)
        assign = mark_assigned(session, cast.owner, tap=tap_on(begun, "end"), user_id=whom)
        link = add_link(session, cast.owner, tap=tap_on(begun), may=May.READ)
        assert {share.why, assign.why, link.why} == {Hindrance.FULL}


def test_a_step_is_given_to_a_colleague_and_taken_back(database, cast, begun):
    """Who gets a step comes in as a reader; who is in stays what they were; only workers give steps."""
    whom = cast.colleague.user_id
    with database.write() as session:
        view = made(mark_assigned(session, cast.owner, tap=tap_on(begun, "end"), user_id=whom))
        assert view.step("end").assignee_id == whom
        same = mark_assigned(session, cast.owner, tap=tap_on(view, "end"), user_id=whom)
        other = mark_assigned(session, cast.colleague, tap=tap_on(view, "end"), user_id=None)
        lost = mark_assigned(session, cast.owner, tap=tap_on(view, "nowhere"), user_id=whom)
        assert (same.why, other.why, lost.why) == (
            Hindrance.UNCHANGED,
            Hindrance.FORBIDDEN,
            Hindrance.REFUSED,
        )
        seen = get_case(session, cast.colleague, case_id=view.case.id)
        assert (seen.access.standing, seen.access.assigned) == (Standing.READER, {"end"})
        own = cast.owner.user_id
        view = made(mark_assigned(session, cast.owner, tap=tap_on(view, "count"), user_id=own))
        view = made(mark_assigned(session, cast.owner, tap=tap_on(view, "end"), user_id=None))
        assert (view.step("end").assignee_id, view.step("count").assignee_id) == (None, own)
        assert len(list_members(session, case_id=view.case.id)) == 1


def test_a_member_leaves_or_is_taken_out(database, cast, begun):
    """With the steps that were theirs; nobody takes out others than the owner."""
    whom = cast.colleague.user_id
    with database.write() as session:
        view = made(mark_assigned(session, cast.owner, tap=tap_on(begun, "end"), user_id=whom))
        foreign = delete_member(session, cast.colleague, tap=tap_on(view), user_id=cast.owner.user_id)
        absent = delete_member(session, cast.owner, tap=tap_on(view), user_id=cast.stranger.user_id)
        assert (foreign.why, absent.why) == (Hindrance.FORBIDDEN, Hindrance.NOBODY)
        view = made(delete_member(session, cast.colleague, tap=tap_on(view), user_id=whom))
        assert view.step("end").assignee_id is None
        assert get_case(session, cast.colleague, case_id=view.case.id) is None
        view = made(mark_shared(session, cast.owner, tap=tap_on(view), user_id=whom, may=May.WORK))
        view = made(delete_member(session, cast.owner, tap=tap_on(view), user_id=whom))
        assert list_members(session, case_id=view.case.id) == []
        assert told(session) == [(whom, 2, 5), (cast.owner.user_id, 3, 3)]


def test_a_case_is_handed_over(database, cast, begun, population):
    """It is the other's own then; who had it may still read it; the unit's staff see it no longer."""
    whom = cast.colleague.user_id
    with database.write() as session:
        view = made(mark_unit_shared(session, cast.owner, tap=tap_on(begun), is_shared=True))
        nobody = mark_handed_over(session, cast.owner, tap=tap_on(view), user_id=cast.stranger.user_id)
        assert nobody.why is Hindrance.NOBODY
        view = made(mark_shared(session, cast.owner, tap=tap_on(view), user_id=whom, may=May.READ))
        view = made(mark_handed_over(session, cast.owner, tap=tap_on(view), user_id=whom))
        assert (view.case.owner_id, view.case.unit_id, view.case.shared_at) == (whom, population.north, None)
        assert view.access.standing is Standing.READER
        assert get_case(session, cast.colleague, case_id=view.case.id).access.is_owner
        again = mark_handed_over(session, cast.owner, tap=tap_on(view), user_id=whom)
        assert again.why is Hindrance.FORBIDDEN


def test_the_units_staff_read_what_is_shared_with_them(database, cast, now):
    """By the owner's consent, within their scope, without changing anything; and no longer when it is taken back."""
    with database.write() as session:
        view = begin(session, cast.colleague)
        assert get_case(session, cast.owner, case_id=view.case.id) is None
        none = mark_unit_shared(session, cast.colleague, tap=tap_on(view), is_shared=False)
        assert none.why is Hindrance.UNCHANGED
        view = made(mark_unit_shared(session, cast.colleague, tap=tap_on(view), is_shared=True))
        for actor in (cast.owner, cast.admin):
            seen = get_case(session, actor, case_id=view.case.id)
            assert seen.access.standing is Standing.STAFF
            assert mark_done(session, actor, tap=tap_on(view, "end")).why is Hindrance.FORBIDDEN
        assert get_case(session, cast.stranger, case_id=view.case.id) is None
        other = mark_unit_shared(session, cast.owner, tap=tap_on(view), is_shared=False)
        assert other.why is Hindrance.FORBIDDEN
        assert not record_look(session, cast.colleague, view=view)
        seen = get_case(session, cast.owner, case_id=view.case.id)
        assert record_look(session, cast.owner, view=seen)
        assert record_look(session, cast.owner, view=seen, is_export=True)
        looks = [(one.action, one.actor, one.subject_id) for one in list_entries(session)]
        who, number = cast.owner.user_id, view.case.id
        assert looks == [("case.exported", who, number), ("case.viewed", who, number)]
        view = made(mark_unit_shared(session, cast.colleague, tap=tap_on(view), is_shared=False))
        assert get_case(session, cast.owner, case_id=view.case.id) is None
        mark_invited(session, telegram_id=STRANGER, display_name="无单位", now=now)
        alone = actor_of(session, STRANGER, now)
        outcome = mark_unit_shared(session, alone, tap=tap_on(begin(session, alone)), is_shared=True)
        assert outcome.why is Hindrance.NOBODY


def test_a_link_lets_one_person_in(database, cast, begun):
    """Anybody who was invited to the bot, once, until it expires; the owner and members need none."""
    with database.write() as session:
        code = add_link(session, cast.owner, tap=tap_on(begun), may=May.WORK)
        assert session.exec(select(CaseLink)).one().code_hash != code
        assert claim_link(session, cast.owner, code=code).why is Hindrance.UNCHANGED
        late = replace(cast.stranger, now=cast.owner.now + LASTS)
        guest = replace(cast.stranger, scope=replace(cast.stranger.scope, role=Role.GUEST))
        for actor, typed in ((late, code), (guest, code), (cast.stranger, "else")):
            assert claim_link(session, actor, code=typed).why is Hindrance.GONE
        view = made(claim_link(session, cast.stranger, code=code))
        assert view.access.standing is Standing.WORKER
        assert claim_link(session, cast.colleague, code=code).why is Hindrance.GONE
        assert told(session) == [(cast.owner.user_id, 2, 2)]


def test_links_are_taken_back(database, cast, begun):
    """All that nobody used; and none leads into a case that is put away."""
    late = replace(cast.owner, now=cast.owner.now + LASTS)
    with database.write() as session:
        code = add_link(session, cast.owner, tap=tap_on(begun), may=May.READ)
        open_to = [
            count_links(session, actor, case_id=begun.case.id) for actor in (cast.owner, cast.stranger, late)
        ]
        assert open_to == [1, 0, 0]
        forbidden = delete_links(session, cast.stranger, tap=tap_on(begun))
        assert forbidden.why is Hindrance.GONE
        assert delete_links(session, cast.owner, tap=tap_on(begun)) is True
        assert count_links(session, cast.owner, case_id=begun.case.id) == 0
        assert delete_links(session, cast.owner, tap=tap_on(begun)) is False
        assert claim_link(session, cast.stranger, code=code).why is Hindrance.GONE
        code = add_link(session, cast.owner, tap=tap_on(begun), may=May.READ)
        view = made(mark_archived(session, cast.owner, tap=tap_on(begun), is_archived=True))
        assert claim_link(session, cast.stranger, code=code).why is Hindrance.ARCHIVED
        assert add_link(session, cast.owner, tap=tap_on(view), may=May.READ).why is Hindrance.ARCHIVED


def test_everybody_in_it_is_told_once_of_what_is_done_in_one_go(database, cast, begun):
    """Whoever acts is not; what follows within minutes joins the message that still waits."""
    whom, owner = cast.colleague.user_id, cast.owner.user_id
    with database.write() as session:
        view = made(mark_shared(session, cast.owner, tap=tap_on(begun), user_id=whom, may=May.WORK))
        view = made(mark_note(session, cast.owner, tap=tap_on(view, "end"), note="一"))
        view = made(mark_note(session, cast.colleague, tap=tap_on(view, "end"), note="二"))
        assert told(session) == [(whom, 2, 3), (owner, 4, 4)]
        row = session.exec(select(OutboxMessage).where(OutboxMessage.user_id == whom)).one()
        assert row.not_before == cast.owner.now + timedelta(minutes=2)
        row.status = "sent"
        session.flush()
        made(mark_name(session, cast.owner, tap=tap_on(view), name="另一件事"))
        assert told(session) == [(whom, 2, 3), (owner, 4, 4), (whom, 5, 5)]


@pytest.mark.usefixtures("population")
def test_another_case_has_a_message_of_its_own(database, cast):
    """Two cases are not told of in one breath."""
    whom = cast.colleague.user_id
    with database.write() as session:
        for view in (begin(session, cast.owner), begin(session, cast.owner)):
            made(mark_shared(session, cast.owner, tap=tap_on(view), user_id=whom, may=May.READ))
        assert told(session) == [(whom, 2, 2), (whom, 2, 2)]
        assert user_of(session, NORTH_OFFICIAL).id == whom
