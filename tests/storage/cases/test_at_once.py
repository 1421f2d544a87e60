"""Two people press at the same instant, on SQLite and PostgreSQL: exactly one of them wins."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from storage.cases.moves import mark_done, mark_left_out, mark_note
from storage.cases.reading import get_case
from storage.cases.record import check_case
from storage.cases.sharing import mark_shared
from storage.cases.values import Hindrance, Moved
from storage.chain import Verified
from storage.tables import May
from tests.storage.cases.samples import made, tap_on


def test_two_people_who_press_at_once_cannot_both_win(database, cast, begun):
    """Whoever comes second is told, and sees what the first did; each round anew."""
    with database.write() as session:
        whom = cast.colleague.user_id
        view = made(mark_shared(session, cast.owner, tap=tap_on(begun), user_id=whom, may=May.WORK))
    barrier = Barrier(2)

    def press(actor, move, tap, rest):
        barrier.wait()
        with database.write() as session:
            return move(session, actor, tap=tap, **rest)

    rounds = [("end", mark_done, {}), ("local", mark_done, {}), ("count", mark_note, {"note": "清点"})]
    with ThreadPoolExecutor(2) as threads:
        for item, move, rest in rounds:
            tap = tap_on(view, item)
            pressed = (
                threads.submit(press, cast.owner, move, tap, rest),
                threads.submit(press, cast.colleague, mark_left_out, tap, {"reason": "不办"}),
            )
            outcomes = [one.result() for one in pressed]
            won = [one for one in outcomes if isinstance(one, Moved)]
            (late,) = [one for one in outcomes if not isinstance(one, Moved)]
            assert len(won) == 1
            assert (late.why, late.view.case.version) == (Hindrance.STALE, won[0].view.case.version)
            view = won[0].view
    with database.read() as session:
        assert get_case(session, cast.owner, case_id=view.case.id).case.version == 2 + len(rounds)
        assert isinstance(check_case(session, case_id=view.case.id), Verified)
