"""How many questions an eligibility check asks, as a ratio to the facts that its rule lists.

The people interviewed know the facts of a case and answer 不知道 to everything else; a question about several facts
counts as one. The reference is a form that asks for every fact of the rule. Also the time of the next question and
of one evaluation, as ratios to reading the facts of the same cases.

    python benchmarks/interview.py [--json]
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.report.rows import Row, row, show
from knowledge.eligibility.evaluation import evaluate
from knowledge.eligibility.interview import next_step
from knowledge.eligibility.rulebook import Rulebook
from knowledge.loader import load_rulebook
from tests.knowledge.eligibility.cases import TODAY, Case, read_cases
from tests.knowledge.eligibility.interviews import conduct

UNSEEN = Path(__file__).resolve().parent.parent / "tests" / "cases" / "eligibility_unseen.yaml"
ROUNDS = 20


def read_unseen() -> list[Case]:
    """The unseen cases in the form of the others."""
    rows = yaml.safe_load(UNSEEN.read_text(encoding="utf-8"))
    return [
        Case(row["rule"], row["name"], row["verdict"], row["facts"], row.get("as_of", TODAY)) for row in rows
    ]


def count_questions(book: Rulebook, name: str, cases: Iterable[Case]) -> list[Row]:
    """Questions asked to facts listed, over all cases and by case, together and one by one."""
    rows = []
    for one_by_one in (False, True):
        counts = []
        for case in cases:
            rule = book.rule(case.rule)
            interview, _ = conduct(book, rule, case.facts, case.today, one_by_one=one_by_one)
            counts.append((len(interview.asked), len(book.facts_of(rule))))
        asked, listed = (sum(column) for column in zip(*counts, strict=True))
        label = f"{name} cases, questions" + (" one by one" if one_by_one else "")
        mean = sum(count / facts for count, facts in counts) / len(counts)
        rows += [
            row(label, asked, "questions", reference=f"{listed} facts listed", ratio=asked / listed),
            row(
                f"{label} by case",
                asked / len(counts),
                "questions",
                reference="facts of the rule",
                ratio=mean,
            ),
        ]
    return rows


def measure_time(act: Callable[[Case], object], cases: list[Case]) -> float:
    """Milliseconds a case, the best of some rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for case in cases:
            act(case)
        best = min(best, time.perf_counter() - start)
    return best / len(cases) * 1000


def measure_speed(book: Rulebook, cases: list[Case]) -> list[Row]:
    """The time of an evaluation and of finding the next question."""
    given = {id(case): book.read_facts(book.rule(case.rule), case.facts, case.today) for case in cases}

    def today_of(case: Case) -> date:
        return case.today

    reading = measure_time(lambda case: book.read_facts(book.rule(case.rule), case.facts, case.today), cases)
    rows = []
    acts: tuple[tuple[str, Callable[[Case], object]], ...] = (
        (
            "one evaluation",
            lambda case: evaluate(book, book.rule(case.rule), given[id(case)], today=today_of(case)),
        ),
        ("the first question", lambda case: next_step(book, book.rule(case.rule), {}, today=today_of(case))),
    )
    for name, act in acts:
        took = measure_time(act, cases)
        rows.append(row(name, took, "ms", reference="reading the facts of the case", ratio=took / reading))
    return rows


def main() -> None:
    """Print the table, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    book = load_rulebook()
    cases: list[Case] = read_cases()  # type: ignore[no-untyped-call]
    development = [case for case in cases if case.name.startswith("de")]
    unseen = read_unseen()
    rows = (
        *count_questions(book, "development", development),
        *count_questions(book, "unseen", unseen),
        *measure_speed(book, [*development, *unseen]),
    )
    show(rows, as_json=args.json)


if __name__ == "__main__":
    main()
