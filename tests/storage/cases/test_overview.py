"""Overview of cases, on SQLite and PostgreSQL: the piles, the words, the pages."""

from dataclasses import replace
from datetime import timedelta

from storage.cases.matters import mark_archived
from storage.cases.moves import mark_done, mark_note
from storage.cases.overview import Pile, Wanted, count_cases, list_cases, list_children
from storage.cases.sharing import mark_shared, mark_unit_shared
from storage.tables import May
from tests.population import NAMES, NORTH_OFFICIAL, NORTH_STAFF
from tests.storage.cases.samples import begin, made, tap_on


def names(page):
    """What the cases of a page are called."""
    return [row.view.case.name for row in page.rows]


def test_a_page_shows_state_next_step_and_age(database, cast, begun):
    """Those changed last first; the next step follows from the rows."""
    with database.write() as session:
        later = replace(cast.owner, now=cast.owner.now + timedelta(days=3))
        begin(session, later, name="第二件")
        view = made(
            mark_note(
                session,
                replace(later, now=later.now + timedelta(days=1)),
                tap=tap_on(begun, "end"),
                note="某",
            )
        )
        page = list_cases(session, cast.owner, wanted=Wanted())
        assert (names(page), page.total) == (["某局副职推荐", "第二件"], 2)
        first = page.rows[0]
        assert (first.view.next_item.id, first.view.progress.done, first.owner) == (
            "count",
            0,
            NAMES[NORTH_STAFF],
        )
        assert first.days(view.case.created_at.date() + timedelta(days=4)) == 4
        page = list_cases(session, cast.owner, wanted=Wanted(offset=1, limit=1))
        assert (names(page), page.total) == (["第二件"], 2)


def test_cases_are_found_by_words(database, cast, begun):
    """Of the name or the procedure, in either script and any width, and all of them."""
    with database.write() as session:
        begin(session, cast.owner, name="２０２６年乙局正职100%_")
        for words, found in (
            ("某局", ["某局副职推荐"]),
            ("民主推薦　乙局", ["２０２６年乙局正职100%_"]),
            ("2026 正职", ["２０２６年乙局正职100%_"]),
            ("丙局", []),
            ("民主", ["２０２６年乙局正职100%_", "某局副职推荐"]),
        ):
            assert names(list_cases(session, cast.owner, wanted=Wanted(words=words))) == found
        assert begun.case.search == "某局副职推荐 民主推荐"


def test_each_pile_is_its_own(database, cast, begun):
    """Own, shared, put away, the unit's: counted and listed alike; a stranger's are all empty."""
    with database.write() as session:
        other = begin(session, cast.colleague, name="同事的事")
        third = begin(session, cast.owner, name="第三件")
        made(
            mark_shared(session, cast.owner, tap=tap_on(begun), user_id=cast.colleague.user_id, may=May.READ)
        )
        made(mark_unit_shared(session, cast.colleague, tap=tap_on(other), is_shared=True))
        made(mark_archived(session, cast.owner, tap=tap_on(third), is_archived=True))
        expected = {
            Pile.MINE: ["某局副职推荐"],
            Pile.SHARED: [],
            Pile.ARCHIVED: ["第三件"],
            Pile.UNIT: ["同事的事"],
        }
        for pile, found in expected.items():
            assert names(list_cases(session, cast.owner, wanted=Wanted(pile))) == found
        assert count_cases(session, cast.owner) == {pile: len(found) for pile, found in expected.items()}
        shared = list_cases(session, cast.colleague, wanted=Wanted(Pile.SHARED))
        assert [(row.view.case.name, row.owner) for row in shared.rows] == [
            ("某局副职推荐", NAMES[NORTH_STAFF])
        ]
        assert set(count_cases(session, cast.stranger).values()) == {0}
        assert NAMES[NORTH_OFFICIAL]


def test_cases_that_a_step_opened(database, cast, begun):
    """In the order they began, for whoever may see them."""
    with database.write() as session:
        for name in ("甲", "乙"):
            child = begin(session, cast.owner, name=name, parent=tap_on(begun, "count"))
        made(mark_done(session, cast.owner, tap=tap_on(child, "end")))
        found = list_children(session, cast.owner, case_id=begun.case.id)
        assert [(row.view.case.name, row.view.progress.done) for row in found] == [("甲", 0), ("乙", 1)]
        assert list_children(session, cast.stranger, case_id=begun.case.id) == []
