"""`ask`: one question, or a batch of them from a file, answered without any messenger."""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.commands.arguments import iso_day, numbered_lines
from bot.commands.errors import CommandError, sound_content
from bot.commands.printing import json_text
from bot.engine import load_engine
from bot.rendering.plain import plain_outcome
from bot.settings import Settings
from knowledge.entries import Entry
from knowledge.retrieval.answering import AnswerEngine
from knowledge.retrieval.conversation import Context
from knowledge.retrieval.outcomes import Answered, Clarification, Outcome, Refusal


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare `ask "问题" [--region] [--as-of] [--json]` and `ask --batch IN --out OUT`."""
    parser = subparsers.add_parser("ask", help="answer one question, or a batch from a file")
    parser.add_argument("question", nargs="?", help="the question; not with --batch")
    parser.add_argument("--region", help="the asker's region, such as 宁夏")
    parser.add_argument("--as-of", type=iso_day, help="the day asked about, such as 2026-11-22")
    parser.add_argument("--json", action="store_true", help="print the outcome with its trace as JSON")
    parser.add_argument("--batch", type=Path, metavar="IN.jsonl")
    parser.add_argument("--out", type=Path, metavar="OUT.jsonl")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Answer and print; returns the exit status."""
    if (args.question is None) == (args.batch is None):
        raise CommandError('ask: give either a "question" or --batch IN.jsonl --out OUT.jsonl')
    if (args.batch is None) != (args.out is None):
        raise CommandError("ask: --batch and --out go together")
    rows = list(_read_batch(args.batch)) if args.batch else None
    engine = _engine(settings)
    if rows is not None:
        return _run_batch(engine, rows, args)
    started = time.perf_counter()
    outcome = engine.answer(args.question, Context(region=args.region, as_of=args.as_of))
    row = outcome_row("", outcome, time.perf_counter() - started) | {"trace": _traced(engine, outcome)}
    sys.stdout.write(json_text(row) if args.json else plain_outcome(outcome, engine.base) + "\n")
    return 0


def _traced(engine: AnswerEngine, outcome: Outcome) -> dict[str, Any]:
    """How the outcome came about, with the confidences from which the engine answers or offers a choice."""
    told: dict[str, Any] = {
        "answers_from": engine.model.answers_from(outcome.trace.understood),
        "offers_from": engine.model.clarify,
    }
    if isinstance(outcome, Answered):
        told["supplement"] = outcome.supplement.id if outcome.supplement else None
        told["regions"] = outcome.regions
    if isinstance(outcome, Refusal):
        told |= {"reason": outcome.reason, "nearest": [entry.id for entry in outcome.nearest]}
    return told | outcome.trace.describe()


def _engine(settings: Settings) -> AnswerEngine:
    with sound_content():
        return load_engine(settings.data_dir)


def _run_batch(engine: AnswerEngine, rows: list[dict[str, Any]], args: argparse.Namespace) -> int:
    try:
        with args.out.open("w", encoding="utf-8") as out:
            for row in rows:
                out.write(json.dumps(answer_row(engine, row, args), ensure_ascii=False) + "\n")
    except OSError as error:
        raise CommandError(f"cannot write {args.out}: {error.strerror}") from None
    return 0


def answer_row(engine: AnswerEngine, row: dict[str, Any], args: argparse.Namespace) -> dict[str, Any]:
    """The batch contract's answer to one line; the turns of a list run in one fresh conversation."""
    turns = [row["q"]] if isinstance(row["q"], str) else row["q"]
    context = Context(region=row.get("region") or args.region, as_of=args.as_of)
    for turn in turns:
        started = time.perf_counter()
        outcome = engine.answer(turn, context)
        elapsed = time.perf_counter() - started
        context = engine.follow(context, turn, outcome)
    return outcome_row(row["id"], outcome, elapsed)


def outcome_row(row_id: str, outcome: Outcome, elapsed: float) -> dict[str, Any]:
    """An outcome in the form of the batch contract."""
    row: dict[str, Any] = {"id": row_id, "outcome": "refuse", "text": "", "citations": [], "options": []}
    row |= {"entry": None, "confidence": round(outcome.confidence, 4), "elapsed_ms": round(elapsed * 1000, 3)}
    if isinstance(outcome, Answered):
        answered = {"outcome": "answer", "text": outcome.text, "entry": outcome.entry.id}
        return row | answered | {"citations": [citation.as_mapping() for citation in outcome.citations]}
    if isinstance(outcome, Clarification):
        options = [{"text": o.text, "citations": _citations(o.entry)} for o in outcome.options]
        return row | {"outcome": "clarify", "text": outcome.prompt, "options": options}
    return row | {"text": outcome.text}


def _citations(entry: Entry) -> list[dict[str, str]]:
    return [citation.as_mapping() for citation in entry.citations]


def _read_batch(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a batch file; a bad line is named by its number before anything is written."""
    for number, line in numbered_lines(path):
        try:
            row = json.loads(line)
        except ValueError as error:
            raise CommandError(f"{path}:{number}: not JSON: {error}") from None
        if not (isinstance(row, dict) and "id" in row and _is_question(row.get("q"))):
            raise CommandError(f'{path}:{number}: expected {{"id": …, "q": "question" or ["turn", …]}}')
        yield row


def _is_question(value: object) -> bool:
    return isinstance(value, str) or (
        isinstance(value, list) and bool(value) and all(isinstance(turn, str) for turn in value)
    )
