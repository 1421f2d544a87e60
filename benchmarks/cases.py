"""What a tap on a case costs the server with 10,000 open cases, beside the same tap in an empty database.

Each figure is the median of twenty whole transactions: read the case in the light of its template, make the move,
write rows, event and notices, commit. `tap` is by the clock on the wall, with a bar of 50 ms; `work` is the
processor's time, which other programs on the machine don't change.

    python benchmarks/cases.py [--json] [--cases 10000] [--database URL]
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlmodel import SQLModel, col, func, insert, select

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.report.rows import Row, row, show
from knowledge.checklists.book import ChecklistBook
from knowledge.loader import load_checklists
from storage.cases.events import list_events
from storage.cases.matters import mark_name
from storage.cases.moves import mark_done, mark_note, mark_reopened, mark_values
from storage.cases.overview import Pile, Wanted, count_cases, list_cases
from storage.cases.reading import get_case
from storage.cases.record import export_case, gather
from storage.cases.sharing import mark_shared
from storage.cases.starting import add_case
from storage.cases.values import Actor, CaseView, Draft, Moved, Outcome, Tap
from storage.database import Database, open_database
from storage.schema import upgrade
from storage.scope import scope_for
from storage.tables import Case, CaseEvent, CaseMember, CaseStep, ChainHead, May, Role, Unit, User
from storage.units import add_unit
from storage.users import mark_invited

NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
TEMPLATE, FIRST = "tuijian.democratic", "scope"
EACH = 50
ROUNDS = 20
BAR_MS = 50


@dataclass(frozen=True)
class Office:
    """A database with somebody who works on a case of theirs."""

    database: Database
    actor: Actor
    case_id: int


Work = Callable[[Any, Office, int], object]


@contextmanager
def opened(url: str | None) -> Iterator[Database]:
    """A database at the newest revision: the one that is named, or a new file."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(url or f"sqlite:///{folder}/cases.sqlite3")
        upgrade(database)
        yield database
        database.close()


def furnish(database: Database, book: ChecklistBook, number: int) -> Office:
    """Somebody with a colleague, and a case that both work on."""
    with database.write() as session:
        unit = add_unit(session, name=f"单位{number}")
        people = [
            mark_invited(session, telegram_id=10 * number + at, display_name=f"某人{at}", now=NOW)
            for at in (1, 2)
        ]
        for user in people:
            user.unit_id = unit.id
        session.flush()
        scope = scope_for(Role.OFFICIAL, user_id=people[0].id)
        actor = Actor(scope, book, NOW, NOW.date())
        view = moved(add_case(session, actor, draft=Draft(TEMPLATE, "某局副职推荐")))
        view = moved(mark_shared(session, actor, tap=tap(view), user_id=people[1].id, may=May.WORK))
        view = moved(mark_values(session, actor, tap=tap(view), values={"expected": 90}))
        view = moved(mark_done(session, actor, tap=tap(view, FIRST)))
        moved(mark_note(session, actor, tap=tap(view, FIRST), note="名单在卷"))
        return Office(database, actor, view.case.id)


def fill(office: Office, count: int) -> None:
    """Copy the case with all that hangs on it, so that there are so many, each owner having fifty."""
    with office.database.write() as session:
        unit = session.exec(select(Unit)).first()
        assert unit is not None
        owners = [
            {"telegram_id": 10**9 + at, "display_name": f"同事{at}", "created_at": NOW, "last_seen_at": NOW}
            for at in range(count // EACH)
        ]
        session.exec(insert(User).values(role=Role.OFFICIAL, is_invited=True, unit_id=unit.id), params=owners)
        numbers = session.exec(select(User.id).where(col(User.telegram_id) >= 10**9)).all()
        start = session.exec(select(func.max(Case.id))).one() or 0
        copies = [(start + at + 1, numbers[at // EACH % len(numbers)]) for at in range(count)]
        source = session.get_one(Case, office.case_id).model_dump()
        # The database numbers them itself, in order, so that its count goes on from there.
        del source["id"]
        session.exec(insert(Case), params=[source | {"owner_id": owner} for _, owner in copies])
        for table in (CaseStep, CaseEvent, CaseMember):
            copy_rows(session, table, office.case_id, [number for number, _ in copies])
        head = session.get_one(ChainHead, f"case:{office.case_id}").model_dump()
        session.exec(insert(ChainHead), params=[head | {"name": f"case:{number}"} for number, _ in copies])


def copy_rows(session: Any, table: type[SQLModel], source: int, numbers: list[int]) -> None:
    """The rows that hang on a case, for others."""
    rows = session.exec(select(table).where(table.case_id == source)).all()  # type: ignore[attr-defined]
    told = [found.model_dump() for found in rows]
    session.exec(insert(table), params=[one | {"case_id": number} for number in numbers for one in told])


def tap(view: CaseView, item: str = "") -> Tap:
    """What a button on a view carries."""
    return Tap(view.case.id, view.case.version, item)


def moved(outcome: Outcome) -> CaseView:
    """The view after a move that must have been made."""
    assert isinstance(outcome, Moved), outcome.why
    return outcome.view


def view_of(session: Any, office: Office) -> CaseView:
    """The case as the actor sees it."""
    view = get_case(session, office.actor, case_id=office.case_id)
    assert view is not None
    return view


def card(session: Any, office: Office, _: int) -> object:
    """What a card shows."""
    view = view_of(session, office)
    return view.progress, view.next_item, list_events(session, case_id=office.case_id, limit=3)


def finish(session: Any, office: Office, at: int) -> object:
    """Finish a step, or open it again the next time."""
    here = tap(view_of(session, office), FIRST)
    if at % 2:
        return moved(mark_done(session, office.actor, tap=here))
    return moved(mark_reopened(session, office.actor, tap=here, reason="再核对"))


def figures(session: Any, office: Office, at: int) -> object:
    """Fill in a figure."""
    here = tap(view_of(session, office), FIRST)
    return moved(mark_values(session, office.actor, tap=here, values={"expected": 91 + at}))


def rename(session: Any, office: Office, at: int) -> object:
    """Call the matter something else."""
    return moved(mark_name(session, office.actor, tap=tap(view_of(session, office)), name=f"某事{at}"))


def begin(session: Any, office: Office, at: int) -> object:
    """Begin a case."""
    return moved(add_case(session, office.actor, draft=Draft(TEMPLATE, f"第{at}件")))


def overview(session: Any, office: Office, _: int) -> object:
    """The first page of the own cases, with the counts of all piles."""
    return list_cases(session, office.actor, wanted=Wanted()), count_cases(session, office.actor)


def search(session: Any, office: Office, _: int) -> object:
    """Search the shared and own ones by words."""
    return [list_cases(session, office.actor, wanted=Wanted(pile, "推荐 副职")) for pile in Pile]


def export(session: Any, office: Office, _: int) -> object:
    """Everything that a record says."""
    return export_case(gather(session, office.actor, view_of(session, office)))


TAPS: dict[str, Work] = {
    "show a card": card,
    "finish or reopen a step": finish,
    "fill in a figure": figures,
    "rename": rename,
    "begin a case": begin,
    "overview with counts": overview,
    "search": search,
    "gather a record": export,
}


def measure(office: Office, work: Work) -> tuple[float, float]:
    """Medians of whole transactions in milliseconds: by the wall clock, and of the processor."""
    wall, processor = [], []
    for at in range(ROUNDS + 1):
        start, worked = time.perf_counter(), time.process_time()
        with office.database.write() as session:
            work(session, office, at)
        wall.append((time.perf_counter() - start) * 1000)
        processor.append((time.process_time() - worked) * 1000)
    return statistics.median(wall[1:]), statistics.median(processor[1:])


def run(count: int, url: str | None) -> Iterator[Row]:
    """Each tap with so many cases: against the bar, and as a ratio to the same tap in an empty database."""
    book = load_checklists()
    with opened(None) as empty, opened(url) as full:
        alone, crowded = furnish(empty, book, 1), furnish(full, book, 2)
        fill(crowded, count)
        for name, work in TAPS.items():
            _, reference = measure(alone, work)
            wall, processor = measure(crowded, work)
            yield row(f"tap/{name}", wall, "ms", reference=f"bar of {BAR_MS} ms", ratio=wall / BAR_MS)
            ratio = processor / reference
            yield row(f"work/{name}", processor, "ms", reference="empty database", ratio=ratio)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--database", help="URL of an empty database (default: a new SQLite file)")
    args = parser.parse_args()
    show(run(args.cases, args.database), as_json=args.json)


if __name__ == "__main__":
    main()
